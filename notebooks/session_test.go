package notebooks

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"nnbook/kernel/jupyter"
)

// session is a notebook without a page: the installed kernel, and cells that
// the test types.
type session struct {
	*testing.T
	client *jupyter.Client
	kernel *exec.Cmd
	run    string // where the kernel makes its private folder
}

// openSession starts a kernel and runs the cells that every notebook begins with.
func openSession(t *testing.T) *session {
	t.Helper()
	connection, err := jupyter.LoopbackConnection()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "kernel.json")
	if err := connection.Write(file); err != nil {
		t.Fatal(err)
	}
	s := &session{T: t}
	if s.run, err = os.MkdirTemp("/tmp", "nns"); err != nil { // short: it holds sockets
		t.Fatal(err)
	}
	s.kernel = exec.Command(filepath.Join(home(t), "bin", "nnbook-kernel"), "-prefix", home(t), file)
	s.kernel.Env = append(os.Environ(), "TMPDIR="+s.run)
	s.kernel.Stderr = os.Stderr
	if err := s.kernel.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.close)
	if s.client, err = jupyter.Dial(t.Context(), connection); err != nil {
		t.Fatal(err)
	}
	if err := s.client.WaitReady(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

// close ends the kernel, which must leave nothing behind. A second call does
// nothing.
func (s *session) close() {
	if s.kernel.ProcessState != nil {
		return
	}
	if s.client != nil {
		s.client.Close()
	}
	_ = s.kernel.Process.Signal(syscall.SIGTERM)
	_ = s.kernel.Wait()
	left, _ := os.ReadDir(s.run)
	if len(left) > 0 {
		s.Errorf("the kernel left %v behind", left)
	}
	_ = os.RemoveAll(s.run)
}

// result is what a cell gave: all that it printed, errors included, and whether
// it ended well.
type result struct {
	text string
	ok   bool
}

// cell runs one cell to its end.
func (s *session) cell(code string) result {
	s.Helper()
	return s.finish(s.start(code), func(string) {})
}

func (s *session) start(code string) (id string) {
	s.Helper()
	id, err := s.client.Start(code)
	if err != nil {
		s.Fatal(err)
	}
	return id
}

// finish waits for the end of a cell and shows watch everything printed so far
// whenever more has come.
func (s *session) finish(id string, watch func(printed string)) result {
	s.Helper()
	ctx, cancel := context.WithTimeout(s.Context(), 3*time.Minute)
	defer cancel()
	var all strings.Builder
	reply, err := s.client.Finish(ctx, id, func(m jupyter.Message) {
		var content struct {
			Text      string
			Name      string `json:"ename"`
			Value     string `json:"evalue"`
			Traceback []string
		}
		if json.Unmarshal(m.Content, &content) != nil || (m.Type != "stream" && m.Type != "error") {
			return
		}
		all.WriteString(content.Text + content.Name + " " + content.Value + strings.Join(content.Traceback, "\n"))
		watch(all.String())
	})
	if err != nil {
		s.Fatalf("%v; printed so far:\n%s", err, all.String())
	}
	return result{all.String(), reply.Status == "ok"}
}

// must runs a cell that has to end well, and returns what it printed.
func (s *session) must(code string, wants ...string) string {
	s.Helper()
	r := s.cell(code)
	if !r.ok {
		s.Fatalf("cell failed:\n%s\nit printed:\n%s", code, r.text)
	}
	s.expect(r, wants...)
	return r.text
}

// refused runs a cell that has to fail with a message that names the fix.
func (s *session) refused(code string, wants ...string) {
	s.Helper()
	r := s.cell(code)
	if r.ok {
		s.Errorf("cell did not fail:\n%s\nit printed:\n%s", code, r.text)
	}
	s.expect(r, wants...)
}

func (s *session) expect(r result, wants ...string) {
	s.Helper()
	for _, want := range wants {
		if !strings.Contains(r.text, want) {
			s.Errorf("%q is not in what the cell printed:\n%s", want, r.text)
		}
	}
}

// declare runs the cells that declare small data and a model.
func (s *session) declare() {
	s.Helper()
	s.must(imports)
	s.must(data)
	s.must(mlp(100))
}

const imports = `import (
	"fmt"
	"math"

	"nnbook/charts"
	"nnbook/nnlib"
)`

const data = `var mnist = nnlib.Must(nnlib.MNIST())
var train, valid = mnist.Train.Scale(1.0 / 255).Take(6_000).Split(5_000)
var test = mnist.Test.Scale(1.0 / 255).Take(1_000)`

func mlp(units int) string {
	return fmt.Sprintf(`var model = nnlib.Sequential("digits", nnlib.Input(28, 28), nnlib.Flatten(), nnlib.Dense(%d, nnlib.ReLU), nnlib.Dense(10, nnlib.Softmax))`, units)
}

const compile = "model.Compile(nnlib.Adam(), nnlib.SparseCategoricalCrossentropy(), nnlib.Accuracy())"
