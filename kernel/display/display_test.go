package display

import (
	"bufio"
	"encoding/json"
	"errors"
	"net"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"nnbook/kernel/socket"
)

// serve listens where a kernel would and answers every message with what answer says.
func serve(t *testing.T, answer func(Message) string) {
	t.Helper()
	// t.TempDir can be longer than a socket's path may be.
	folder, err := os.MkdirTemp("", "nn")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	t.Setenv(socket.RunFolder, folder)
	listener, err := net.Listen("unix", filepath.Join(folder, SocketName))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close(); forget() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go reply(conn, answer)
		}
	}()
}

func reply(conn net.Conn, answer func(Message) string) {
	defer conn.Close()
	for lines := bufio.NewReader(conn); ; {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var m Message
		if err := json.Unmarshal(line, &m); err != nil {
			return
		}
		text := answer(m)
		if text == "hang up" {
			return
		}
		out, _ := json.Marshal(Reply{Error: text})
		conn.Write(append(out, '\n'))
	}
}

// forget drops the open connection, as if the program had just started.
func forget() {
	kernel.Lock()
	defer kernel.Unlock()
	if kernel.link != nil {
		kernel.Close()
		kernel.link = nil
	}
}

func TestSendOutsideOfAKernel(t *testing.T) {
	for name, folder := range map[string]string{"unset": "", "gone": t.TempDir()} {
		t.Run(name, func(t *testing.T) {
			t.Setenv(socket.RunFolder, folder)
			if Available() {
				t.Error("Available() = true")
			}
			if err := Send(Message{}); !errors.Is(err, ErrNoKernel) {
				t.Errorf("Send = %v, want ErrNoKernel", err)
			}
		})
	}
}

func TestSendDeliversTheWholeMessage(t *testing.T) {
	var got Message
	serve(t, func(m Message) string { got = m; return "" })
	want := Message{
		Data: map[string]any{
			"text/plain":             "two\nlines, <b> & ünïcode",
			"application/vnd.x+json": map[string]any{"a": []any{1.5, "x", nil}},
		},
		Metadata:  map[string]any{"application/vnd.x+json": map[string]any{"width": 640.0}},
		DisplayID: "chart-1",
		Update:    true,
	}
	if !Available() {
		t.Error("Available() = false beside a kernel")
	}
	if err := Send(want); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the kernel got %+v, want %+v", got, want)
	}
}

func TestSendReportsTheKernelsError(t *testing.T) {
	serve(t, func(Message) string { return "no cell is running" })
	err := Send(Message{})
	if err == nil || !strings.Contains(err.Error(), "no cell is running") {
		t.Errorf("Send = %v, want the kernel's words", err)
	}
}

func TestSendConnectsAgain(t *testing.T) {
	var calls atomic.Int32
	serve(t, func(Message) string {
		if calls.Add(1) == 1 {
			return "hang up"
		}
		return ""
	})
	if err := Send(Message{}); err == nil {
		t.Error("Send = nil although the kernel hung up")
	}
	if err := Send(Message{}); err != nil {
		t.Errorf("the next Send = %v, want a new connection", err)
	}
}

func TestSendFromManyGoroutines(t *testing.T) {
	seen := map[string]bool{}
	serve(t, func(m Message) string { seen[m.DisplayID] = true; return "" })
	var all sync.WaitGroup
	for _, id := range strings.Split("abcdefghijklmnopqrstuvwxyz", "") {
		all.Go(func() {
			if err := Send(Message{DisplayID: id}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if len(seen) != 26 {
		t.Errorf("%d of 26 messages arrived", len(seen))
	}
}

func TestSendRefusesWhatIsNoJSON(t *testing.T) {
	if err := Send(Message{Data: map[string]any{"x": func() {}}}); err == nil {
		t.Error("Send = nil for a function as data")
	}
}
