package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"nnbook/kernel/jupyter"
)

// What the proxy adds is the difference between the two kernels, which take turns:
// of a request that GoNB answers at once, and of a hello cell.

func BenchmarkRoundTrip(b *testing.B) {
	takeTurns(b, func(client *jupyter.Client) error { return client.WaitReady(b.Context()) })
}

func BenchmarkHelloCell(b *testing.B) {
	takeTurns(b, func(client *jupyter.Client) error {
		_, err := client.Execute(b.Context(), "%%\nfmt.Println(\"hello\")", func(jupyter.Message) {})
		return err
	})
}

// takeTurns measures work on GoNB alone and through the proxy and reports the medians.
func takeTurns(b *testing.B, work func(*jupyter.Client) error) {
	names := []string{"gonb", "proxy"}
	clients := []*jupyter.Client{
		startBench(b, "gonb", func(file string) []string {
			return []string{"-go_work", filepath.Join(testPrefix, "src"), "-kernel", file}
		}),
		startBench(b, "nnbook-kernel", func(file string) []string { return []string{"-prefix", testPrefix, file} }),
	}
	var times [2][]time.Duration
	for b.Loop() {
		for i, client := range clients {
			begin := time.Now()
			if err := work(client); err != nil {
				b.Fatal(err)
			}
			times[i] = append(times[i], time.Since(begin))
		}
	}
	for i, name := range names {
		slices.Sort(times[i])
		median := times[i][len(times[i])/2]
		b.ReportMetric(median.Seconds()*1000, name+"-ms")
	}
	b.ReportMetric(0, "ns/op")
}

// startBench starts a kernel and runs a first cell.
func startBench(b *testing.B, program string, arguments func(file string) []string) *jupyter.Client {
	connection, err := jupyter.LoopbackConnection()
	if err != nil {
		b.Fatal(err)
	}
	file := filepath.Join(b.TempDir(), "kernel-0123.json")
	if err := connection.Write(file); err != nil {
		b.Fatal(err)
	}
	process := exec.Command(filepath.Join(testPrefix, "bin", program), arguments(file)...)
	process.Env = append(os.Environ(), "PATH="+filepath.Join(testPrefix, "bin")+":"+os.Getenv("PATH"))
	if err := process.Start(); err != nil {
		b.Fatal(err)
	}
	client, err := jupyter.Dial(b.Context(), connection)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		client.Send(jupyter.Control, "shutdown_request", map[string]bool{"restart": false})
		process.Wait()
		client.Close()
	})
	if err := client.WaitReady(b.Context()); err != nil {
		b.Fatal(err)
	}
	if _, err := client.Execute(b.Context(), "%%\nfmt.Println(\"hello\")", func(jupyter.Message) {}); err != nil {
		b.Fatal(err)
	}
	return client
}
