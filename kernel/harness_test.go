package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"nnbook/kernel/jupyter"
)

// testPrefix is where the kernel under test is installed: the programs of this module
// built anew, beside GoNB and the tools that the installer put in place.
var testPrefix string

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "nnprefix")
	if err != nil {
		log.Fatal(err)
	}
	testPrefix = folder
	if err := fillPrefix(folder); err != nil {
		os.RemoveAll(folder)
		log.Fatal(err)
	}
	code := m.Run()
	os.RemoveAll(folder)
	os.Exit(code)
}

// fillPrefix lays out a prefix as the installer does.
func fillPrefix(prefix string) error {
	home, err := installed()
	if err != nil {
		return err
	}
	for _, folder := range []string{"bin", "lib"} {
		if err := os.Mkdir(filepath.Join(prefix, folder), 0o700); err != nil {
			return err
		}
	}
	for _, name := range []string{"bin/gonb", "bin/goimports", "bin/gopls", "lib/echarts.min.js"} {
		path := filepath.Join(home, name)
		if _, err := os.Stat(path); err != nil {
			return fmt.Errorf("the kernel's tests need what the installer puts in place: %w; run go run ./install -lab=false", err)
		}
		if err := os.Symlink(path, filepath.Join(prefix, name)); err != nil {
			return err
		}
	}
	root, err := filepath.Abs("..")
	if err != nil {
		return err
	}
	if err := os.Symlink(root, filepath.Join(prefix, "src")); err != nil {
		return err
	}
	build := exec.Command("go", "build", "-o", filepath.Join(prefix, "bin", "nnbook-kernel"), ".")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	build = exec.Command("go", "build", "-o", filepath.Join(prefix, "bin", "nnbook-engine"), "../nnlib/engine/nnbook-engine")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

// installed returns where nnbook is installed.
func installed() (string, error) {
	if home := os.Getenv("NNBOOK_HOME"); home != "" {
		return home, nil
	}
	if share := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(share) {
		return filepath.Join(share, "nnbook"), nil
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, ".local", "share", "nnbook"), err
}

// session is a kernel under test with a frontend.
type session struct {
	*testing.T
	*jupyter.Client
	connection jupyter.Connection
	process    *exec.Cmd
	temp       string // where the kernel makes its private folder
	log        *lockedBuffer
	life       context.Context // ends with the process, for the reason that it ended
	end        context.CancelCauseFunc
}

// errEnded is how a process ended that ended well.
var errEnded = errors.New("the kernel ended")

// lockedBuffer is a buffer that is written and read by different goroutines.
type lockedBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// startKernel starts a kernel from a prefix and connects to it. At the test's end it
// must be gone with everything that it started and made.
func startKernel(t *testing.T, prefix string) *session {
	t.Helper()
	return launch(t, prefix).connect()
}

// launch starts a kernel's process that listens on sockets of its own, so that tests
// don't take each other's ports.
func launch(t *testing.T, prefix string) *session {
	t.Helper()
	return launchOn(t, prefix, jupyter.LocalConnection(filepath.Join(shortFolder(t), "front")))
}

// launchOn starts a kernel's process that listens where the connection says.
func launchOn(t *testing.T, prefix string, connection jupyter.Connection) *session {
	t.Helper()
	temp, err := os.MkdirTemp("/tmp", "nnk")
	if err != nil {
		t.Fatal(err)
	}
	return launchIn(t, prefix, connection, temp)
}

// launchIn starts a kernel's process that makes its private folder in temp, which is
// removed at the test's end.
func launchIn(t *testing.T, prefix string, connection jupyter.Connection, temp string) *session {
	t.Helper()
	file := filepath.Join(t.TempDir(), "kernel-0123-abcd.json")
	if err := connection.Write(file); err != nil {
		t.Fatal(err)
	}
	return start(t, connection, temp, exec.Command(filepath.Join(prefix, "bin", "nnbook-kernel"), "-prefix", prefix, file))
}

// start starts a kernel's process by a command.
func start(t *testing.T, connection jupyter.Connection, temp string, command *exec.Cmd) *session {
	t.Helper()
	s := &session{T: t, connection: connection, temp: temp, log: new(lockedBuffer), process: command}
	s.life, s.end = context.WithCancelCause(context.Background())
	s.process.Env = append(os.Environ(), "TMPDIR="+temp, "XDG_STATE_HOME="+t.TempDir())
	s.process.Stderr = s.log
	if err := s.process.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { s.end(cmp.Or(s.process.Wait(), errEnded)) }()
	t.Cleanup(s.cleanUp)
	return s
}

// connect connects the session's own frontend.
func (s *session) connect() *session {
	s.Helper()
	s.Client = s.dial()
	return s
}

// dial connects another frontend and waits until it gets what the kernel publishes.
func (s *session) dial() *jupyter.Client {
	s.Helper()
	client, err := jupyter.Dial(s.life, s.connection)
	if err == nil {
		s.Cleanup(client.Close)
		err = client.WaitReady(s.life)
	}
	if err != nil {
		s.Fatalf("%v (%v); the kernel's log:\n%s", err, context.Cause(s.life), s.log)
	}
	return client
}

// cleanUp ends the kernel, unless the test did, and looks for what it left behind.
func (s *session) cleanUp() {
	s.process.Process.Signal(syscall.SIGTERM)
	s.expectNothingLeft()
	os.RemoveAll(s.temp)
}

// awaitExit waits until the kernel's process has ended and returns how.
func (s *session) awaitExit() error {
	s.Helper()
	select {
	case <-s.life.Done():
	case <-time.After(time.Minute):
		s.Fatalf("the kernel goes on; its log:\n%s", s.log)
	}
	if err := context.Cause(s.life); err != errEnded {
		return err
	}
	return nil
}

// expectNothingLeft waits until neither a process nor a file of the kernel is left.
func (s *session) expectNothingLeft() {
	s.Helper()
	var left string
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if left = s.leftovers(); left == "" {
			return
		}
	}
	s.Errorf("the kernel left behind:\n%s\nits log:\n%s", left, s.log)
}

