package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
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
