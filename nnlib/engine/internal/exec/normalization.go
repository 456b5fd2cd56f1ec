package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	registerLayer(normalization)
	registerLayer(func(_ *scope, c *spec.Rescaling, in []*Node) *Node {
		return graph.AddScalar(graph.MulScalar(in[0], c.Scale), c.Offset)
	})
}

// normalization is (x - mean) / √variance, or with invert the way back.
func normalization(s *scope, config *spec.Normalization, inputs []*Node) *Node {
	x := inputs[0]
	axes := ownAxes(x, config.Axis...)
	var mean, variance *Node
	if len(config.Mean) == 0 {
		mean, variance = along(x, s.weights[0], axes), along(x, s.weights[1], axes)
	} else {
		mean, variance = given(x, config.Mean, axes), given(x, config.Variance, axes)
	}
	deviation := atLeast(graph.Sqrt(variance), epsilon)
	if config.Invert {
		return graph.Add(graph.Mul(x, deviation), mean)
	}
	return graph.Div(graph.Sub(x, mean), deviation)
}

// given lays numbers, or the one for all places, out along some axes.
func given(x *Node, values []float64, axes []int) *Node {
	if len(values) == 1 {
		return number(x, values[0])
	}
	floats := make([]float32, len(values))
	for i, value := range values {
		floats[i] = float32(value)
	}
	return along(x, graph.Const(x.Graph(), floats), axes)
}
