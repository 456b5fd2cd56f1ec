package engine

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// program is nnbook-engine, built once.
var program struct {
	sync.Once
	path, folder string
	err          error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if program.folder != "" {
		os.RemoveAll(program.folder)
	}
	os.Exit(code)
}

func build(t *testing.T) string {
	t.Helper()
	program.Do(func() {
		if program.folder, program.err = os.MkdirTemp("", "nnbook-test-"); program.err != nil {
			return
		}
		program.path = filepath.Join(program.folder, "nnbook-engine")
		if out, err := exec.Command("go", "build", "-o", program.path, "./nnbook-engine").CombinedOutput(); err != nil {
			program.err = fmt.Errorf("%w\n%s", err, out)
		}
	})
	if program.err != nil {
		t.Fatalf("building the engine: %v", program.err)
	}
	return program.path
}

// process is an engine in a process of its own, as a kernel starts it.
type process struct {
	*exec.Cmd
	kernel io.WriteCloser // its standard input
	said   bytes.Buffer
	ended  chan error
}

// private makes a private folder with a path short enough for sockets.
func private(t *testing.T) string {
	t.Helper()
	run, err := os.MkdirTemp("/tmp", "nnbook-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(run) })
	return run
}

func start(t *testing.T, run string) *process {
	t.Helper()
	data, err := module()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{Cmd: exec.Command(build(t), "-run", run), ended: make(chan error, 1)}
	p.Env = append(os.Environ(), "NNBOOK_DATA="+data)
	p.Stderr = &p.said
	if p.kernel, err = p.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { p.ended <- p.Wait() }()
	t.Cleanup(func() { _ = p.Process.Kill() })
	return p
}

// end waits until the process has ended.
func (p *process) end(t *testing.T) error {
	t.Helper()
	err := <-p.ended
	p.ended <- err
	return err
}

// cellOf talks to whichever engine answers in a private folder.
func cellOf(t *testing.T, run string) *cell {
	c := newCell(t, nil)
	c.open = func() io.ReadWriteCloser {
		var stream net.Conn
		waitFor(t, func() (ok bool) {
			var err error
			stream, err = net.Dial("unix", filepath.Join(run, wire.SocketName))
			return err == nil
		})
		return stream
	}
	return c
}

// Killed in the middle of a fit, an engine loses no more than the epoch at hand.
func TestKilledEngine(t *testing.T) {
	run := private(t)
	first := start(t, run)
	c := cellOf(t, run)
	model := network("mnist", spec.Shape{28, 28}, 32, 10)
	c.ok(wire.Compile{Model: model, Settings: classifier})
	done := 0
	c.on = func(event any, _ *wire.Conn) {
		switch event := event.(type) {
		case wire.EpochEnd:
			done = event.Epoch + 1
		case wire.BatchEnd:
			if event.Epoch >= 2 { // not every epoch lasts until a batch is told
				_ = first.Process.Kill()
			}
		}
	}
	if h := c.call(fitOf(model, digits(20_000), 100)); h.broken == nil || done < 2 {
		t.Fatalf("after %d epochs: %v", done, h)
	}
	_ = first.end(t)

	start(t, run)
	c = cellOf(t, run)
	models := c.ok(wire.GetModels{}).result.(wire.Models).List
	// What was told is kept; an epoch may have ended that nobody was told of any more.
	if len(models) != 1 || models[0].Epochs < done || models[0].Epochs > done+1 {
		t.Fatalf("%+v are left, want %d epochs", models, done)
	}
	all := c.ok(wire.GetHistory{Model: model})
	if got := curve(t, all, "loss").Epochs; len(got) != models[0].Epochs {
		t.Errorf("history has epochs %v, want %d", got, models[0].Epochs)
	}
	if said := strings.Join(all.notices, "\n"); !strings.Contains(said, "started again") {
		t.Errorf("said %q", said)
	}
	losses := curve(t, all, "loss").Values
	if next := c.ok(fitOf(model, digits(20_000), 1)).epochs[0].Logs["loss"]; next >= losses[0] {
		t.Errorf("loss %v after %v: training did not go on", next, losses)
	}
}

// When the kernel is gone, however it ended, nothing is left behind.
func TestKernelIsGone(t *testing.T) {
	run := private(t)
	p := start(t, run)
	group := exec.Command("sleep", "1000")
	group.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := group.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = group.Process.Kill() })
	if _, err := fmt.Fprintf(p.kernel, "pgid x\npgid 1\npgid %d\n", group.Process.Pid); err != nil {
		t.Fatal(err)
	}
	c := cellOf(t, run)
	model := network("mnist", spec.Shape{28, 28}, 32, 10)
	c.ok(wire.Compile{Model: model, Settings: classifier})
	locked := filepath.Join(run, "tmp", "locked")
	if err := os.MkdirAll(filepath.Join(locked, "file"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(locked, 0o500); err != nil {
		t.Fatal(err)
	}
	// In the middle of a training that would go on.
	c.on = func(event any, _ *wire.Conn) {
		if _, ok := event.(wire.BatchEnd); ok {
			p.kernel.Close()
		}
	}
	if h := c.call(fitOf(model, digits(60_000), 100)); h.broken == nil {
		t.Errorf("the call ended with %v", h.result)
	}
	if err := p.end(t); err != nil {
		t.Errorf("%v\n%s", err, p.said.String())
	}
	if err := group.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Errorf("the group's process: %v", err)
	}
	if _, err := os.Stat(run); !os.IsNotExist(err) {
		t.Errorf("%s is still there: %v", run, err)
	}
	if said := p.said.String(); strings.Count(said, "is not understood") != 2 {
		t.Errorf("said %q", said)
	}
}

