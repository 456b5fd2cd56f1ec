package lsp

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"
)

func TestPositions(t *testing.T) {
	const text = "a\né𝔸b\n"
	for offset, want := range map[int]position{0: {0, 0}, 1: {0, 1}, 2: {1, 0}, 4: {1, 1}, 8: {1, 3}, 9: {1, 4}, 10: {2, 0}} {
		got := positionOf(text, offset)
		if got != want {
			t.Errorf("offset %d is at %v, want %v", offset, got, want)
		}
		if back := got.offset(text); back != offset {
			t.Errorf("%v is offset %d, want %d", got, back, offset)
		}
	}
	if got := (position{9, 9}).offset(text); got != len(text) {
		t.Errorf("a place past the end is offset %d", got)
	}
}

func TestMarkup(t *testing.T) {
	for text, want := range map[string]markup{`"plain"`: "plain", `{"kind":"markdown","value":"*a*"}`: "*a*"} {
		var got markup
		if err := json.Unmarshal([]byte(text), &got); err != nil || got != want {
			t.Errorf("%s: %q, %v", text, got, err)
		}
	}
}

// A server that asks something before it answers, answers one call with an error, and
// leaves the third without an answer.
func TestCalls(t *testing.T) {
	here, there := net.Pipe()
	asked := make(chan string, 1)
	go func() {
		lines := bufio.NewReader(there)
		write := func(text string) { fmt.Fprintf(there, "Content-Length: %d\r\n\r\n%s", len(text), text) }
		read := func() string {
			var length int
			fmt.Fscanf(lines, "Content-Length: %d\r\n\r\n", &length)
			text := make([]byte, length)
			io.ReadFull(lines, text)
			return string(text)
		}
		read()
		write(`{"jsonrpc":"2.0","id":"q","method":"workspace/configuration","params":{"items":[{},{}]}}`)
		asked <- read()
		write(`no JSON`)
		write(`{"jsonrpc":"2.0","method":"window/logMessage","params":{}}`)
		write(`{"jsonrpc":"2.0","id":1,"result":{"x":3}}`)
		read()
		write(`{"jsonrpc":"2.0","id":2,"error":{"code":1,"message":"no"}}`)
		read()
		read()
		there.Close()
	}()
	r := newRPC(here, answer)
	var result struct{ X int }
	if err := r.call(t.Context(), "one", nil, &result); err != nil || result.X != 3 {
		t.Errorf("the first call returned %v, %v", result, err)
	}
	if got := <-asked; !strings.Contains(got, `"id":"q"`) || strings.Count(got, "matcher") != 2 {
		t.Errorf("the server was told %s", got)
	}
	if err := r.call(t.Context(), "two", nil, &result); err == nil || !strings.Contains(err.Error(), "two: no") {
		t.Errorf("the second call returned %v", err)
	}
	soon, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := r.call(soon, "three", nil, &result); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the third call returned %v", err)
	}
	if err := r.call(t.Context(), "four", nil, &result); !errors.Is(err, ErrClosed) {
		t.Errorf("the fourth call returned %v", err)
	}
	if err := r.notify("five", nil); !errors.Is(err, ErrClosed) {
		t.Errorf("a notification afterwards returned %v", err)
	}
}
