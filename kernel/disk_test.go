package main

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"nnbook/kernel/jupyter"
)

// A full disk is named, and a cell runs when there is room again.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	temp, err := os.MkdirTemp("/tmp", "nnd")
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=128m,mode=700", "tmpfs", temp).CombinedOutput(); err != nil {
		os.RemoveAll(temp)
		t.Skipf("NNBOOK-NOT-RUN: a kernel on a full disk: a small file system can't be mounted here (%v: %s)", err, strings.TrimSpace(string(out)))
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", "-l", temp).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
		os.RemoveAll(temp)
	})
	s := launchIn(t, testPrefix, jupyter.LocalConnection(filepath.Join(shortFolder(t), "front")), temp).connect()
	s.conversation([][2]string{{"var kept = 1\nfmt.Print(kept)", "1"}})
	filler, err := os.Create(filepath.Join(temp, "filler"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(filler, zeros{}); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("filling the disk ended with %v", err)
	}
	filler.Close()
	for _, code := range []string{"fmt.Print(kept + 1)", "fmt.Print(\"" + strings.Repeat("long ", 2000) + "\")", "!echo shell > \"$TMPDIR/x\""} {
		reply, outputs := s.execute(code)
		if shown := shownIn(outputs); !strings.Contains(shown, "o space left") && !strings.Contains(shown, "the disk is full") {
			t.Errorf("%.20s ended with %+v and showed %s", code, reply, shown)
		}
	}
	if err := os.Remove(filler.Name()); err != nil {
		t.Fatal(err)
	}
	s.conversation([][2]string{{"fmt.Print(kept + 1)", "2"}})
}

// zeros is an endless file.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// shortFolder returns a folder for sockets, whose paths must be short.
func shortFolder(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("/tmp", "nnf")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	return folder
}
