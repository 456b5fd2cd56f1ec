package exec

import (
	"testing"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// affineCode is a layer that scales and shifts, as a program would write it.
type affineCode struct{}

func (affineCode) Arity() (least, most int) { return 1, 1 }

func (c affineCode) OutputShape(inputs []spec.Shape) (spec.Shape, error) {
	return TraceLayer(c, inputs)
}

func (affineCode) Weights(inputs []spec.Shape) []spec.Weight {
	last := []int{inputs[0][len(inputs[0])-1]}
	return []spec.Weight{
		{Name: "scale", Shape: last, Initializer: object(spec.Ones), Trainable: true},
		{Name: "shift", Shape: last, Initializer: object(spec.Zeros), Trainable: true},
	}
}

func (affineCode) Forward(s *Scope, inputs []*Node) *Node {
	x := inputs[0]
	wide := func(name string) *Node { return graph.ExpandLeftToRank(s.Weight(name), x.Rank()) }
	return graph.Add(graph.Mul(x, wide("scale")), wide("shift"))
}

func TestCustomLayer(t *testing.T) {
	checkLayer(t, &spec.Custom{Name: "Affine", Code: spec.KeepCode(affineCode{})}, spec.Shape{4, 3})
}

// The shape is that of the rows, whatever the code does between.
func TestTraceLayer(t *testing.T) {
	shape, err := TraceLayer(affineCode{}, []spec.Shape{{5, 2}})
	if err != nil || shape.String() != (spec.Shape{5, 2}).String() {
		t.Errorf("shape %v, %v", shape, err)
	}
}

func BenchmarkTraceLayer(b *testing.B) {
	for b.Loop() {
		if _, err := TraceLayer(affineCode{}, []spec.Shape{{5, 2}}); err != nil {
			b.Fatal(err)
		}
	}
}
