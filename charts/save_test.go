package charts_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"nnbook/charts"
)

func TestSave(t *testing.T) {
	t.Chdir(t.TempDir())
	curves := charts.LearningCurves(mlp)
	for name, test := range map[string]struct {
		chart *charts.Chart
		holds func(t *testing.T, file []byte) bool
	}{
		"curves.svg": {curves, func(t *testing.T, file []byte) bool {
			return bytes.HasPrefix(file, []byte(`<svg width="720"`)) && bytes.Contains(file, []byte("val_accuracy"))
		}},
		"curves.PNG": {curves, func(t *testing.T, file []byte) bool {
			picture, err := png.Decode(bytes.NewReader(file))
			return err == nil && picture.Bounds().Dx() == 1440 && coloured(picture)
		}},
		"curves.html": {curves, func(t *testing.T, file []byte) bool {
			return bytes.Contains(file, []byte("<title>Learning curves over 10 epochs</title>")) && bytes.Contains(file, []byte("0.0713"))
		}},
		"row.svg": {charts.Row(curves, charts.Digits(scribbles(3))), func(t *testing.T, file []byte) bool {
			return bytes.Contains(file, []byte("val_accuracy")) && bytes.Count(file, []byte("<image")) == 3
		}},
		"row.png": {charts.Row(curves, curves), func(t *testing.T, file []byte) bool {
			picture, err := png.Decode(bytes.NewReader(file))
			return err == nil && picture.Bounds().Dx() == 2*(720+16+720)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(name, []byte("old"), 0o644); err != nil {
				t.Fatal(err)
			}
			if err := test.chart.Save(name); err != nil {
				t.Fatal(err)
			}
			file, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !test.holds(t, file) {
				t.Errorf("the file is %d bytes, %.300s", len(file), file)
			}
		})
	}
	if left, _ := filepath.Glob(".*"); len(left) > 0 {
		t.Errorf("%v are left over", left)
	}
}

// coloured reports whether a picture shows the palette's first two colours.
func coloured(picture image.Image) bool {
	found := map[[3]uint32]bool{}
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			r, g, b, _ := picture.At(x, y).RGBA()
			found[[3]uint32{r >> 8, g >> 8, b >> 8}] = true
		}
	}
	return found[[3]uint32{0x00, 0x72, 0xb2}] && found[[3]uint32{0xd5, 0x5e, 0x00}]
}

func TestSaveRefuses(t *testing.T) {
	t.Chdir(t.TempDir())
	curves := charts.LearningCurves(mlp)
	if err := os.Mkdir("folder.svg", 0o755); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		chart *charts.Chart
		path  string
		home  string // $NNBOOK_HOME where it is another
		says  []string
	}{
		"another end":   {curves, "a.gif", "", []string{"a.gif", "must end with .html, .svg or .png"}},
		"no end":        {curves, "svg", "", []string{"must end with"}},
		"nothing":       {charts.LearningCurves(), "a.svg", "", []string{"nothing to draw", "model.Fit"}},
		"no folder":     {curves, "nowhere/a.svg", "", []string{"nowhere", "choose a folder that is there"}},
		"a folder":      {curves, "folder.svg", "", []string{"folder.svg"}},
		"not installed": {curves, "a.svg", "/nowhere", []string{"not installed at /nowhere", "go run ./install", "NNBOOK_HOME"}},
		"half of it":    {curves, "a.svg", withoutECharts(t), []string{"ECharts can't be loaded", "run the installer again"}},
	} {
		t.Run(name, func(t *testing.T) {
			if test.home != "" {
				t.Setenv("NNBOOK_HOME", test.home)
			}
			err := test.chart.Save(test.path)
			if err == nil {
				t.Fatal("it is saved, want an error")
			}
			for _, want := range append(test.says, "charts: saving "+test.path) {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q does not say %q", err, want)
				}
			}
		})
	}
	if left, _ := filepath.Glob("*"); len(left) != 1 {
		t.Errorf("%v are left over", left)
	}
}

// withoutECharts returns the folder of an installation without ECharts.
func withoutECharts(t *testing.T) string {
	t.Helper()
	home := t.TempDir()
	if err := os.Mkdir(filepath.Join(home, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(os.Getenv("NNBOOK_HOME"), "bin", "nnbook-kernel"), filepath.Join(home, "bin", "nnbook-kernel")); err != nil {
		t.Fatal(err)
	}
	return home
}

func TestSaveRefusesAFolderThatMayNotBeWrittenTo(t *testing.T) {
	folder := "/proc"
	if _, err := os.Stat(folder); err != nil || runtime.GOOS != "linux" {
		folder = "/dev"
	}
	err := charts.LearningCurves(mlp).Save(filepath.Join(folder, "a.svg"))
	if err == nil || !strings.Contains(err.Error(), "that you may write to") {
		t.Errorf("it is saved in %s: %v", folder, err)
	}
}
