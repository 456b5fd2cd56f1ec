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
	group := c.groups(shape)
	scale := make([]float32, len(w)) // by group; first Σ w²
	for i, value := range w {
		scale[group[i]] += value * value
	}
	for i, square := range scale {
		norm := math.Sqrt(float64(square))
		wanted := c.rate*min(max(norm, c.least), c.most) + (1-c.rate)*norm
		scale[i] = float32(wanted / (epsilon + norm))
	}
	for i := range w {
		w[i] *= scale[group[i]]
	}
}

// groups numbers for each value the others whose norm it is part of: those at the
// same place on the axes that are not summed over.
func (c norms) groups(shape []int) []int {
	var summed []int
	for _, axis := range c.axes {
		summed = append(summed, (axis+len(shape))%len(shape))
	}
	group := []int{0}
	for axis, size := range shape {
		next := make([]int, 0, len(group)*size)
		for _, g := range group {
			for i := range size {
				if slices.Contains(summed, axis) {
					next = append(next, g)
				} else {
					next = append(next, g*size+i)
				}
			}
		}
		group = next
	}
	return group
}
