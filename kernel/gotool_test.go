package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The compiler and the linker of a cell do without collecting garbage; the cell, and what
// a user does by go, collect it as always.
func TestCellsAreBuiltWithoutCollecting(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	seen := filepath.Join(t.TempDir(), "seen")
	spy := filepath.Join(t.TempDir(), "spy")
	if err := os.WriteFile(spy, []byte("#!/bin/sh\necho \"${1##*/} ${GOGC-unset} ${GOMEMLIMIT-unset}\" >> "+seen+"\nexec \"$@\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	const setting = `fmt.Print(os.Getenv("GOGC"), os.Getenv("GOMEMLIMIT"))`
	s.run("%goflags -toolexec=" + spy)
	program := filepath.Join(t.TempDir(), "p.go")
	if err := os.WriteFile(program, []byte("package main; import \"os\"; func main() { print(os.Getenv(\"GOGC\")) }"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.conversation([][2]string{{setting, ""}, {"!go run " + program, ""}})
	text, err := os.ReadFile(seen)
	if err != nil {
		t.Fatal(err)
	}
	for _, tool := range []string{"compile", "link"} {
		if want := tool + " off 512MiB\n"; !strings.Contains(string(text), want) {
			t.Errorf("%s ran with\n%s", tool, text)
		}
	}
}
