package notebooks

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// A path begins at the notebook's folder, whichever process reads the file, and what
// one cell declares the next ones have.
func TestFilesBesideTheNotebook(t *testing.T) {
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "flowers.csv")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("length,kind\n5,setosa\n7,versicolor\n4,setosa\n6,versicolor\n")
	path, err := filepath.Rel(here, file)
	if err != nil {
		t.Fatal(err)
	}
	s := openSession(t)
	s.must(imports)
	s.must(fmt.Sprintf("var flowers = nnlib.Must(nnlib.CSV(%q, nnlib.Labels(\"kind\")))", path))
	s.must("fmt.Println(flowers, flowers.ClassNames())", "4 rows of shape (None, 1) [setosa versicolor]")
	s.must("for x, y := range nnlib.Standardize(flowers).Apply(flowers).ToCategorical().Batches(3) {\n\tfmt.Println(len(x), y)\n}", "3 [[1 0] [0 1] [1 0]]", "1 [[0 1]]")
	s.must(`var flower = nnlib.Sequential("flower", nnlib.Input(1), nnlib.Dense(2, nnlib.Softmax))`)
	s.must("flower.Compile(nnlib.Adam(nnlib.LearningRate(0.1)), nnlib.SparseCategoricalCrossentropy(), nnlib.Accuracy())\n"+
		"flower.Fit(nnlib.Standardize(flowers).Apply(flowers), nnlib.Epochs(50), nnlib.Verbose(0))\n"+
		"fmt.Println(flower.Evaluate(nnlib.Standardize(flowers).Apply(flowers), nnlib.Verbose(0)))", "accuracy: 1.0000")
	write("length,kind\n5,setosa\nlong,versicolor\n")
	s.refused("fmt.Println(flowers)\n// again", "flowers.csv, line 3", `a number in column "length", got "long"`, "nnlib.OneHotColumns")
}
