package main

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"nnbook/kernel/jupyter"
)

func TestAnswersInGoNBsPlace(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	for _, c := range []struct{ request, content, want string }{
		{"comm_info_request", `{}`, `{"comms":{},"status":"ok"}`},
		{"history_request", `{"hist_access_type":"tail","n":10}`, `{"history":[],"status":"ok"}`},
		{"is_complete_request", `{"code":"for {\n"}`, `{"indent":"\t","status":"incomplete"}`},
	} {
		id, err := s.Send(jupyter.Shell, c.request, json.RawMessage(c.content))
		if err != nil {
			t.Fatal(err)
		}
		reply, err := s.ReplyTo(s.life, jupyter.Shell, id)
		if err != nil {
			t.Fatal(err)
		}
		if want := strings.Replace(c.request, "request", "reply", 1); reply.Type != want || string(reply.Content) != c.want {
			t.Errorf("%s: %s %s, want %s", c.request, reply.Type, reply.Content, c.want)
		}
		var states []jupyter.Message
		for len(states) < 2 {
			m, err := s.Next(s.life, jupyter.IOPub)
			if err != nil {
				t.Fatal(err)
			}
			if m.ParentID == id {
				states = append(states, m)
			}
		}
		if got := types(states); got != "busy idle" {
			t.Errorf("%s: published %s", c.request, got)
		}
	}
}

// A reply comes on the channel that its request came on.
func TestControlIsAnsweredOnControl(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	reply, err := s.Request(s.life, jupyter.Control, "kernel_info_request", struct{}{})
	if err != nil || reply.Type != "kernel_info_reply" {
		t.Errorf("%s, %v", reply.Type, err)
	}
}

// GoNB ends when a field is missing, so the proxy fills it in.
func TestExecuteWithoutFields(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	for content, want := range map[string]string{
		`{"code":"%%\nfmt.Println(\"hello\")"}`:         "hello\n",
		`{"code":3,"silent":"no","store_history":null}`: "",
		`[]`: "",
	} {
		id, err := s.Send(jupyter.Shell, "execute_request", json.RawMessage(content))
		if err != nil {
			t.Fatal(err)
		}
		if _, outputs := s.finish(id, func(jupyter.Message) {}); printed(outputs) != want {
			t.Errorf("%s published\n%s", content, summary(outputs))
		}
	}
}

// A frontend takes "idle" for the end of all work, so answers wait for the cell.
func TestAnswersWaitForTheCell(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	cell, err := s.Start("%%\ntime.Sleep(100*time.Millisecond)\nfmt.Println(\"done\")")
	if err != nil {
		t.Fatal(err)
	}
	question, err := s.Send(jupyter.Shell, "comm_info_request", struct{}{})
	if err != nil {
		t.Fatal(err)
	}
	var seen []jupyter.Message
	for range 6 {
		m, err := s.Next(s.life, jupyter.IOPub)
		if err != nil {
			t.Fatal(err)
		}
		seen = append(seen, m)
	}
	if got := types(seen); got != "busy execute_input stream idle busy idle" || seen[3].ParentID != cell || seen[4].ParentID != question {
		t.Errorf("published %s", got)
	}
}

func TestForgedMessageIsDropped(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	forger := s.connection
	forger.Key = "guessed"
	evil, err := jupyter.Dial(s.life, forger)
	if err != nil {
		t.Fatal(err)
	}
	defer evil.Close()
	for _, channel := range requestChannels {
		if _, err := evil.Send(channel, "shutdown_request", struct{}{}); err != nil {
			t.Fatal(err)
		}
		if err := s.SendFrames(channel, [][]byte{[]byte("no message")}); err != nil {
			t.Fatal(err)
		}
	}
	for strings.Count(s.log.String(), "dropped a message") < 2*len(requestChannels) && s.life.Err() == nil {
		time.Sleep(time.Millisecond)
	}
	if _, outputs := s.execute("%%\nfmt.Println(\"alive\")"); printed(outputs) != "alive\n" {
		t.Errorf("the next cell published\n%s", summary(outputs))
	}
}

// Completion and inspection are GoNB's, through gopls, which takes its time to start.
func TestCompletionAndInspection(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	ask := func(request, code, upTo, want string) {
		t.Helper()
		for deadline := time.Now().Add(3 * time.Minute); ; {
			reply, err := s.Request(s.life, jupyter.Shell, request, map[string]any{
				"code": code, "cursor_pos": strings.Index(code, upTo) + len(upTo), "detail_level": 0,
			})
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(reply.Content), want) {
				return
			}
			if time.Now().After(deadline) {
				t.Fatalf("%s: %s", reply.Type, reply.Content)
			}
		}
	}
	ask("complete_request", "%%\nstrings.ToUpp", "ToUpp", `"ToUpper"`)
	ask("inspect_request", "%%\nstrings.ToUpper(\"x\")", "ToU", "ToUpper returns")
}

func TestHeartbeat(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	for i := range 3 {
		if err := s.Beat(s.life); err != nil {
			t.Errorf("beat %d: %v", i, err)
		}
	}
}