// leftovers lists the processes and files of the kernel.
func (s *session) leftovers() string {
	left := s.processes("")
	entries, err := os.ReadDir(s.temp)
	if err != nil && !os.IsNotExist(err) {
		s.Error(err)
	}
	for _, entry := range entries {
		left = append(left, filepath.Join(s.temp, entry.Name()))
	}
	return strings.Join(left, "\n")
}

// processes lists the processes that mention the kernel's folder and a name, each as
// its id and command line.
func (s *session) processes(name string) []string {
	s.Helper()
	table, err := exec.Command("ps", "-axo", "pid,args").Output()
	if err != nil {
		s.Fatal(err)
	}
	var found []string
	for line := range strings.Lines(string(table)) {
		if strings.Contains(line, s.temp) && strings.Contains(line, name) {
			found = append(found, strings.TrimSpace(line))
		}
	}
	return found
}

// awaitProcess waits until a process of that name runs and returns its id.
func (s *session) awaitProcess(name string, not int) (pid int) {
	s.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		for _, line := range s.processes(name) {
			fmt.Sscan(line, &pid)
			if pid != not {
				return pid
			}
		}
	}
	s.Fatalf("no process %s; the kernel's log:\n%s", name, s.log)
	return 0
}

// run runs a cell that must end well and returns what it published.
func (s *session) run(code string) []jupyter.Message {
	s.Helper()
	reply, outputs := s.execute(code)
	if reply.Status != "ok" {
		s.Fatalf("the cell ended with %+v after\n%s", reply, summary(outputs))
	}
	return outputs
}

// execute runs a cell and returns how it ended and what it published.
func (s *session) execute(code string) (jupyter.ExecuteReply, []jupyter.Message) {
	s.Helper()
	id, err := s.Start(code)
	if err != nil {
		s.Fatal(err)
	}
	return s.finish(id, func(jupyter.Message) {})
}

// finish waits for the end of a cell; it hands each message to watch when it comes.
func (s *session) finish(id string, watch func(jupyter.Message)) (jupyter.ExecuteReply, []jupyter.Message) {
	s.Helper()
	patience, cancel := context.WithTimeout(s.life, 2*time.Minute)
	defer cancel()
	var outputs []jupyter.Message
	reply, err := s.Finish(patience, id, func(m jupyter.Message) {
		if m.ParentID != id || m.ParentSession == "" {
			s.Errorf("%s has the parent %s, want %s", m.Type, m.Parent, id)
		}
		outputs = append(outputs, m)
		watch(m)
	})
	if err != nil {
		s.Fatalf("%v; the kernel's log:\n%s", err, s.log)
	}
	return reply, outputs
}

// printed joins what a cell printed.
func printed(outputs []jupyter.Message) string {
	var text strings.Builder
	for _, m := range outputs {
		if m.Type == "stream" {
			text.WriteString(contentOf[struct{ Text string }](m).Text)
		}
	}
	return text.String()
}

// summary lists messages in short, one a line.
func summary(outputs []jupyter.Message) string {
	var text strings.Builder
	for _, m := range outputs {
		fmt.Fprintf(&text, "%s %.300s\n", m.Type, m.Content)
	}
	return text.String()
}

// types lists the types of messages, joining neighbours that are the same.
func types(outputs []jupyter.Message) string {
	var list []string
	for _, m := range outputs {
		name := m.Type
		if state := m.State(); state != "" {
			name = state
		}
		if len(list) == 0 || list[len(list)-1] != name {
			list = append(list, name)
		}
	}
	return strings.Join(list, " ")
}

// contentOf returns the content of a message as a T, or T's zero value.
func contentOf[T any](m jupyter.Message) (content T) {
	json.Unmarshal(m.Content, &content)
	return content
}
