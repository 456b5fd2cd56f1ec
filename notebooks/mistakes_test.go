package notebooks

import "testing"

// TestMistakes makes the mistakes of a first hour. Each must be answered with
// the fix, and the next cell must work.
func TestMistakes(t *testing.T) {
	s := openSession(t)
	s.declare()

	s.must("fmt.Println(len(model.Predict(test.Take(3)).ArgMax()), \"untrained\")", "3 untrained")
	s.refused("model.Fit(train)", "compile", "model.Compile(nnlib.Adam()")
	s.must(compile)
	s.must("model.Fit(train, nnlib.Epochs(1))")
	before := metrics(s.must("fmt.Println(model.Evaluate(test))"))

	for _, mistake := range []struct {
		name, cell string
		wants      []string
	}{
		{"batch size 0", "model.Fit(train, nnlib.BatchSize(0))", []string{"batch", "fix:"}},
		{"no epochs", "model.Fit(train, nnlib.Epochs(0))", []string{"poch", "fix:"}},
		{"empty data", "model.Fit(train.Take(0))", []string{"fix:"}},
		{"too many rows", "model.Fit(train.Take(100_000))", []string{"5000", "fix:"}},
		{"label out of range", "x := make([][]float32, 4)\nfor i := range x {\n\tx[i] = make([]float32, 784)\n}\nmodel.Fit(nnlib.FromSlices(x, []int{1, 2, 12, 3}, 28, 28))", []string{"12", "10", "fix:"}},
		{"NaN", "x := make([][]float32, 4)\nfor i := range x {\n\tx[i] = make([]float32, 784)\n}\nx[2][5] = float32(math.NaN())\nmodel.Fit(nnlib.FromSlices(x, []int{1, 2, 1, 3}, 28, 28))", []string{"NaN", "row 2", "fix:"}},
		{"wrong shape", "model.Fit(nnlib.FromSlices([][]float32{{1, 2, 3}, {4, 5, 6}}, []int{0, 1}))", []string{"(None, 3)", "(None, 28, 28)", "fix:"}},
		{"wrong layer", "nnlib.Sequential(\"bad\", nnlib.Input(28, 28), nnlib.Dense(0))", []string{"at least 1 unit", "fix:"}},
		{"no input", "nnlib.Sequential(\"bad\", nnlib.Dense(10))", []string{"nnlib.Input", "fix:"}},
		{"Fit in a var", "var history = model.Fit(train, nnlib.Epochs(1))\nfmt.Println(history)", []string{"package-level var", "fix: history := model.Fit"}},
	} {
		t.Run(mistake.name, func(t *testing.T) {
			s.T = t
			s.refused(mistake.cell, mistake.wants...)
		})
		s.T = t
	}
	if after := metrics(s.must("fmt.Println(model.Evaluate(test))\n// still")); after != before {
		t.Errorf("the mistakes cost something: %q before, %q after", before, after)
	}
}
