package main

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"nnbook/kernel/jupyter"
)

func TestCell(t *testing.T) {
	connection, err := jupyter.LoopbackConnection() // as Jupyter has it
	if err != nil {
		t.Fatal(err)
	}
	s := launchOn(t, testPrefix, connection).connect()
	outputs := s.run("%%\nfmt.Println(\"hello\")")
	if got, want := types(outputs), "busy execute_input stream idle"; got != want {
		t.Errorf("the cell published %s, want %s", got, want)
	}
	if got := printed(outputs); got != "hello\n" {
		t.Errorf("the cell printed %q", got)
	}
	if got := s.log.String(); got != "" {
		t.Errorf("the kernel logged %s", got)
	}
}

func TestCellWithAnError(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	for name, code := range map[string]string{"compile": "%%\nx", "exit": "%%\nos.Exit(3)"} {
		reply, outputs := s.execute(code)
		if reply.Status != "error" || !strings.Contains(types(outputs), "error") {
			t.Errorf("%s: %+v after\n%s", name, reply, summary(outputs))
		}
	}
	s.run("%%\nfmt.Println()")
}

// A cell sees nnbook's module, the kernel's folder and Go, and temporary files that
// are gone with the kernel.
func TestCellsSurroundings(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	outputs := s.run(`
import "nnbook/kernel/display"
%%
fmt.Println(os.Getenv("NNBOOK_HOME"))
fmt.Println(os.Getenv("NNBOOK_RUN"))
fmt.Println(os.MkdirTemp("", "mine"))
fmt.Println(display.Available())
`)
	lines := strings.Split(printed(outputs), "\n")
	if len(lines) != 5 || lines[0] != testPrefix || !strings.HasPrefix(lines[1], s.temp) ||
		!strings.HasPrefix(lines[2], lines[1]) || lines[3] != "true" {
		t.Errorf("the cell sees\n%s", printed(outputs))
	}
}

// Twenty thousand lines and ten megabytes at once arrive whole and in order.
func TestMuchOutput(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	var want strings.Builder
	for i := range 20_000 {
		fmt.Fprintln(&want, i)
	}
	want.WriteString(strings.Repeat("x", 10<<20))
	outputs := s.run("%%\nfor i := range 20_000 {\nfmt.Println(i)\n}\nfmt.Print(strings.Repeat(\"x\", 10<<20))")
	if got := printed(outputs); got != want.String() {
		t.Errorf("%d bytes arrived, want %d; the first: %.100q", len(got), want.Len(), got)
	}
}

// answering returns somebody who answers all that is asked, and not at once: GoNB asks
// first, and looks for an answer then.
func answering(answer string) func(string, bool) string {
	return func(string, bool) string {
		time.Sleep(200 * time.Millisecond)
		return answer
	}
}

func TestInput(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	s.Input = answering("a word")
	outputs := s.run("%with_inputs\n!read word; echo \"read: $word\"")
	if got := printed(outputs); got != "read: a word\n" {
		t.Errorf("the cell printed %q", got)
	}
}

// Two frontends work with one kernel: each gets the replies to its own requests, and
// both see all outputs.
func TestTwoFrontends(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	other := &session{T: t, log: s.log, life: s.life, Client: s.dial()}
	for _, pair := range [][2]*session{{s, other}, {other, s}} {
		runs, watches := pair[0], pair[1]
		id, err := runs.Start("%%\nfmt.Println(\"hello\")")
		if err != nil {
			t.Fatal(err)
		}
		if outputs := watches.watch(id); printed(outputs) != "hello\n" {
			t.Errorf("the other frontend saw\n%s", summary(outputs))
		}
		if _, outputs := runs.finish(id, func(jupyter.Message) {}); printed(outputs) != "hello\n" {
			t.Errorf("the frontend that ran the cell saw\n%s", summary(outputs))
		}
	}
}

// watch returns what a cell publishes that another frontend runs.
func (s *session) watch(id string) (outputs []jupyter.Message) {
	s.Helper()
	for {
		m, err := s.Next(s.life, jupyter.IOPub)
		if err != nil {
			s.Fatal(err)
		}
		if m.ParentID != id {
			continue
		}
		outputs = append(outputs, m)
		if m.State() == "idle" {
			return outputs
		}
	}
}

func TestInterrupt(t *testing.T) {
	const code = `
%%
signals := make(chan os.Signal, 10)
signal.Notify(signals, os.Interrupt)
fmt.Println("running")
<-signals
time.Sleep(500 * time.Millisecond)
fmt.Println("interrupted,", len(signals), "more signals")
`
	ways := map[string]func(*session) error{
		"message": func(s *session) error {
			_, err := s.Request(s.life, jupyter.Control, "interrupt_request", struct{}{})
			return err
		},
		"signal": func(s *session) error { return s.process.Process.Signal(syscall.SIGINT) },
	}
	for name, interrupt := range ways {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startKernel(t, testPrefix)
			id, err := s.Start(code)
			if err != nil {
				t.Fatal(err)
			}
			reply, outputs := s.finish(id, func(m jupyter.Message) {
				if m.Type == "stream" && printed([]jupyter.Message{m}) == "running\n" {
					if err := interrupt(s); err != nil {
						t.Error(err)
					}
				}
			})
			if got := printed(outputs); reply.Status != "ok" || got != "running\ninterrupted, 0 more signals\n" {
				t.Errorf("the cell ended with %+v and printed %q", reply, got)
			}
			s.run("%%\nfmt.Println()")
		})
	}
}

// An interrupt that comes before the cell's process is there reaches it all the same.
func TestInterruptWhileCompiling(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	id, err := s.Start("%%\ntime.Sleep(time.Hour)")
	if err != nil {
		t.Fatal(err)
	}
	reply, outputs := s.finish(id, func(m jupyter.Message) {
		if m.State() == "busy" {
			if _, err := s.Send(jupyter.Control, "interrupt_request", struct{}{}); err != nil {
				t.Error(err)
			}
		}
	})
	if reply.Status != "error" {
		t.Errorf("the cell ended with %+v after\n%s", reply, summary(outputs))
	}
	s.run("%%\nfmt.Println()")
}
