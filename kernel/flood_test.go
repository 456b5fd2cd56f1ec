package main

import (
	"strings"
	"testing"

	"nnbook/kernel/jupyter"
)

// What a cell prints is shown up to a limit, and an interrupt ends one that never stops.
func TestFlood(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	const rest = "\n… the cell printed more than 16 MB; the rest isn't shown\n"
	for _, line := range []string{
		"fmt.Println(strings.Repeat(\"x\", 1000))", "fmt.Fprintln(os.Stderr, \"panic:\", strings.Repeat(\"x\", 1000))",
	} {
		id, err := s.Start("for {\n\t" + line + "\n}")
		if err != nil {
			t.Fatal(err)
		}
		length, last := 0, ""
		reply, _ := s.finish(id, func(m jupyter.Message) {
			if m.Type != "stream" {
				return
			}
			last = contentOf[stream](m).Text
			length += len(last)
			if last == rest {
				if _, err := s.Request(s.life, jupyter.Control, "interrupt_request", struct{}{}); err != nil {
					t.Error(err)
				}
			}
		})
		if reply.ErrorName != "Interrupted" || length != mostPrinted+len(rest) || last != rest {
			t.Errorf("%s printed %d bytes, ended by %.80q, and ended with %.300s", line, length, last, strings.Join(reply.Traceback, "\n"))
		}
	}
	s.conversation([][2]string{{"fmt.Print(\"alive\")", "alive"}})
}
