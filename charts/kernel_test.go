package charts_test

import (
	"bufio"
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"nnbook/kernel/display"
	"nnbook/kernel/socket"
)

// running is the kernel that this process plays. There is one for all tests, as the
// cells of a notebook have one: display keeps its connection.
var running *kernel

type kernel struct {
	sync.Mutex
	net.Listener
	folder   string
	messages []display.Message
	conns    []net.Conn
}

// shown runs code as a notebook cell does, and returns what it showed.
func shown(t *testing.T, cell func()) []display.Message {
	t.Helper()
	k := enterKernel(t)
	cell()
	return k.seen()
}

// enterKernel makes the test a notebook cell: what is displayed goes to the kernel.
func enterKernel(t *testing.T) *kernel {
	t.Helper()
	if running == nil {
		running = startKernel(t)
	}
	t.Setenv(socket.RunFolder, running.folder)
	running.Lock()
	defer running.Unlock()
	running.messages = nil
	return running
}

func startKernel(t *testing.T) *kernel {
	t.Helper()
	folder, err := os.MkdirTemp("", "nn") // t.TempDir is too long, and ends with its test
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("unix", filepath.Join(folder, display.SocketName))
	if err != nil {
		t.Fatal(err)
	}
	k := &kernel{Listener: listener, folder: folder}
	go k.serve()
	return k
}

func TestMain(m *testing.M) {
	code := m.Run()
	if running != nil {
		running.die()
	}
	os.Exit(code)
}

func (k *kernel) seen() []display.Message {
	k.Lock()
	defer k.Unlock()
	return slices.Clone(k.messages)
}

func (k *kernel) serve() {
	for {
		conn, err := k.Accept()
		if err != nil {
			return
		}
		k.Lock()
		k.conns = append(k.conns, conn)
		k.Unlock()
		go k.answer(conn)
	}
}

func (k *kernel) answer(conn net.Conn) {
	for lines := bufio.NewReader(conn); ; {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var m display.Message
		reply := display.Reply{}
		if err := json.Unmarshal(line, &m); err != nil {
			reply.Error = err.Error()
		}
		k.Lock()
		k.messages = append(k.messages, m)
		k.Unlock()
		out, _ := json.Marshal(reply)
		conn.Write(append(out, '\n'))
	}
}

// die ends the kernel as a crash does: connections break, and nobody listens.
func (k *kernel) die() {
	k.Close()
	k.Lock()
	defer k.Unlock()
	for _, conn := range k.conns {
		conn.Close()
	}
	os.RemoveAll(k.folder)
	running = nil
}
