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
	if targets && !data.hasTargets() {
		panic(&Error{
			Who:      who,
			Expected: "data with targets, to compare the model's outputs with",
			Got:      "features only",
			Fix:      "nnlib.FromSlices(features, labels)",
		})
	}
}

func (m *Model) checkInputs(who string, data *Dataset) {
	inputs := data.inputs()
	if want := len(m.spec.Inputs); want != len(inputs) {
		panic(&Error{
			Who:      who,
			Expected: fmt.Sprintf("data for %d inputs: %s", want, strings.Join(m.inputNames(), ", ")),
			Got:      fmt.Sprintf("data for %d", len(inputs)),
			Fix:      fmt.Sprintf("nnlib.Zip(%s), a data set for each input", strings.Join(m.inputNames(), ", ")),
		})
	}
	for i, input := range inputs {
		m.checkInput(who, i, input.spec.X.Shape)
	}
}

func (m *Model) checkInput(who string, i int, got spec.Shape) {
	want := m.spec.Nodes[m.spec.Inputs[i]].Shape
	if len(m.spec.Inputs) > 1 {
		who = fmt.Sprintf("%s, input %q", who, m.inputNames()[i])
	}
	if !slices.Equal(want, got) {
		fix := fmt.Sprintf("nnlib.Input(%s) as the first layer", sizes(got))
		if len(want) == 1 && got.Size() == want[0] {
			fix = fmt.Sprintf("nnlib.Input(%s), nnlib.Flatten() as the first layers", sizes(got))
		}
		if len(want) == len(got)+1 && slices.Equal(want, append(slices.Clone(got), 1)) {
			fix = fmt.Sprintf("data.Reshape(%s), or nnlib.Input(%s), nnlib.Reshape(%s) as the first layers", sizes(want), sizes(got), sizes(want))
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
