package engine

import (
	"fmt"
	"reflect"

	"nnbook/nnlib/engine/internal/exec"
	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// table is what a model is run on, with its content at hand.
type table struct {
	inputs, targets []rows
	weights         []float32 // what each row counts; nil for 1
}

// table finds the content of a table for a model of so many outputs.
func (e *Engine) table(c *call, t spec.Table, outputs int) (table, error) {
	if err := t.Validate(); err != nil {
		return table{}, err
	}
	var found table
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
	if found.inputs, err = each(t.Inputs, get); err != nil {
		return table{}, err
	}
	if found.targets, err = each(t.Targets, get); err != nil {
		return table{}, err
	}
	for len(found.targets) == 1 && len(found.targets) < outputs {
		for range outputs - 1 {
			found.targets = append(found.targets, found.targets[0])
		}
	}
	if t.Weights == nil {
		return found, nil
	}
	weights, err := get(*t.Weights)
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

func (t table) len() int {
	if len(t.inputs) == 0 {
		return 0
	}
	return len(t.inputs[0].list)
}

// take returns the rows from one position to another.
func (t table) take(from, to int) table {
	cut := func(all []rows) []rows {
		var part []rows
		for _, r := range all {
			r.list = r.list[from:to]
			part = append(part, r)
		}
		return part
	}
	t.inputs, t.targets = cut(t.inputs), cut(t.targets)
	if t.weights != nil {
		t.weights = t.weights[from:to]
	}
	return t
}

// weigh makes the rows of each class count so much more. The classes are those of
// the only output.
func (t table) weigh(who string, classes map[int]float64) (table, error) {
	if len(classes) == 0 {
		return t, nil
	}
	if len(t.targets) != 1 || t.targets[0].y.DType != "int32" {
		return t, &fault.Error{
			Who: who, Expected: "class numbers as the targets of a single output, for ClassWeights", Got: "others",
			Fix: "data.Weighted(weights), with a weight for each row",
		}
	}
	targets, weights := t.targets[0], make([]float32, t.len())
	for i, row := range targets.list {
		weights[i] = 1
		if t.weights != nil {
			weights[i] = t.weights[i]
		}
		if factor, ok := classes[int(targets.y.Int32(int(row)))]; ok {
			weights[i] *= float32(factor)
		}
	}
	t.weights = weights
	return t, nil
}

// data is what the backend computes with.
func (t table) data() exec.Data {
	data := exec.Data{Weights: t.weights}
	for _, r := range t.inputs {
		data.X = append(data.X, exec.Column{Key: r.id + "/x", Array: r.x, Factor: r.factor, Rows: r.list})
	}
	for _, r := range t.targets {
		data.Y = append(data.Y, exec.Column{Key: r.id + "/y", Array: r.y, Rows: r.list})
	}
	return data
}
