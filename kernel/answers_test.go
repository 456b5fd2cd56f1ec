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

// Questions are answered while a cell runs. A frontend takes each state for the kernel's,
// so the kernel is busy again afterwards.
func TestAnswersDontWaitForTheCell(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	cell, err := s.Start("time.Sleep(time.Second)\nfmt.Println(\"done\")")
	if err != nil {
		t.Fatal(err)
	}
	var question string
	var states []string
	for len(states) == 0 || states[len(states)-1] != "cell:idle" {
		m, err := s.Next(s.life, jupyter.IOPub)
		if err != nil {
			t.Fatal(err)
		}
		if m.Type == "execute_input" {
			if question, err = s.Send(jupyter.Shell, "comm_info_request", struct{}{}); err != nil {
				t.Fatal(err)
			}
			continue
		}
		whose := map[string]string{cell: "cell", question: "question"}[m.ParentID]
		states = append(states, whose+":"+types([]jupyter.Message{m}))
	}
	const want = "cell:busy question:busy question:idle cell:busy cell:stream cell:idle"
	if got := strings.Join(states, " "); got != want {
		t.Errorf("published %s, want %s", got, want)
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

func TestHeartbeat(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	for i := range 3 {
		if err := s.Beat(s.life); err != nil {
			t.Errorf("beat %d: %v", i, err)
		}
	}
}
