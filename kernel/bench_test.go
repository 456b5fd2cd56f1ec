package main

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"nnbook/kernel/jupyter"
)

// contender is a kernel with some work for it. Contenders take turns, so that the
// machine's noise meets them alike; what counts is a ratio of medians.
type contender struct {
	name   string
	client *jupyter.Client
	work   func(*jupyter.Client) error
}

// BenchmarkRoundTrip and BenchmarkHelloCell measure what the proxy adds: to a request
// that GoNB answers at once, and to a cell.
func BenchmarkRoundTrip(b *testing.B) {
	ask := func(client *jupyter.Client) error { return client.WaitReady(b.Context()) }
	takeTurns(b, contender{"gonb", startGoNBAlone(b), ask}, contender{"nnbook", startNNBook(b), ask})
}

func BenchmarkHelloCell(b *testing.B) {
	hello := changing(b, "%%\nfmt.Println(\"hello\", {})")
	nnbook := startNNBook(b)
	takeTurns(b,
		contender{"gonb", startGoNBAlone(b), hello},
		contender{"nnbook", nnbook, hello},
		contender{"bare", nnbook, changing(b, "fmt.Println(\"hello\", {})")},
		contender{"value", nnbook, changing(b, "x := {}\nx")},
		contender{"call", nnbook, changing(b, "strconv.Itoa({})")},
	)
}

// BenchmarkChangedCell measures a cell that uses nnlib, with a call to the engine, and
// charts, beside GoNB's own hello cell. Each cell differs from the one before, or the
// build cache would hide the time that linking takes.
func BenchmarkChangedCell(b *testing.B) {
	nnbook := startNNBook(b)
	for _, cell := range []string{
		"import (\n\t\"fmt\"\n\t\"nnbook/charts\"\n\t\"nnbook/nnlib\"\n)",
		`var model = nnlib.Sequential("bench", nnlib.Input(28, 28), nnlib.Flatten(), nnlib.Dense(10, nnlib.Softmax))`,
		`var sample = nnlib.Must(nnlib.MNIST()).Test.Scale(1.0 / 255)`,
		"%%\nfmt.Println(model.Predict(sample.Take(1), nnlib.Verbose(0)).ArgMax())",
	} {
		if err := runCell(b, nnbook, cell); err != nil {
			b.Fatal(err)
		}
	}
	takeTurns(b,
		contender{"gonb-hello", startGoNBAlone(b), changing(b, "%%\nfmt.Println(\"hello\", {})")},
		contender{"chart", nnbook, changing(b, "%%\nfmt.Println(charts.LearningCurves(model.History()), {})")},
		contender{"predict", nnbook, changing(b, "%%\nfmt.Println(model.Predict(sample.Skip({}).Take(1), nnlib.Verbose(0)).ArgMax())")},
		contender{"declare", nnbook, changing(b, "%%\nfmt.Println(sample.Skip({}).Take(1).Len())")},
		contender{"digits", nnbook, changing(b, "%%\ncharts.Digits(sample.Skip({}).Take(15)).Display()")},
	)
}

// BenchmarkThousandCells reports what a thousand cells leave behind, after the first
// few: files, descriptors, kB of memory.
func BenchmarkThousandCells(b *testing.B) {
	for b.Loop() {
		temp, err := os.MkdirTemp("/tmp", "nnk")
		if err != nil {
			b.Fatal(err)
		}
		client, process := launchBench(b, "nnbook-kernel", []string{"-prefix", testPrefix}, "TMPDIR="+temp)
		run := func(n int) {
			for i := range n {
				if err := runCell(b, client, fmt.Sprintf("x := %d\nx", i)); err != nil {
					b.Fatal(err)
				}
			}
		}
		run(20)
		before := measure(temp, process.Process.Pid)
		run(1000)
		after := measure(temp, process.Process.Pid)
		b.ReportMetric(float64(after.files-before.files), "files")
		b.ReportMetric(float64(after.descriptors-before.descriptors), "descriptors")
		b.ReportMetric(float64(after.memory-before.memory), "kB")
		shutDown(client, process, false)
		os.RemoveAll(temp)
	}
	b.ReportMetric(0, "ns/op")
}

// changing returns work that runs a cell with a new number in place of {} every time.
func changing(b *testing.B, cell string) func(*jupyter.Client) error {
	number := 0
	return func(client *jupyter.Client) error {
		number++
		return runCell(b, client, strings.ReplaceAll(cell, "{}", strconv.Itoa(number)))
	}
}

func runCell(b testing.TB, client *jupyter.Client, code string) error {
	reply, err := client.Execute(b.Context(), code, func(jupyter.Message) {})
	if err == nil && reply.Status != "ok" {
		err = fmt.Errorf("the cell failed: %s %v\n%s", reply.ErrorValue, reply.Traceback, code)
	}
	return err
}

// takeTurns reports the median milliseconds of each contender, and of all but the
// first their ratio to the first's.
func takeTurns(b *testing.B, contenders ...contender) {
	times := make([][]float64, len(contenders))
	for b.Loop() {
		for i, c := range contenders {
			begin := time.Now()
			if err := c.work(c.client); err != nil {
				b.Fatal(err)
			}
			times[i] = append(times[i], time.Since(begin).Seconds()*1000)
		}
	}
	var first float64
	for i, c := range contenders {
		slices.Sort(times[i])
		median := times[i][len(times[i])/2]
		b.ReportMetric(median, c.name+"-ms")
		if first = cmp.Or(first, median); i > 0 {
			b.ReportMetric(median/first, c.name+"/"+contenders[0].name)
		}
	}
	b.ReportMetric(0, "ns/op")
}

func startGoNBAlone(b testing.TB) *jupyter.Client {
	return startBench(b, "gonb", []string{"-go_work", filepath.Join(testPrefix, "src"), "-kernel"})
}

func startNNBook(b testing.TB) *jupyter.Client {
	return startBench(b, "nnbook-kernel", []string{"-prefix", testPrefix})
}

// startBench starts a kernel and runs a first cell. At the benchmark's end the kernel
// is shut down.
func startBench(b testing.TB, program string, arguments []string) *jupyter.Client {
	client, process := launchBench(b, program, arguments)
	b.Cleanup(func() {
		shutDown(client, process, false)
	})
	if err := runCell(b, client, "%%\nfmt.Println(\"hello\")"); err != nil {
		b.Fatal(err)
	}
	return client
}

// launchBench starts a kernel, whose last argument is the connection file, and waits
// until it answers.
func launchBench(b testing.TB, program string, arguments []string, environment ...string) (*jupyter.Client, *exec.Cmd) {
	connection, err := jupyter.LoopbackConnection()
	if err != nil {
		b.Fatal(err)
	}
	file := filepath.Join(b.TempDir(), "kernel-0123.json")
	if err := connection.Write(file); err != nil {
		b.Fatal(err)
	}
	process := exec.Command(filepath.Join(testPrefix, "bin", program), append(arguments, file)...)
	process.Env = append(os.Environ(), "PATH="+filepath.Join(testPrefix, "bin")+":"+os.Getenv("PATH"), "XDG_STATE_HOME="+b.TempDir())
	process.Env = append(process.Env, environment...)
	if err := process.Start(); err != nil {
		b.Fatal(err)
	}
	client, err := jupyter.Dial(b.Context(), connection)
	if err == nil {
		err = client.WaitReady(b.Context())
	}
	if err != nil {
		b.Fatal(err)
	}
	return client, process
}
