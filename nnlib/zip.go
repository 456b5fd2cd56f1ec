package nnlib

import (
	"fmt"
	"slices"

	"nnbook/nnlib/internal/spec"
)

// Zip puts data sets side by side, row by row, for a model of several inputs: the
// features of each go to the model's inputs in their order. The targets are those
// of the first.
//
//	data := nnlib.Zip(train.Select("MedInc", "HouseAge"), train)
//
// Split, Take, Shuffle and the like move the rows of all together; scale and
// standardise the parts before.
//
// Zip panics without data sets, and if they differ in length.
func Zip(parts ...*Dataset) *Dataset {
	if len(parts) == 0 || slices.Contains(parts, nil) {
		panic(&Error{Who: "nnlib.Zip", Expected: "data sets", Got: fmt.Sprint(parts), Fix: "nnlib.Zip(wide, deep)"})
	}
	zipped := parts[0].copy()
	for i, part := range parts[1:] {
		zipped.checkBeside("nnlib.Zip", i+2, part)
		zipped.beside = append(zipped.beside, part)
		zipped.beside = append(zipped.beside, part.beside...)
	}
	return zipped
}

// WithTargets returns the features with the targets of other data sets instead,
// one for each output of a model. A single one serves all outputs.
//
// WithTargets panics without data sets, and for one that differs in length or has
// no targets.
func (d *Dataset) WithTargets(of ...*Dataset) *Dataset {
	if len(of) == 0 || slices.Contains(of, nil) {
		panic(&Error{Who: "WithTargets", Expected: "data sets", Got: fmt.Sprint(of), Fix: "data.WithTargets(prices, ages)"})
	}
	changed := d.copy()
	changed.targets = nil
	for i, other := range of {
		d.checkBeside("WithTargets", i+1, other)
		if !other.hasTargets() {
			panic(&Error{Who: "WithTargets", Expected: fmt.Sprintf("targets in data set %d", i+1), Got: "features only", Fix: "nnlib.FromSlices(features, targets)"})
		}
		changed.targets = append(changed.targets, other.answers()...)
	}
	return changed
}

// Weighted returns the rows as ones that count so much in the loss, and in the
// metrics that [Weighted] marks: 2 is a row that is there twice.
//
// Weighted panics if there are not as many weights as rows, and for a negative one.
func (d *Dataset) Weighted(weights []float32) *Dataset {
	if len(weights) != d.Len() {
		panic(&Error{Who: "Weighted", Expected: fmt.Sprintf("a weight for each of the %d rows", d.Len()), Got: fmt.Sprintf("%d weights", len(weights)), Fix: "1 for a row that counts as it is"})
	}
	rows := make([][]float32, len(weights))
	for i := range weights {
		if !(weights[i] >= 0) {
			panic(&Error{Who: "Weighted", Expected: "weights of 0 or more", Got: fmt.Sprintf("%v for row %d", weights[i], i), Fix: "0 for a row to leave out"})
		}
		rows[i] = weights[i : i+1]
	}
	weighted := d.copy()
	weighted.weights = Unlabeled(rows, 1)
	return weighted
}

func (d *Dataset) checkBeside(who string, position int, other *Dataset) {
	if other.Len() != d.Len() {
		panic(&Error{
			Who:      who,
			Expected: fmt.Sprintf("%d rows in data set %d, as in the others", d.Len(), position),
			Got:      fmt.Sprint(other.Len()),
			Fix:      "zip first, then Take or Split",
		})
	}
}

// inputs are the data sets whose features go to a model's inputs.
func (d *Dataset) inputs() []*Dataset { return append([]*Dataset{d}, d.beside...) }

// answers are the data sets whose targets a model's outputs are compared with.
func (d *Dataset) answers() []*Dataset {
	if d.targets != nil {
		return d.targets
	}
	return []*Dataset{d}
}

func (d *Dataset) hasTargets() bool { return d.targets != nil || d.spec.Y.DType != "" }

// members are all data sets that d is made of.
func (d *Dataset) members() []*Dataset {
	members := append(d.inputs(), d.targets...)
	if d.weights != nil {
		members = append(members, d.weights)
	}
	return members
}

// checkAlone panics for a step that is for one data set, not for several side by side.
func (d *Dataset) checkAlone(step string) {
	if len(d.members()) > 1 {
		panic(&Error{
			Who:      step,
			Expected: "a data set before it is zipped, weighted or given other targets",
			Got:      fmt.Sprintf("one of %d parts", len(d.members())),
			Fix:      "do this to each part, then nnlib.Zip(…), WithTargets(…) or Weighted(…)",
		})
	}
}

// examples are the data set as a model is run on it.
func (d *Dataset) examples() spec.Examples {
	var e spec.Examples
	for _, input := range d.inputs() {
		e.Inputs = append(e.Inputs, input.wire())
	}
	if d.hasTargets() {
		for _, answer := range d.answers() {
			e.Targets = append(e.Targets, answer.wire())
		}
	}
	if d.weights != nil {
		weights := d.weights.wire()
		e.Weights = &weights
	}
	return e
}
