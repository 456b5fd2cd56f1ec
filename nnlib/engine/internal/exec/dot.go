package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() { registerLayer(dotLayer) }

// dotLayer adds up products along an axis of each input, row by row.
//
// Source: Keras 3, keras/src/layers/merging/dot.py.
func dotLayer(_ *scope, config *spec.Dot, inputs []*Node) *Node {
	rows := []spec.Shape{inputs[0].Shape().Dimensions[1:], inputs[1].Shape().Dimensions[1:]}
	first, second, err := config.RowAxes(rows)
	if err != nil {
		panic(err) // the declaration was checked
	}
	a, b := inputs[0], inputs[1]
	if config.Normalize {
		a, b = unit(a, []int{first + 1}, 1e-6), unit(b, []int{second + 1}, 1e-6)
	}
	y := graph.DotGeneral(a, []int{first + 1}, []int{0}, b, []int{second + 1}, []int{0})
	if y.Rank() == 1 {
		y = graph.InsertAxes(y, -1)
	}
	return y
}
