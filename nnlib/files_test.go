package nnlib_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"nnbook/nnlib"
)

// inFolder writes files, and makes their folder the working one.
func inFolder(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

const flowers = "length,width,kind\n5.1,3.5,setosa\n7.0,3.2,versicolor\n4.9,3.0,setosa\n"

func TestCSV(t *testing.T) {
	inFolder(t, map[string]string{"flowers.csv": flowers, "table.txt": "1;2;x\n3;;y\n"})
	data := nnlib.Must(nnlib.CSV("flowers.csv", nnlib.Labels("kind")))
	if got := content(data); got != "[2] [5.1 3.5]:[0] [7 3.2]:[1] [4.9 3]:[0]" {
		t.Errorf("got %s", got)
	}
	if !slices.Equal(data.Columns(), []string{"length", "width"}) || !slices.Equal(data.ClassNames(), []string{"setosa", "versicolor"}) || data.Classes() != 2 {
		t.Errorf("columns %q, classes %q", data.Columns(), data.ClassNames())
	}
	if got := content(standardized(data.Select("width").Where(0))); got != "[1] [1]:[0] [-1]:[0]" {
		t.Errorf("of the first kind %s", got)
	}
	for want, options := range map[string][]nnlib.CSVOption{
		"[2] [5.1 3.5]:[] [7 3.2]:[] [4.9 3]:[]":       {nnlib.IgnoreColumns("kind")},
		"[1] [5.1]:[3.5] [7]:[3.2] [4.9]:[3]":          {nnlib.FeatureColumns("length"), nnlib.Target("width")},
		"[2] [1 0]:[3.5] [0 1]:[3.2] [1 0]:[3]":        {nnlib.OneHotColumns("kind"), nnlib.Target("width"), nnlib.IgnoreColumns("length")},
		"[1] [1]:[5.1 3.5] [0]:[7 3.2] [1]:[4.9 3]":    {nnlib.OrdinalColumn("kind", "versicolor", "setosa"), nnlib.Target("length", "width")},
		"[1] [5.1]:[2] [7]:[0] [4.9]:[2]":              {nnlib.FeatureColumns("length"), nnlib.Labels("kind", "versicolor", "other", "setosa")},
		"[3] [5.1 3.5 1]:[] [7 3.2 0]:[] [4.9 3 1]:[]": {nnlib.OrdinalColumn("kind", "versicolor", "setosa")},
	} {
		if got := content(nnlib.Must(nnlib.CSV("flowers.csv", options...))); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	plain := []nnlib.CSVOption{nnlib.Delimiter(';'), nnlib.NoHeader(), nnlib.IgnoreColumns("2")}
	if got := content(nnlib.Must(nnlib.CSV("table.txt", append(plain, nnlib.DropMissing())...))); got != "[2] [1 2]:[]" {
		t.Errorf("without what is missing %s", got)
	}
	if got := content(nnlib.Must(nnlib.CSV("table.txt", append(plain, nnlib.FillMissing(7))...))); got != "[2] [1 2]:[] [3 7]:[]" {
		t.Errorf("with what was missing %s", got)
	}
}

// What was declared is what is read: a file that changed since is refused, and the same
// declaration takes it as it is.
func TestChangedFile(t *testing.T) {
	inFolder(t, map[string]string{"a.csv": "a\n1\n2\n"})
	declare := func() *nnlib.Dataset { return nnlib.Must(nnlib.CSV("a.csv")) }
	first := declare()
	if err := os.WriteFile("a.csv", []byte("a\n3\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := content(first); got != "[1] [1]:[] [2]:[]" {
		t.Errorf("in memory is %s", got)
	}
	if got := content(declare()); got != "[1] [3]:[]" {
		t.Errorf("declared again it is %s", got)
	}
}

func TestArrayFilesAsDatasets(t *testing.T) {
	npy := func(descr, shape, values string) string {
		header := "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }"
		header += strings.Repeat(" ", 117-len(header)) + "\n"
		return "\x93NUMPY\x01\x00" + string(rune(len(header))) + "\x00" + header + values
	}
	inFolder(t, map[string]string{
		"x.npy": npy("|u1", "(2, 1, 2)", "\x01\x02\x03\x04"), "y.npy": npy("|u1", "(2,)", "\x01\x00"),
		"x.idx": "\x00\x00\x08\x03\x00\x00\x00\x02\x00\x00\x00\x01\x00\x00\x00\x02\x01\x02\x03\x04", "y.idx": "\x00\x00\x08\x01\x00\x00\x00\x02\x01\x00",
	})
	golden, err := filepath.Abs(filepath.Join(start, "internal/datasets/testdata/small.npz"))
	if err != nil {
		t.Fatal(err)
	}
	for want, data := range map[string]*nnlib.Dataset{
		"[1 2] [1 2]:[1] [3 4]:[0]":                     nnlib.Concat(nnlib.Must(nnlib.NPY("x.npy", "y.npy"))),
		"[1 2] [2 4]:[1] [6 8]:[0]":                     nnlib.Must(nnlib.IDX("x.idx", "y.idx")).Scale(2),
		"[1 2] [1 2]:[] [3 4]:[]":                       nnlib.Must(nnlib.IDX("x.idx", "")),
		"[2 3] [0 1 2 3 4 5]:[7] [6 7 8 9 10 11]:[255]": nnlib.Must(nnlib.NPZ(golden, "x", "y")),
	} {
		if got := content(data); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if got := nnlib.Must(nnlib.NPZ(golden, "x", "y")).Classes(); got != 256 {
		t.Errorf("%d classes, want 256", got)
	}
}

// start is where the tests' files are.
var start, _ = os.Getwd()

func TestImageFolderTrains(t *testing.T) {
	inFolder(t, nil)
	for i := range 20 {
		class, shade := "dark", uint8(3*i)
		if i%2 == 1 {
			class, shade = "light", 255-uint8(3*i)
		}
		drawn := image.NewGray(image.Rect(0, 0, 6, 4))
		for p := range drawn.Pix {
			drawn.Pix[p] = shade
		}
		drawn.SetGray(0, 0, color.Gray{128})
		var encoded bytes.Buffer
		if err := png.Encode(&encoded, drawn); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll("shades/"+class, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("shades/"+class+"/"+string(rune('a'+i))+".png", encoded.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	whole := nnlib.Must(nnlib.ImageFolder("shades"))
	if !slices.Equal(whole.Shape(), []int{4, 6, 3}) || !slices.Equal(whole.ClassNames(), []string{"dark", "light"}) || whole.Len() != 20 {
		t.Fatalf("%v of %q", whole, whole.ClassNames())
	}
	if got := whole.Image(0).At(0, 0); got != (color.NRGBA{128, 128, 128, 255}) {
		t.Errorf("the first pixel is %v", got)
	}
	shades := nnlib.Must(nnlib.ImageFolder("shades", nnlib.ImageSize(2, 2), nnlib.Grayscale())).Scale(1.0 / 255)
	model := nnlib.Sequential("shades", nnlib.Input(2, 2), nnlib.Flatten(), nnlib.Dense(2, nnlib.Softmax))
	t.Cleanup(model.Reset)
	model.Compile(nnlib.Adam(nnlib.LearningRate(0.1)), nnlib.SparseCategoricalCrossentropy(), nnlib.Accuracy())
	model.Fit(shades, nnlib.Epochs(30), nnlib.Verbose(0))
	if got := model.Evaluate(shades, nnlib.Verbose(0)).Value("accuracy"); got != 1 {
		t.Errorf("accuracy %v", got)
	}
}

// What is wrong with a file is returned, not panicked with.
func TestFileErrors(t *testing.T) {
	inFolder(t, map[string]string{"a.csv": "a,b\n1,2\n3,old\n", "b.npy": "none", "pets/cat/1.png": "none"})
	csv := func(options ...nnlib.CSVOption) func() (*nnlib.Dataset, error) {
		return func() (*nnlib.Dataset, error) { return nnlib.CSV("a.csv", options...) }
	}
	for name, c := range map[string]struct {
		f    func() (*nnlib.Dataset, error)
		want []string
	}{
		"word":      {csv(), []string{"a.csv, line 3", `column "b"`, `got "old"`, `nnlib.OneHotColumns("b")`}},
		"no target": {csv(nnlib.Target("c")), []string{"a.csv", `a column "c"`, "a, b"}},
		"no file":   {func() (*nnlib.Dataset, error) { return nnlib.CSV("none.csv") }, []string{"none.csv", "no such file", start[:1]}},
		"no path":   {func() (*nnlib.Dataset, error) { return nnlib.CSV("") }, []string{"a file to read"}},
		"no npy":    {func() (*nnlib.Dataset, error) { return nnlib.NPY("b.npy", "") }, []string{"b.npy", "numpy.save"}},
		"no image":  {func() (*nnlib.Dataset, error) { return nnlib.ImageFolder("pets") }, []string{"pets/cat/1.png", "PNG or JPEG"}},
		"no folder": {func() (*nnlib.Dataset, error) { return nnlib.ImageFolder("none") }, []string{"none", "no such file"}},
	} {
		t.Run(name, func(t *testing.T) {
			data, err := c.f()
			var problem *nnlib.Error
			if data != nil || !errors.As(err, &problem) || problem.Fix == "" {
				t.Fatalf("got %v, %v", data, err)
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%v\nwant %q in it", err, want)
				}
			}
		})
	}
}

func TestFileMistakes(t *testing.T) {
	for name, f := range map[string]func(){
		"no names":           func() { nnlib.Target() },
		"name twice":         func() { nnlib.IgnoreColumns("a", "a") },
		"class twice":        func() { nnlib.Labels("a", "b", "b") },
		"no words":           func() { nnlib.OrdinalColumn("a") },
		"quote parts fields": func() { nnlib.Delimiter('"') },
		"fill with NaN":      func() { nnlib.FillMissing(zero / zero) },
		"two kinds":          func() { _, _ = nnlib.CSV("a", nnlib.Labels("b"), nnlib.Target("c")) },
		"no array":           func() { _, _ = nnlib.NPZ("a", "", "") },
		"no height":          func() { nnlib.ImageSize(0, 2) },
	} {
		t.Run(name, func(t *testing.T) {
			if problem := mistake(t, f); problem == nil || problem.Fix == "" {
				t.Errorf("got %v", problem)
			}
		})
	}
}

var zero float64

// A declaration that runs again, as in each cell, does not read the file again.
func TestDeclaredAgain(t *testing.T) {
	inFolder(t, map[string]string{"a.csv": "a,b\n" + strings.Repeat("1,2\n", 300_000)})
	declare := func() time.Duration {
		begin := time.Now()
		if data := nnlib.Must(nnlib.CSV("a.csv")); data.Len() != 300_000 {
			t.Fatal(data)
		}
		return time.Since(begin)
	}
	if first, again := declare(), min(declare(), declare(), declare()); again > first/5 {
		t.Errorf("declared in %v, and again in %v", first, again)
	} else {
		t.Logf("declared in %v, and again in %v", first, again)
	}
}
