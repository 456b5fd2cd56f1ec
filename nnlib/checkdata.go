package nnlib

import (
	"fmt"
	"slices"
	"strings"

	"nnbook/nnlib/internal/spec"
)

// checkData panics unless the model can take the data: there are rows, of the
// shape of its Input, with targets where they are needed. What only the values
// show, the engine checks.
func (m *Model) checkData(who string, data *Dataset, targets bool) {
	if data == nil {
		panic(&Error{Who: who, Expected: "a data set", Got: "nil", Fix: "train, test := mnist.Train, mnist.Test"})
	}
	if data.Len() == 0 {
		panic(&Error{Who: who, Expected: "at least one row of data", Got: "none", Fix: "another n in Take, Skip or Split"})
	}
	m.checkInputs(who, data)
	if targets && data.spec.Y.DType == "" {
		panic(&Error{
			Who:      who,
			Expected: "data with targets, to compare the model's outputs with",
			Got:      "features only",
			Fix:      "nnlib.FromSlices(features, labels)",
		})
	}
}

func (m *Model) checkInputs(who string, data *Dataset) {
	if n := len(m.spec.Inputs); n != 1 {
		panic(&Error{Who: who, Expected: fmt.Sprintf("data for %d inputs", n), Got: "data with one column of features", Fix: "a model with one Input"})
	}
	want := m.spec.Nodes[m.spec.Inputs[0]].Shape
	got := data.spec.X.Shape
	if !slices.Equal(want, got) {
		fix := fmt.Sprintf("nnlib.Input(%s) as the first layer", sizes(got))
		if len(want) == 1 && got.Size() == want[0] {
			fix = fmt.Sprintf("nnlib.Input(%s), nnlib.Flatten() as the first layers", sizes(got))
		}
		panic(&Error{
			Who:      who,
			Expected: fmt.Sprintf("rows of shape %v, as the model's Input says", want),
			Got:      fmt.Sprintf("rows of shape %v", got),
			Fix:      fix,
		})
	}
}

// sizes writes a shape as the arguments of Input.
func sizes(shape spec.Shape) string {
	texts := make([]string, len(shape))
	for i, n := range shape {
		texts[i] = fmt.Sprint(n)
	}
	return strings.Join(texts, ", ")
}
