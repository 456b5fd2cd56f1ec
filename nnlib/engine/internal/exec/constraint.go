package exec

import (
	"fmt"
	"math"
	"slices"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// constraint changes a weight after each step of training, as a graph for XLA and
// in place for the go backend.
type constraint interface {
	on(w *Node) *Node
	onHost(w []float32, shape []int)
}

// constraintOf returns what an object stands for.
//
// Source: Keras 3, keras/src/constraints/constraints.py.
func constraintOf(o spec.Object) (constraint, error) {
	switch o.Class {
	case spec.NonNeg:
		return nonNegative{}, nil
	case spec.MaxNorm:
		return norms{0, o.Param("max_value"), 1, o.Axes()}, nil
	case spec.UnitNorm:
		return norms{1, 1, 1, o.Axes()}, nil
	case spec.MinMaxNorm:
		return norms{o.Param("min_value"), o.Param("max_value"), o.Param("rate"), o.Axes()}, nil
	}
	return nil, fmt.Errorf("unknown constraint %q", o.Class)
}

// nonNegative makes 0 of what is less.
type nonNegative struct{}

func (nonNegative) on(w *Node) *Node { return graph.Max(w, graph.ZerosLike(w)) }

func (nonNegative) onHost(w []float32, _ []int) {
	for i, value := range w {
		w[i] = max(value, 0)
	}
}

// norms scales a weight so that its norm along some axes moves by a rate to within
// two bounds.
type norms struct {
	least, most, rate float64
	axes              []int
}

func (c norms) on(w *Node) *Node {
	norm := graph.Sqrt(graph.ReduceAndKeep(graph.Square(w), graph.ReduceSum, c.axes...))
	held := graph.Min(graph.Max(norm, constant(norm, c.least)), constant(norm, c.most))
	wanted := graph.Add(graph.MulScalar(held, c.rate), graph.MulScalar(norm, 1-c.rate))
	return graph.Mul(w, graph.Div(wanted, graph.AddScalar(norm, epsilon)))
}

func (c norms) onHost(w []float32, shape []int) {
	var kept []int
	for axis := range shape {
		if !slices.Contains(c.axes, axis) && !slices.Contains(c.axes, axis-len(shape)) {
			kept = append(kept, axis)
		}
	}
	place, places := spec.Shape(shape).Places(kept)
	scale := make([]float32, places) // first Σ w²
	for i, value := range w {
		scale[place[i]] += value * value
	}
	for i, square := range scale {
		norm := math.Sqrt(float64(square))
		wanted := c.rate*min(max(norm, c.least), c.most) + (1-c.rate)*norm
		scale[i] = float32(wanted / (epsilon + norm))
	}
	for i := range w {
		w[i] *= scale[place[i]]
	}
}