func TestSignals(t *testing.T) {
	run := private(t)
	p := start(t, run)
	c := cellOf(t, run)
	c.ok(wire.GetModels{})
	for _, ignored := range []os.Signal{syscall.SIGINT, syscall.SIGHUP} {
		if err := p.Process.Signal(ignored); err != nil {
			t.Fatal(err)
		}
		c.ok(wire.GetModels{})
	}
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := p.end(t); err == nil || !strings.Contains(err.Error(), "terminated") {
		t.Errorf("ended with %v", err)
	}
	if _, err := os.Stat(run); err != nil {
		t.Error(err)
	}
}

// The socket is the user's alone, and takes the place of a dead engine's.
func TestSocket(t *testing.T) {
	run := private(t)
	path := filepath.Join(run, wire.SocketName)
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	start(t, run)
	cellOf(t, run).ok(wire.GetModels{})
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 || info.Mode().Type() != os.ModeSocket {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	entries, err := os.ReadDir(run)
	if err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v, %v; want the socket", entries, err)
	}
}

func TestRefusedFolders(t *testing.T) {
	open := private(t)
	if err := os.Chmod(open, 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(private(t), "file")
	if err := os.WriteFile(file, nil, 0o700); err != nil {
		t.Fatal(err)
	}
	home := private(t)
	for run, want := range map[string]string{
		"":                       "which folder?",
		open:                     "not a private folder",
		file:                     "not a private folder",
		filepath.Join(open, "x"): "no such file",
		home:                     "is a home",
	} {
		command := exec.Command(build(t), "-run", run)
		command.Env = append(os.Environ(), "HOME="+home)
		out, err := command.CombinedOutput()
		if err == nil || !strings.Contains(string(out), want) {
			t.Errorf("%q: %v, %s; want %q", run, err, out, want)
		}
	}
	if _, err := os.Stat(home); err != nil {
		t.Error(err)
	}
}

// Two notebooks have two engines that know nothing of one another.
func TestTwoEngines(t *testing.T) {
	var both sync.WaitGroup
	for _, units := range []int{8, 12} {
		run := private(t)
		start(t, run)
		both.Go(func() {
			c := cellOf(t, run)
			model := network("mnist", spec.Shape{28, 28}, units, 10)
			c.ok(wire.Compile{Model: model, Settings: classifier})
			if h := c.ok(fitOf(model, digits(2000), 2)); len(h.notices) != 0 {
				t.Errorf("said %q", h.notices)
			}
		})
	}
	both.Wait()
}
