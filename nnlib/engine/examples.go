package engine

import (
	"fmt"
	"reflect"

	"nnbook/nnlib/engine/internal/exec"
	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// examples are what a model is run on, with their content at hand.
type examples struct {
	inputs, targets []rows
	weights         []float32 // what each row counts; nil for 1
}

// examples finds the content of examples for a model of so many outputs.
func (e *Engine) examples(c *call, declared spec.Examples, outputs int) (examples, error) {
	if err := declared.Validate(); err != nil {
		return examples{}, err
	}
	var found examples
	var seen []spec.Dataset
	var known []rows
	get := func(d spec.Dataset) (rows, error) { // once for what several columns share
		for i := range seen {
			if reflect.DeepEqual(seen[i], d) {
				return known[i], nil
			}
		}
		r, err := e.rows(c, d)
		seen, known = append(seen, d), append(known, r)
		return r, err
	}
	var err error
	if found.inputs, err = each(declared.Inputs, get); err != nil {
		return examples{}, err
	}
	if found.targets, err = each(declared.Targets, get); err != nil {
		return examples{}, err
	}
	for len(found.targets) == 1 && len(found.targets) < outputs {
		for range outputs - 1 {
			found.targets = append(found.targets, found.targets[0])
		}
	}
	if declared.Weights == nil {
		return found, nil
	}
	weights, err := get(*declared.Weights)
	if err == nil {
		found.weights, err = weights.counts(c.who)
	}
	return found, err
}

func each(sets []spec.Dataset, get func(spec.Dataset) (rows, error)) ([]rows, error) {
	var all []rows
	for _, d := range sets {
		r, err := get(d)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

// counts are what rows count, from their only feature.
func (r rows) counts(who string) ([]float32, error) {
	if width := spec.Shape(r.x.Shape[1:]).Size(); width != 1 {
		return nil, fmt.Errorf("%s: %d weights a row", who, width)
	}
	weights := make([]float32, len(r.list))
	for i, row := range r.list {
		weights[i] = r.x.Float32(int(row)) * r.factor
		if !(weights[i] >= 0) || !finite(float64(weights[i])) {
			return nil, &fault.Error{Who: who, Expected: "weights of 0 or more", Got: fmt.Sprintf("%v for row %d", weights[i], i), Fix: "Weighted(weights), 1 for a row that counts as it is"}
		}
	}
	return weights, nil
}

func (x examples) len() int {
	if len(x.inputs) == 0 {
		return 0
	}
	return len(x.inputs[0].list)
}

// take returns the rows from one position to another.
func (x examples) take(from, to int) examples {
	cut := func(all []rows) []rows {
		var part []rows
		for _, r := range all {
			r.list = r.list[from:to]
			part = append(part, r)
		}
		return part
	}
	x.inputs, x.targets = cut(x.inputs), cut(x.targets)
	if x.weights != nil {
		x.weights = x.weights[from:to]
	}
	return x
}

// weigh makes the rows of each class count so much more. The classes are those of
// the only output.
func (x examples) weigh(who string, classes map[int]float64) (examples, error) {
	if len(classes) == 0 {
		return x, nil
	}
	if len(x.targets) != 1 || x.targets[0].y.DType != "int32" {
		return x, &fault.Error{
			Who: who, Expected: "class numbers as the targets of a single output, for ClassWeights", Got: "others",
			Fix: "data.Weighted(weights), with a weight for each row",
		}
	}
	targets, weights := x.targets[0], make([]float32, x.len())
	for i, row := range targets.list {
		weights[i] = 1
		if x.weights != nil {
			weights[i] = x.weights[i]
		}
		if factor, ok := classes[int(targets.y.Int32(int(row)))]; ok {
			weights[i] *= float32(factor)
		}
	}
	x.weights = weights
	return x, nil
}

// data is what the backend computes with.
func (x examples) data() exec.Data {
	data := exec.Data{Weights: x.weights}
	for _, r := range x.inputs {
		data.X = append(data.X, exec.Column{Key: r.id + "/x", Array: r.x, Factor: r.factor, Rows: r.list})
	}
	for _, r := range x.targets {
		data.Y = append(data.Y, exec.Column{Key: r.id + "/y", Array: r.y, Rows: r.list})
	}
	return data
}
