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
	book := map[string]any{"nbformat": 4, "nbformat_minor": 5, "metadata": map[string]any{}}
	var cells []any // without text, which nbconvert would call pandoc for
	for i, chart := range charts {
		cells = append(cells, map[string]any{
			"cell_type": "code", "execution_count": i + 1, "id": fmt.Sprint("chart-", i), "metadata": map[string]any{}, "source": "",
			"outputs": []any{map[string]any{"output_type": "display_data", "data": chart.Data, "metadata": map[string]any{}}},
		})
	}
	book["cells"] = cells
	text, err := json.Marshal(book)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "charts.ipynb"), text, 0o644); err != nil {
		t.Fatal(err)
	}
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
