package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nnbook/kernel/jupyter"
)

// completeReply is the content of a complete_reply.
type completeReply struct {
	Status   string
	Matches  []string
	Start    int `json:"cursor_start"`
	End      int `json:"cursor_end"`
	Metadata struct {
		Types []struct {
			Start, End                           int
			Text, Type, Signature, Documentation string
		} `json:"_jupyter_types_experimental"`
	}
}

// complete asks what could stand where a bar is in code.
func (s *session) complete(code string) completeReply {
	s.Helper()
	before, after, _ := strings.Cut(code, "|")
	reply, err := s.Request(s.life, jupyter.Shell, "complete_request", map[string]any{
		"code": before + after, "cursor_pos": len([]rune(before)),
	})
	if err != nil || reply.Type != "complete_reply" {
		s.Fatalf("%s, %v", reply.Type, err)
	}
	return contentOf[completeReply](reply)
}

// inspect asks what is where a bar is in code and returns the plain text.
func (s *session) inspect(code string, detail int) string {
	s.Helper()
	before, after, _ := strings.Cut(code, "|")
	reply, err := s.Request(s.life, jupyter.Shell, "inspect_request", map[string]any{
		"code": before + after, "cursor_pos": len([]rune(before)), "detail_level": detail,
	})
	if err != nil || reply.Type != "inspect_reply" {
		s.Fatalf("%s, %v", reply.Type, err)
	}
	content := contentOf[struct {
		Found bool
		Data  map[string]string
	}](reply)
	if content.Found != (content.Data["text/plain"] != "") || content.Found != (content.Data["text/markdown"] != "") {
		s.Errorf("%q: %s", code, reply.Content)
	}
	return content.Data["text/plain"]
}

func TestCompletion(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	s.run("import \"nnbook/nnlib\"\n\n// area of a circle\nfunc area(radius float64) float64 { return 3 * radius * radius }\nvar number = 1\nfmt.Print()")
	for _, c := range []struct{ code, want, replaces string }{
		{"strings.ToUpp|", "ToUpper", "ToUpp"},
		{"%%\nstrings.ToUpp|", "ToUpper", "ToUpp"},
		{"fmt.Println(strings.ToUpp|(\"x\"))\nx := 1", "ToUpper", "ToUpp"},
		{"s := \"éé\"; s + strings.ToUpp|", "ToUpper", "ToUpp"},
		{"s := \"𝔸\"; s + strings.ToUpp|", "ToUpper", "ToUpp"},
		{"nnlib.SparseCategoricalCr|", "SparseCategoricalCrossentropy", "SparseCategoricalCr"},
		{"model := nnlib.Sequential(\"m\")\nmodel.Summ|", "Summary", "Summ"},
		{"x := are|", "area", "are"},
		{"numb|", "number", "numb"},
		{"local := 1\nloc|\nfunc f() {}", "local", "loc"},
		{"func f() {\n\tlocal := 1\n\tloc|\n}", "local", "loc"},
		{"var x = strings.ToUpp|", "ToUpper", "ToUpp"},
		{"%nn res|", "%nn reset", "%nn res"},
		{"x := 1\n%wri|", "", "%wri"},
		{"%%wri|", "%%writefile", "%%wri"},
		{"%%bash\nec|", "", ""},
		{"|", "", ""},
	} {
		got := s.complete(c.code)
		before := []rune(strings.Split(c.code, "|")[0])
		if c.want != "" && (len(got.Matches) == 0 || got.Matches[0] != c.want) {
			t.Errorf("%q: %v, want %s", c.code, got.Matches, c.want)
		}
		if got.Status != "ok" || got.End != len(before) || got.Start != len(before)-len([]rune(c.replaces)) {
			t.Errorf("%q: %s from %d to %d", c.code, got.Status, got.Start, got.End)
		}
		for _, match := range got.Matches {
			if !strings.HasPrefix(strings.ToLower(match), strings.ToLower(c.replaces)) || strings.HasPrefix(match, "nnbook_") {
				t.Errorf("%q: %s", c.code, match)
			}
		}
	}
	got := s.complete("nnlib.Dens|")
	if ts := got.Metadata.Types; len(ts) == 0 || ts[0].Type != "function" || !strings.HasPrefix(ts[0].Signature, "func(units int,") ||
		!strings.Contains(ts[0].Documentation, "Dense returns") {
		t.Errorf("Dense is %+v", ts)
	}
}

func TestInspection(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	s.run("import \"nnbook/nnlib\"\n\n// area of a circle\nfunc area(radius float64) float64 { return 3 * radius * radius }\nfmt.Print()")
	// gopls may still be reading the packages.
	for begin := time.Now(); s.inspect("strings.ToU|pper(\"x\")", 0) == "" && time.Since(begin) < time.Minute; time.Sleep(100 * time.Millisecond) {
	}
	for _, c := range []struct {
		code   string
		detail int
		want   []string
	}{
		{"strings.ToU|pper(\"x\")", 0, []string{"func strings.ToUpper(s string) string", "ToUpper returns"}},
		{"%%\nstrings.ToU|pper(\"x\")", 0, []string{"ToUpper returns"}},
		{"nnlib.Dense|(10)", 0, []string{"func nnlib.Dense(units int", "Dense returns a fully connected layer", "Shapes:"}},
		{"nnlib.Dense(|)", 0, []string{"Dense returns a fully connected layer"}},
		{"nnlib.Dense(10, nnlib.ReLU, |", 0, []string{"Dense returns a fully connected layer"}},
		{"nnlib.Dense(10, nnlib.Re|LU)", 0, []string{"nnlib.ReLU"}},
		{"area(f(3), |)", 0, []string{"func area(radius float64) float64", "area of a circle"}},
		{"area(3)|", 0, []string{"float64"}},
		{"area|", 1, []string{"area of a circle", "return 3 * radius * radius"}},
		{"strings.ToUpper|", 1, []string{"ToUpper returns", "isASCII, hasLower := true, false"}},
		{"|", 0, nil},
		{"%%bash\nech|o", 0, nil},
		{"nosuch|", 0, nil},
	} {
		got := s.inspect(c.code, c.detail)
		if c.want == nil && got != "" {
			t.Errorf("%q: %s", c.code, got)
		}
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%q: %s\nwant %s", c.code, got, want)
			}
		}
	}
}

// Completions and descriptions do not wait for a cell that runs: this one ends when
// they have come.
func TestCompletionWhileACellRuns(t *testing.T) {
	s := startKernel(t, testPrefix)
	if got := s.complete("import \"nnbook/nnlib\"\nnnlib.Seque|"); len(got.Matches) == 0 || got.Matches[0] != "Sequential" {
		t.Errorf("completed to %v", got.Matches)
	}
	answered := filepath.Join(t.TempDir(), "answered")
	id, err := s.Start(fmt.Sprintf("for {\n\tif _, err := os.Stat(%q); err == nil {\n\t\tbreak\n\t}\n\ttime.Sleep(10 * time.Millisecond)\n}\nfmt.Println(\"done\")", answered))
	if err != nil {
		t.Fatal(err)
	}
	s.complete("strings.ToU|")
	s.inspect("strings.ToUpper|", 0)
	if err := os.WriteFile(answered, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, running := s.finish(id, func(jupyter.Message) {}); len(running) == 0 {
		t.Error("the cell published nothing")
	}
}
