package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"nnbook/kernel/jupyter"
)

func TestEnd(t *testing.T) {
	ways := map[string]func(*session) error{
		"shutdown": func(s *session) error {
			reply, err := s.Request(s.life, jupyter.Control, "shutdown_request", map[string]any{"restart": true})
			if got := string(reply.Content); err == nil && got != `{"restart":true,"status":"ok"}` {
				s.Errorf("shutdown_reply: %s", got)
			}
			return err
		},
		"SIGTERM": func(s *session) error { return s.process.Process.Signal(syscall.SIGTERM) },
	}
	for name, end := range ways {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startBusyKernel(t)
			if err := end(s); err != nil {
				t.Fatal(err)
			}
			if err := s.awaitExit(); err != nil {
				t.Errorf("the kernel ended with %v; its log:\n%s", err, s.log)
			}
			if left := s.leftovers(); left != "" {
				t.Errorf("the kernel left behind:\n%s", left)
			}
		})
	}
}

// A killed kernel can't clean up after itself; the engine does.
func TestKilled(t *testing.T) {
	t.Parallel()
	s := startBusyKernel(t)
	if err := s.process.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	s.awaitExit()
	s.expectNothingLeft()
}

// startBusyKernel starts a kernel, its engine and gopls, and a cell that runs until it
// is killed.
func startBusyKernel(t *testing.T) *session {
	s := startKernel(t, testPrefix)
	s.awaitProcess("nnbook-engine", 0)
	s.awaitProcess("gopls", 0)
	if _, err := s.Start("%%\nsignal.Ignore(os.Interrupt, syscall.SIGTERM)\nfmt.Println(\"running\")\nselect {}"); err != nil {
		t.Fatal(err)
	}
	for {
		m, err := s.Next(s.life, jupyter.IOPub)
		if err != nil {
			t.Fatal(err)
		}
		if m.Type == "stream" {
			return s
		}
	}
}

func TestShutdownBeforeGoNBIsThere(t *testing.T) {
	t.Parallel()
	s := launch(t, testPrefix)
	client, err := jupyter.Dial(s.life, s.connection)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	if _, err := client.Request(s.life, jupyter.Control, "shutdown_request", struct{}{}); err != nil {
		t.Fatal(err)
	}
	if err := s.awaitExit(); err != nil {
		t.Errorf("the kernel ended with %v; its log:\n%s", err, s.log)
	}
}

func TestEngineIsStartedAgain(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	first := s.awaitProcess("nnbook-engine", 0)
	if err := syscall.Kill(first, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	second := s.awaitProcess("nnbook-engine", first)
	if second == first || !strings.Contains(s.log.String(), "the engine ended") {
		t.Errorf("engine %d after %d; the kernel's log:\n%s", second, first, s.log)
	}
}

// Jupyter starts a kernel that ended in an error again.
func TestGoNBDies(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	if err := syscall.Kill(s.awaitProcess("bin/gonb", 0), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if err := s.awaitExit(); err == nil || !strings.Contains(s.log.String(), "GoNB ended") {
		t.Errorf("the kernel ended with %v; its log:\n%s", err, s.log)
	}
}

func TestWithoutGoNB(t *testing.T) {
	t.Parallel()
	s := launch(t, prefixWithout(t, "bin/gonb"))
	if err := s.awaitExit(); err == nil || !strings.Contains(s.log.String(), "run the installer again") {
		t.Errorf("the kernel ended with %v; its log:\n%s", err, s.log)
	}
}

func TestWithoutEngine(t *testing.T) {
	t.Parallel()
	s := startKernel(t, prefixWithout(t, "bin/nnbook-engine"))
	s.run("%%\nfmt.Println()")
	if got := s.log.String(); strings.Count(got, "starting the engine") != 1 {
		t.Errorf("the kernel logged\n%s", got)
	}
}

// prefixWithout returns a prefix that lacks a file.
func prefixWithout(t *testing.T, name string) string {
	t.Helper()
	prefix := t.TempDir()
	for _, folder := range []string{"bin", "lib"} {
		if err := os.Mkdir(filepath.Join(prefix, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{
		"bin/gonb", "bin/goimports", "bin/gopls", "bin/nnbook-engine", "bin/nnbook-kernel", "lib/echarts.min.js", "src",
	} {
		if file == name {
			continue
		}
		if err := os.Symlink(filepath.Join(testPrefix, file), filepath.Join(prefix, file)); err != nil {
			t.Fatal(err)
		}
	}
	return prefix
}
