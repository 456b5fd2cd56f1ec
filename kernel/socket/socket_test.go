package socket

import (
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestDial(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.sock")
	if _, err := Dial(path); err == nil {
		t.Error("dialled a socket that is not there")
	}
	listener, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		server, err := listener.Accept()
		if err == nil {
			io.Copy(server, server)
		}
	}()

	conn, err := Dial(path)
	if err != nil {
		t.Fatal(err)
	}
	echo := make([]byte, 5)
	if _, err := conn.Write([]byte("hello")); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(conn, echo); err != nil || string(echo) != "hello" {
		t.Errorf("got %q, %v back", echo, err)
	}

	if err := conn.SetDeadline(time.Now().Add(time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Read(echo); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("after the deadline a read returned %v", err)
	}

	conn.SetDeadline(time.Time{})
	ended := make(chan error)
	go func() {
		_, err := conn.Read(echo)
		ended <- err
	}()
	conn.Close()
	if err := <-ended; err == nil {
		t.Error("a read of a closed socket succeeded")
	}
}

func TestPath(t *testing.T) {
	t.Setenv(RunFolder, "")
	if path, ok := Path("x.sock"); ok {
		t.Errorf("outside of a notebook there is %q", path)
	}
	t.Setenv(RunFolder, "/run/1")
	if path, ok := Path("x.sock"); !ok || path != "/run/1/x.sock" {
		t.Errorf("got %q, %v", path, ok)
	}
}
