package main

import (
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"nnbook/kernel/jupyter"
)

// times collects milliseconds by what they were taken for, and reports their medians.
type times map[string][]float64

func (t times) note(name string, begin time.Time) {
	t[name] = append(t[name], time.Since(begin).Seconds()*1000)
}

func (t times) report(b *testing.B) {
	for name, list := range t {
		slices.Sort(list)
		b.ReportMetric(list[len(list)/2], name+"-ms")
	}
	b.ReportMetric(0, "ns/op")
}

// typing is how long a user takes at least for the first cell of a kernel.
const typing = 3 * time.Second

// BenchmarkStart measures from a kernel's start to the result of a cell that waits for it,
// from a request to restart to the answer of the next kernel, and what the first cell takes
// that somebody typed, and the fifth.
func BenchmarkStart(b *testing.B) {
	took := times{}
	number := 0
	hello := func(client *jupyter.Client) {
		number++
		if err := runCell(b, client, fmt.Sprintf("fmt.Println(\"hello\", %d)", number)); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		begin := time.Now()
		client, process := launchBench(b, "nnbook-kernel", []string{"-prefix", testPrefix})
		hello(client)
		took.note("first-result", begin)

		begin = time.Now()
		shutDown(client, process, true)
		client, process = launchBench(b, "nnbook-kernel", []string{"-prefix", testPrefix})
		took.note("restart", begin)

		time.Sleep(typing)
		for i := range 5 {
			begin = time.Now()
			hello(client)
			if i == 0 || i == 4 {
				took.note(map[int]string{0: "first-cell", 4: "fifth-cell"}[i], begin)
			}
		}
		shutDown(client, process, false)
	}
	took.report(b)
}

// BenchmarkCompletion measures from a kernel's start to its first completion, a later
// one, one while a cell runs, and a description.
func BenchmarkCompletion(b *testing.B) {
	took := times{}
	const code = "import \"nnbook/nnlib\"\nnnlib.Den"
	ask := func(client *jupyter.Client, request, code, want string) {
		m, err := client.Request(b.Context(), jupyter.Shell, request, map[string]any{"code": code, "cursor_pos": len(code), "detail_level": 0})
		if err != nil || !strings.Contains(string(m.Content), want) {
			b.Fatalf("%s: %.300s, %v", request, m.Content, err)
		}
	}
	for b.Loop() {
		begin := time.Now()
		client, process := launchBench(b, "nnbook-kernel", []string{"-prefix", testPrefix})
		ask(client, "complete_request", code, "Dense")
		took.note("first", begin)
		begin = time.Now()
		ask(client, "complete_request", code+"s", "Dense")
		took.note("later", begin)
		id, err := client.Start("time.Sleep(2 * time.Second)")
		if err != nil {
			b.Fatal(err)
		}
		time.Sleep(time.Second) // it runs by now
		begin = time.Now()
		ask(client, "complete_request", code, "Dense")
		took.note("beside-a-cell", begin)
		begin = time.Now()
		ask(client, "inspect_request", code+"se", "Dense returns")
		took.note("description", begin)
		if _, err := client.Finish(b.Context(), id, func(jupyter.Message) {}); err != nil {
			b.Fatal(err)
		}
		shutDown(client, process, false)
	}
	took.report(b)
}

// shutDown ends a kernel.
func shutDown(client *jupyter.Client, process *exec.Cmd, restart bool) {
	client.Send(jupyter.Control, "shutdown_request", map[string]bool{"restart": restart})
	process.Wait()
	client.Close()
}
