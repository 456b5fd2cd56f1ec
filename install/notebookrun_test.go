package main

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

// events writes run.py's output as run.py does.
func events(t *testing.T, all ...map[string]any) string {
	t.Helper()
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	for _, event := range all {
		if err := encoder.Encode(event); err != nil {
			t.Fatal(err)
		}
	}
	return text.String()
}

const emptyNotebook = `{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}`

func TestFollowTellsHowARunEnded(t *testing.T) {
	start := map[string]any{"event": "start", "cell": 4, "number": 2, "count": 3, "source": "%%\npanic(1)"}
	notebook := map[string]any{"event": "notebook", "notebook": emptyNotebook}
	for _, c := range []struct {
		name  string
		last  map[string]any
		ended bool
		want  string
	}{
		{"finished", map[string]any{"event": "finished"}, true, ""},
		{"error", map[string]any{"event": "error", "name": "ERROR", "message": "exit status 2", "traceback": "exit status 2"}, true, "cell 2 failed"},
		{"dead", map[string]any{"event": "dead"}, true, "the kernel died in cell 2"},
		{"cut off", map[string]any{"event": "stream", "text": "x"}, false, ""},
	} {
		result, ended := follow(strings.NewReader(events(t, start, notebook, c.last)), silent{})
		got := ""
		if result.err != nil {
			got = result.err.Error()
		}
		if got != c.want || ended != c.ended {
			t.Errorf("%s: got %q, ended %v, want %q, %v", c.name, got, ended, c.want, c.ended)
		}
		if result.notebook == nil {
			t.Errorf("%s: the executed notebook is lost", c.name)
		}
	}
}

func TestCellErrorShowsSourceAndMessage(t *testing.T) {
	text := events(t,
		map[string]any{"event": "start", "cell": 0, "number": 1, "count": 1, "source": "%%\nmodel.Fit(nil)"},
		map[string]any{"event": "error", "name": "ERROR", "message": "exit status 2", "traceback": "\x1b[31mfit: no data\x1b[0m"})
	result, _ := follow(strings.NewReader(text), silent{})
	var failed *cellError
	if !errors.As(result.err, &failed) {
		t.Fatalf("got %v, want a cell error", result.err)
	}
	shown := describeCellError(failed, false)
	for _, want := range []string{"  1  %%\n  2  model.Fit(nil)\n", "ERROR: exit status 2", "fit: no data"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is not shown:\n%s", want, shown)
		}
	}
	if strings.Contains(shown, "\x1b") {
		t.Errorf("colours are shown where there is no terminal: %q", shown)
	}
	if !strings.Contains(describeCellError(failed, true), "\x1b[31m") {
		t.Error("colours are lost on a terminal")
	}
}

func TestCellReporterWritesWholeLines(t *testing.T) {
	var out strings.Builder
	r := newCellReporter(&out)
	r.report(runEvent{Event: "start", Number: 1, Count: 2, Source: "%%\n// a comment\nmodel.Fit(train)"})
	for _, text := range []string{"Epo", "ch 1\n1/2 \r", "2/2 - loss: 0.5", "\n\x1b[31mred", "\x1b[0m"} {
		r.report(runEvent{Event: "stream", Text: text})
	}
	r.report(runEvent{Event: "done"})
	lines := strings.Split(out.String(), "\n")
	want := []string{"[1/2] model.Fit(train)", "      │ Epoch 1", "      │ 2/2 - loss: 0.5", "      │ red"}
	for i, line := range want {
		if i >= len(lines) || lines[i] != line {
			t.Fatalf("got\n%s\nwant it to start with\n%s", out.String(), strings.Join(want, "\n"))
		}
	}
}

func TestTidyNotebook(t *testing.T) {
	stream := func(name string, text any) map[string]any {
		return map[string]any{"output_type": "stream", "name": name, "text": text}
	}
	picture := map[string]any{"output_type": "display_data", "data": map[string]any{"text/plain": "<a>\r"}, "metadata": map[string]any{}}
	data, err := json.Marshal(map[string]any{"nbformat": 4, "cells": []any{
		map[string]any{"cell_type": "markdown", "source": "# a\rb"},
		map[string]any{"cell_type": "code", "outputs": []any{
			stream("stdout", "1/2\r"), stream("stdout", []any{"2/2\n", "end"}),
			stream("stderr", "oh\n"), picture, stream("stderr", "no\n"),
		}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	tidy, err := tidyNotebook(data)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Cells []struct {
			Source  string
			Outputs []map[string]any
		}
	}
	if err := json.Unmarshal(tidy, &got); err != nil {
		t.Fatal(err)
	}
	outputs, err := json.Marshal(got.Cells[1].Outputs)
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"name":"stdout","output_type":"stream","text":["2/2\n","end"]},{"name":"stderr","output_type":"stream","text":["oh\n"]},` +
		`{"data":{"text/plain":"\u003ca\u003e\r"},"metadata":{},"output_type":"display_data"},{"name":"stderr","output_type":"stream","text":["no\n"]}]`
	if string(outputs) != want {
		t.Errorf("outputs are\n%s\nwant\n%s", outputs, want)
	}
	if got.Cells[0].Source != "# a\rb" {
		t.Errorf("a source was changed to %q", got.Cells[0].Source)
	}
	if !strings.Contains(string(tidy), "<a>") {
		t.Error("HTML is escaped, which nbformat does not do")
	}
	again, err := tidyNotebook(tidy)
	if err != nil || string(again) != string(tidy) {
		t.Errorf("tidying twice changes the notebook (%v)", err)
	}
}

// FuzzTidyNotebook: a notebook may hold anything.
func FuzzTidyNotebook(f *testing.F) {
	f.Add([]byte(emptyNotebook))
	f.Add([]byte(`{"cells":[{"outputs":[{"output_type":"stream","text":[1,"a\r"]},null,3]},7]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		tidy, err := tidyNotebook(data)
		if err == nil && !json.Valid(tidy) {
			t.Errorf("tidyNotebook(%q) = %q is not JSON", data, tidy)
		}
	})
}

func TestParseRunArgs(t *testing.T) {
	dir := t.TempDir()
	notebook := dir + "/a.ipynb"
	if err := writeFile(notebook, emptyNotebook); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		out  string // empty: refused
	}{
		{[]string{notebook}, dir + "/a.executed.ipynb"},
		{[]string{notebook, "-o", "x.ipynb"}, "x.ipynb"},
		{[]string{"-o", "x.ipynb", notebook}, "x.ipynb"},
		{[]string{}, ""},
		{[]string{notebook, notebook}, ""},
		{[]string{dir + "/none.ipynb"}, ""},
		{[]string{dir}, ""},
	} {
		got, out, err := parseRunArgs(c.args)
		if out != c.out || (err == nil) != (c.out != "") || (err == nil && got != notebook) {
			t.Errorf("parseRunArgs(%q) = %q, %q, %v", c.args, got, out, err)
		}
	}
}
