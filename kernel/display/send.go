package display

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"nnbook/kernel/internal/mark"
	"nnbook/kernel/socket"
)

// patience is how long Send waits for the kernel: far longer than it ever takes.
const patience = 30 * time.Second

// kernel is the one connection of this program, made by the first Send.
var kernel struct {
	sync.Mutex
	*link
	sent int
}

// marked is a message with the name of the mark that was printed just before it.
type marked struct {
	Message
	Mark string `json:"mark,omitempty"`
}

// stdout is where the cell prints, even if it sets [os.Stdout] to something else.
var stdout = os.Stdout

// link is an open connection to the kernel's display socket.
type link struct {
	*os.File
	replies *bufio.Reader
}

// Send shows m and returns once the kernel has published it, so that nothing is
// lost when the program ends right after. It may be called from several goroutines
// at once.
//
// The error wraps [ErrNoKernel] outside of a notebook. Any other error says what the
// kernel objected to, or that the connection to it broke.
func Send(m Message) error {
	kernel.Lock()
	defer kernel.Unlock()
	kernel.sent++
	name := ""
	if !m.Update && printsToKernel() {
		name = strconv.Itoa(os.Getpid()) + "-" + strconv.Itoa(kernel.sent)
	}
	line, err := json.Marshal(marked{m, name})
	if err != nil {
		return fmt.Errorf("display: the message is no JSON: %w", err)
	}
	if kernel.link == nil {
		if kernel.link, err = connect(); err != nil {
			return err
		}
	}
	if name != "" {
		stdout.WriteString(mark.Text(name))
	}
	reply, err := kernel.exchange(line)
	if err != nil {
		kernel.Close()
		kernel.link = nil
		return fmt.Errorf("display: the connection to the kernel broke: %w", err)
	}
	if reply.Error != "" {
		return errors.New("display: " + reply.Error)
	}
	return nil
}

// connect opens the connection to the kernel.
func connect() (*link, error) {
	path, ok := socket.Path(SocketName)
	if !ok {
		return nil, ErrNoKernel
	}
	conn, err := socket.Dial(path)
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrNoKernel, err)
	}
	return &link{conn, bufio.NewReader(conn)}, nil
}

// printsToKernel reports whether this program is the cell itself, so that what it
// prints gets to the kernel and nowhere else. Then it may hold marks; a program that
// the cell started might have its output read by the cell.
func printsToKernel() bool {
	path, err := os.Executable()
	if err != nil {
		return false
	}
	mine, err := os.Stat(filepath.Dir(path))
	if err != nil {
		return false
	}
	cells, err := os.Stat(os.Getenv("GONB_TMP_DIR"))
	return err == nil && os.SameFile(mine, cells)
}

// exchange sends one line and waits for the answer to it.
func (l *link) exchange(line []byte) (reply Reply, err error) {
	l.SetDeadline(time.Now().Add(patience))
	if _, err = l.Write(append(line, '\n')); err != nil {
		return reply, err
	}
	answer, err := l.replies.ReadBytes('\n')
	if err != nil {
		return reply, err
	}
	return reply, json.Unmarshal(answer, &reply)
}
