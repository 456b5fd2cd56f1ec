package notebooks

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A chart goes into LaTeX, and so into a PDF, in pixels, without Inkscape.
func TestChartsAsLaTeX(t *testing.T) {
	folder, charts := t.TempDir(), readNotebook(t, gallery).charts()
	book := newNotebook(t)
	for i, chart := range charts { // without text, which nbconvert would call pandoc for
		book.Cells = append(book.Cells, cell{Type: "code", ID: fmt.Sprint("chart-", i), Metadata: json.RawMessage(`{}`), Outputs: []output{chart}})
	}
	book.write(t, filepath.Join(folder, "charts.ipynb"))
	command := exec.Command(filepath.Join(home(t), "venv", "bin", "python"), "-m", "nbconvert", "--to", "latex", "charts.ipynb")
	command.Dir = folder
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	latex, err := os.ReadFile(filepath.Join(folder, "charts.tex"))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(latex), ".png}"); n != len(charts) {
		t.Errorf("%d of %d charts are pictures in LaTeX", n, len(charts))
	}
}
