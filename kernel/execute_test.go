package main

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"nnbook/kernel/jupyter"
)

// request runs code with further fields and returns the reply's content and what was
// published.
func (s *session) request(code string, fields map[string]any) (map[string]any, []jupyter.Message) {
	s.Helper()
	content := map[string]any{"code": code}
	for name, value := range fields {
		content[name] = value
	}
	id, err := s.Send(jupyter.Shell, "execute_request", content)
	if err != nil {
		s.Fatal(err)
	}
	var outputs []jupyter.Message
	for len(outputs) == 0 || outputs[len(outputs)-1].State() != "idle" {
		m, err := s.Next(s.life, jupyter.IOPub)
		if err != nil {
			s.Fatalf("%v; the kernel's log:\n%s", err, s.log)
		}
		if m.ParentID == id {
			outputs = append(outputs, m)
		}
	}
	reply, err := s.ReplyTo(s.life, jupyter.Shell, id)
	if err != nil {
		s.Fatal(err)
	}
	return contentOf[map[string]any](reply), outputs
}

// What is silent publishes nothing; what isn't stored doesn't count.
func TestSilentAndStoreHistory(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	for _, c := range []struct {
		code   string
		fields map[string]any
		count  float64
		want   string
	}{
		{"1", nil, 1, "busy execute_input execute_result idle"},
		{"2", map[string]any{"store_history": false}, 1, "busy execute_input execute_result idle"},
		{"fmt.Println(3)\n3", map[string]any{"silent": true}, 1, "busy idle"},
		{"nosuch", map[string]any{"silent": true}, 1, "busy idle"},
		{"4", nil, 2, "busy execute_input execute_result idle"},
	} {
		reply, outputs := s.request(c.code, c.fields)
		if got := types(outputs); got != c.want || reply["execution_count"] != c.count {
			t.Errorf("%s: published %s, replied %v", c.code, got, reply)
		}
	}
	if got := s.historyOf(`{"hist_access_type":"tail","n":10}`); got != `[[1,1,"1"],[1,2,"4"]]` {
		t.Errorf("the history is %s", got)
	}
}

func TestUserExpressions(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	reply, outputs := s.request("var kept = 20\nfmt.Print(1)", map[string]any{"user_expressions": map[string]string{
		"sum": "kept + 1", "call": "strings.ToUpper(\"a\")", "none": "fmt.Println(2)", "bad": "nosuch + 1", "statement": "x := 1",
	}})
	if got := types(outputs); got != "busy execute_input stream idle" {
		t.Errorf("published %s", got)
	}
	values, _ := reply["user_expressions"].(map[string]any)
	for name, want := range map[string]string{
		"sum": `{"text/plain":"21"}`, "call": `{"text/plain":"\"A\""}`, "none": "ExpressionError", "bad": "CompileError", "statement": "ExpressionError",
	} {
		value, _ := values[name].(map[string]any)
		data, _ := json.Marshal(value["data"])
		if got := string(data); value["status"] == "ok" && got != want || value["status"] == "error" && value["ename"] != want || value == nil {
			t.Errorf("%s is %v, want %s", name, value, want)
		}
	}
}

// historyOf returns the history that is asked for.
func (s *session) historyOf(request string) string {
	s.Helper()
	reply, err := s.Request(s.life, jupyter.Shell, "history_request", json.RawMessage(request))
	if err != nil {
		s.Fatal(err)
	}
	var content struct{ History json.RawMessage }
	if err := reply.ReadContent(&content); err != nil {
		s.Fatal(err)
	}
	return string(content.History)
}

// A restarted kernel remembers what was run before.
func TestHistoryOfEarlierSessions(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	first, second := openHistory(), openHistory()
	first.add(1, "1 + 2", "3")
	first.add(2, "panic(1)", "")
	second.add(1, "1 + 2", "3")
	third := openHistory()
	third.add(1, "last", "")
	two, one := 2, 1
	for _, c := range []struct {
		request historyRequest
		want    string
	}{
		{historyRequest{Type: "tail", N: &two}, "2.1:1 + 2 3.1:last"},
		{historyRequest{Type: "tail"}, "1.1:1 + 2 1.2:panic(1) 2.1:1 + 2 3.1:last"},
		{historyRequest{Type: "range", Session: 1}, "1.1:1 + 2 1.2:panic(1)"},
		{historyRequest{Type: "range", Session: -2, Start: 2}, "1.2:panic(1)"},
		{historyRequest{Type: "range", Session: -1, Stop: &two}, "2.1:1 + 2"},
		{historyRequest{Type: "range"}, "3.1:last"},
		{historyRequest{Type: "search", Pattern: "1*"}, "1.1:1 + 2 2.1:1 + 2"},
		{historyRequest{Type: "search", Pattern: "1 ? 2", Unique: true}, "2.1:1 + 2"},
		{historyRequest{Type: "search", Pattern: "", N: &one}, "3.1:last"},
		{historyRequest{Type: "search", Pattern: "(*"}, ""},
	} {
		var got []string
		for _, e := range third.find(c.request) {
			got = append(got, strings.Join([]string{string(rune('0' + e.Session)), string(rune('0' + e.Line))}, ".")+":"+e.Input)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%+v: %s, want %s", c.request, strings.Join(got, " "), c.want)
		}
	}
}

// An interrupted cell says so, and the cells that wait are not run.
func TestInterruptedCell(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	id, err := s.Start("fmt.Println(\"running\")\nfor {\n}")
	if err != nil {
		t.Fatal(err)
	}
	next, err := s.Start("fmt.Print(2)")
	if err != nil {
		t.Fatal(err)
	}
	var begin time.Time
	reply, outputs := s.finish(id, func(m jupyter.Message) {
		if m.Type == "stream" && begin.IsZero() {
			begin = time.Now()
			if _, err := s.Request(s.life, jupyter.Control, "interrupt_request", struct{}{}); err != nil {
				t.Error(err)
			}
		}
	})
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("the interrupt took %v", took)
	}
	if got := shownIn(outputs); got != "running\nError:Interrupted: the cell was interrupted\n" || reply.ErrorName != "Interrupted" {
		t.Errorf("the cell ended with %+v and showed %s", reply, got)
	}
	if reply, _ := s.finish(next, func(jupyter.Message) {}); reply.Status != "aborted" {
		t.Errorf("the next cell ended with %+v", reply)
	}
}
