package nnlib

import "fmt"

// RunOption sets how data pass through a model: [BatchSize] and [Verbose]. Fit,
// Evaluate and Predict take it.
type RunOption struct{ set func(*pass) }

// pass is what Fit, Evaluate and Predict have in common.
type pass struct {
	batchSize int
	verbose   int
	layers    []string // whose outputs Predict returns; nil for the model's
}

// BatchSize sets how many rows are computed at once, and in Fit how many there
// are to a step; 32 by default.
//
// BatchSize panics if rows < 1.
func BatchSize(rows int) RunOption {
	if rows < 1 {
		panic(&Error{
			Who:      fmt.Sprintf("nnlib.BatchSize(%d)", rows),
			Expected: "at least 1 row in a batch",
			Got:      fmt.Sprint(rows),
			Fix:      "nnlib.BatchSize(32)",
		})
	}
	return RunOption{func(p *pass) { p.batchSize = rows }}
}

// Verbose sets what is printed: 0 nothing, 1 a progress bar, 2 a line at the
// end, in Fit of each epoch. It is 1 by default.
//
// Verbose panics for another level.
func Verbose(level int) RunOption {
	if level < 0 || level > 2 {
		panic(&Error{
			Who:      fmt.Sprintf("nnlib.Verbose(%d)", level),
			Expected: "0 for nothing, 1 for a progress bar or 2 for a line an epoch",
			Got:      fmt.Sprint(level),
			Fix:      "nnlib.Verbose(1)",
		})
	}
	return RunOption{func(p *pass) { p.verbose = level }}
}

// OutputsOf lets [Model.Predict] return what layers within the model make of the
// data, by their names: the first as it is, the others by [Predictions.Output]. It
// shows what a model sees on its way.
//
//	hidden := model.Predict(test, nnlib.OutputsOf("dense", "dense_1"))
//	fmt.Println(hidden.Shape(), hidden.Output("dense_1").Shape())
//
// Fit and Evaluate pass over it. Predict panics for a name that no layer has.
func OutputsOf(layers ...string) RunOption {
	return RunOption{func(p *pass) { p.layers = layers }}
}

func newPass(options []RunOption) pass {
	p := pass{batchSize: 32, verbose: 1}
	for _, option := range options {
		option.set(&p)
	}
	return p
}

// steps is the number of batches in so many rows; the last may be smaller.
func (p pass) steps(rows int) int { return (rows + p.batchSize - 1) / p.batchSize }

func (o RunOption) fit(t *training) { o.set(&t.pass) }
