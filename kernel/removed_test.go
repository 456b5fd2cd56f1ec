package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nnbook/kernel/jupyter"
)

// What tidies /tmp takes the private folder, or files in it, from a running kernel: it says
// so at each cell, answers questions, and ends as it should.
func TestFolderRemoved(t *testing.T) {
	t.Parallel()
	for name, pattern := range map[string]string{
		"the folder": "nnbook-*", "what is in it": "nnbook-*/*", "GoNB's workspace": "nnbook-*/tmp/*", "old files": "nnbook-*/tmp/gonb_*/go.*",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startKernel(t, testPrefix)
			s.run("var kept = 1\nfmt.Print(kept)")
			found, err := filepath.Glob(filepath.Join(s.temp, pattern))
			if err != nil || len(found) == 0 {
				t.Fatalf("%s is %v, %v", pattern, found, err)
			}
			for _, path := range found {
				if err := os.RemoveAll(path); err != nil {
					t.Fatal(err)
				}
			}
			for _, code := range []string{"fmt.Print(kept + 1)", "kept + 2"} {
				reply, outputs := s.execute(code)
				if got := shownIn(outputs); reply.ErrorName != "FolderRemoved" || !strings.Contains(got, "fix: restart the kernel") {
					t.Errorf("%s ended with %+v and showed %s", code, reply, got)
				}
			}
			if got := s.historyOf(`{"hist_access_type":"tail","n":1}`); !strings.Contains(got, "kept + 2") {
				t.Errorf("the history is %s", got)
			}
		})
	}
}

// What runs when that happens goes on: a fit is interrupted as always, and what comes
// after it is told why it can't be.
func TestFolderRemovedBeneathACell(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ code, end, want string }{
		"a fit": {
			"fmt.Println(\"begun\")\nmodel.Compile(nnlib.SGD(), nnlib.MeanSquaredError())\nmodel.Fit(data, nnlib.Epochs(1_000_000), nnlib.Verbose(0))\nfmt.Println(\"ended\")",
			"interrupt", "ended",
		},
		"a loop": {"fmt.Println(\"begun\")\nfor {\n}", "interrupt", "FolderRemoved"},
		"a display": {
			"fmt.Println(\"begun\")\ntime.Sleep(2 * time.Second)\nnnlib.Must(0, display.Send(display.Message{Data: map[string]any{\"text/plain\": \"late\"}}))",
			"", "FolderRemoved",
		},
		"a call of the engine": {"fmt.Println(\"begun\")\ntime.Sleep(2 * time.Second)\nmodel.Compile(nnlib.SGD(), nnlib.MeanSquaredError())\nmodel.Fit(data)", "", "FolderRemoved"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startKernel(t, testPrefix)
			s.run("import (\n\t\"nnbook/kernel/display\"\n\t\"nnbook/nnlib\"\n)\nvar model = nnlib.Sequential(\"m\", nnlib.Input(2), nnlib.Dense(1))\nvar data = nnlib.FromSlices([][]float32{{0, 0}}, []float32{0.5})")
			id, err := s.Start(c.code)
			if err != nil {
				t.Fatal(err)
			}
			begun := false
			reply, outputs := s.finish(id, func(m jupyter.Message) {
				if m.Type != "stream" || begun {
					return
				}
				begun = true
				time.Sleep(500 * time.Millisecond)
				s.removeFolders()
				if c.end == "interrupt" {
					if _, err := s.Request(s.life, jupyter.Control, "interrupt_request", struct{}{}); err != nil {
						t.Error(err)
					}
				}
			})
			if got := shownIn(outputs); !strings.Contains(got, c.want) {
				t.Errorf("the cell ended with %+v and showed %s", reply, got)
			}
			for _, code := range []string{"%nn", "%nn reset m", "model.Summary()"} {
				if reply, _ := s.execute(code); reply.ErrorName != "FolderRemoved" {
					t.Errorf("%s ended with %+v", code, reply)
				}
			}
			s.complete("fmt.Prin|") // answers, with whatever
			s.inspect("fmt.Println|", 0)
		})
	}
}

// removeFolders removes the kernel's private folder.
func (s *session) removeFolders() {
	found, err := filepath.Glob(filepath.Join(s.temp, "nnbook-*"))
	if err != nil || len(found) != 1 {
		s.Errorf("the private folders are %v, %v", found, err)
	}
	for _, path := range found {
		for range 100 { // the engine may write into it meanwhile
			if os.RemoveAll(path) == nil {
				break
			}
		}
	}
}
