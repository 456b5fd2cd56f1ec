package notebooks

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// runHeadless runs a notebook from first to last in a fresh kernel, and checks that the
// run says what its cells result in and what its charts show.
func runHeadless(t *testing.T, name string) *notebook {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 15*time.Minute)
	defer cancel()
	out := filepath.Join(t.TempDir(), "out.ipynb")
	t.Logf("NNBOOK_DATA is %q", os.Getenv("NNBOOK_DATA")) // read here, so that go test knows what the result depends on
	said, err := tryInstall(ctx, "-prefix", home(t), "run", "notebooks/"+name, "-o", out)
	if err != nil && strings.Contains(said, "California housing: expected cal_housing") {
		fmt.Printf("NNBOOK-NOT-RUN: %s: California's table can't be had; $NNBOOK_DATA may name its folder\n", t.Name())
		t.Skip(said)
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	book := readNotebook(t, out)
	for _, words := range book.said() {
		if !strings.Contains(said, words) {
			t.Errorf("the run does not say %q", words)
		}
	}
	return book
}

// tryInstall returns what the installer prints.
func tryInstall(ctx context.Context, arguments ...string) (string, error) {
	command := exec.CommandContext(ctx, "go", append([]string{"run", "./install"}, arguments...)...)
	command.Dir = ".."
	text, err := command.CombinedOutput()
	return string(text), err
}
