package notebooks

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// galleryCharts counts the gallery's charts: one of each kind, a row and a grid.
const galleryCharts = 29

// The gallery runs from first to last in a fresh kernel.
func TestGalleryHeadless(t *testing.T) {
	checkGallery(t, runHeadless(t, "04_gallery.ipynb"))
}

func TestGallerySavedOutputs(t *testing.T) { checkGallery(t, readNotebook(t, "04_gallery.ipynb")) }

// checkGallery checks that each chart is there, and small.
func checkGallery(t *testing.T, book *notebook) {
	t.Helper()
	checkRan(t, book)
	checkCharts(t, book.charts(), galleryCharts)
	for i, chart := range book.charts() {
		size := 0
		for _, data := range chart.Data {
			size += len(data)
		}
		if size > 100_000 {
			t.Errorf("chart %d takes %d bytes of the notebook", i+1, size)
		}
	}
}

// Every function of package charts that returns a chart is in the gallery.
func TestGalleryShowsEveryChart(t *testing.T) {
	var sources strings.Builder
	for _, c := range readNotebook(t, "04_gallery.ipynb").Cells {
		if c.Type == "code" {
			sources.WriteString(string(c.Source))
		}
	}
	paths, err := filepath.Glob("../charts/*.go")
	if err != nil || len(paths) == 0 {
		t.Fatal("no sources of package charts: ", err)
	}
	found := 0
	for _, path := range paths {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, declaration := range file.Decls {
			f, ok := declaration.(*ast.FuncDecl)
			if !ok || !f.Name.IsExported() || f.Recv != nil || !returnsChart(f) {
				continue
			}
			found++
			if !regexp.MustCompile(`charts\.` + f.Name.Name + `\(`).MatchString(sources.String()) {
				t.Errorf("the gallery does not show charts.%s", f.Name.Name)
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d functions return a chart", found)
	}
}

func returnsChart(f *ast.FuncDecl) bool {
	if f.Type.Results == nil || len(f.Type.Results.List) != 1 {
		return false
	}
	pointer, ok := f.Type.Results.List[0].Type.(*ast.StarExpr)
	if !ok {
		return false
	}
	name, ok := pointer.X.(*ast.Ident)
	return ok && (name.Name == "Chart" || name.Name == "LiveCurves")
}
