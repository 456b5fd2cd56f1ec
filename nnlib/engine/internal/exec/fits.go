package exec

import (
	"fmt"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// fits are what losses and metrics demand of an output's shape, beyond targets of
// the same. They return a *fault.Error without Who.
var fits = map[string]func(o spec.Object, output spec.Shape) error{}

// checkMeasure says what of a loss or a metric does not fit an output.
func checkMeasure(model *spec.Model, what string, known bool, o spec.Object, output spec.Shape) error {
	if !known {
		return fmt.Errorf("unknown %s %q", what, o.Class)
	}
	fit := fits[o.Class]
	if fit == nil {
		return nil
	}
	err := fit(o, output)
	if mistake, ok := err.(*fault.Error); ok {
		mistake.Who = fmt.Sprintf("Compile of model %q, %s %s", model.Name, what, o.Class)
	}
	return err
}

// fitsChoice expects the class that is picked to be one of the output's.
func fitsChoice(o spec.Object, output spec.Shape) error {
	if id := int(o.Param("class_id")); id != spec.NoClass && (len(output) == 0 || id >= output[len(output)-1]) {
		return &fault.Error{
			Expected: fmt.Sprintf("a class of an output of shape %v", output),
			Got:      fmt.Sprintf("nnlib.ClassID(%d)", id),
			Fix:      "nnlib.ClassID(0), or another place of the last axis",
		}
	}
	return nil
}

// fitsFlat expects rows of numbers.
func fitsFlat(_ spec.Object, output spec.Shape) error {
	if len(output) != 1 {
		return &fault.Error{
			Expected: "an output of shape (None, n)",
			Got:      output.String(),
			Fix:      "nnlib.Flatten() before the last layer",
		}
	}
	return nil
}

// fitsSeveral expects rows of at least two numbers.
func fitsSeveral(_ spec.Object, output spec.Shape) error {
	if len(output) == 0 || output[len(output)-1] < 2 {
		return &fault.Error{
			Expected: "an output of two numbers or more, which go together in each row",
			Got:      output.String(),
			Fix:      "nnlib.R2Score()",
		}
	}
	return nil
}

// fitsClasses expects an output for each class.
func fitsClasses(_ spec.Object, output spec.Shape) error {
	if len(output) == 0 || output[len(output)-1] < 2 {
		return &fault.Error{
			Expected: "an output of shape (None, …, classes)",
			Got:      output.String(),
			Fix:      "nnlib.BinaryIoU() for one output a place",
		}
	}
	return nil
}

// fitsLabels expects rows of labels where each has an area or a weight of its own.
func fitsLabels(o spec.Object, output spec.Shape) error {
	weights := o.Params.List("label_weights")
	if o.Param("multi_label") != 0 || weights != nil {
		if err := fitsFlat(o, output); err != nil {
			return err
		}
	}
	if weights != nil && len(weights) != output[0] {
		return &fault.Error{
			Expected: fmt.Sprintf("a weight for each of the %d outputs", output[0]),
			Got:      fmt.Sprintf("%d in nnlib.LabelWeights", len(weights)),
			Fix:      "nnlib.LabelWeights(1, 2, …), one for each unit of the last layer",
		}
	}
	return nil
}

// fitsAlpha expects one alpha, or one for each class.
func fitsAlpha(o spec.Object, output spec.Shape) error {
	alphas := len(o.Params.List("alpha"))
	if alphas != 1 && (len(output) == 0 || alphas != output[len(output)-1]) {
		return &fault.Error{
			Expected: fmt.Sprintf("one alpha, or one for each class of an output of shape %v", output),
			Got:      fmt.Sprintf("%d in nnlib.FocalAlpha", alphas),
			Fix:      "nnlib.FocalAlpha(0.25)",
		}
	}
	return nil
}

// fitsAxes expects axes that a batch of outputs has, each once.
func fitsAxes(o spec.Object, output spec.Shape) error {
	rank, seen := len(output)+1, map[int]bool{}
	for _, axis := range o.Params.List("axis") {
		place := (int(axis) + rank) % rank
		if int(axis) < -rank || int(axis) >= rank || seen[place] {
			return &fault.Error{
				Expected: fmt.Sprintf("axes of a batch of outputs of shape %v, each once", output),
				Got:      fmt.Sprintf("%v in nnlib.OverAxes", o.Params.List("axis")),
				Fix:      fmt.Sprintf("nnlib.OverAxes(%d)", rank-1),
			}
		}
		seen[place] = true
	}
	return nil
}
