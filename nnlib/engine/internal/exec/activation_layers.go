package exec

import (
	"slices"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	registerLayer(func(s *scope, c *spec.Activation, in []*Node) *Node { return s.activate(c.Activation, in[0]) })
	registerLayer(func(_ *scope, c *spec.LeakyReLULayer, in []*Node) *Node { return leakyReLU(in[0], c.NegativeSlope) })
	registerLayer(func(_ *scope, c *spec.ELULayer, in []*Node) *Node { return elu(in[0], c.Alpha) })
	registerLayer(reluLayer)
	registerLayer(prelu)
	registerLayer(softmaxLayer)
}

// reluLayer is relu, cut off at a largest value and beginning at a threshold, plus a
// straight line below that. Its slope at each corner is Keras', which depends on
// the other settings.
func reluLayer(_ *scope, c *spec.ReLULayer, in []*Node) *Node {
	x := in[0]
	if c.NegativeSlope != 0 && c.MaxValue == nil && c.Threshold == 0 {
		return leakyReLU(x, c.NegativeSlope)
	}
	var y *Node
	switch {
	case c.Threshold != 0:
		y = above(x, c.Threshold, 0)
	case c.MaxValue != nil && *c.MaxValue == 6:
		y = relu6(x)
	default:
		y = relu(x)
	}
	if c.MaxValue != nil && (c.Threshold != 0 || *c.MaxValue != 6) {
		y = clipped(y, 0, *c.MaxValue)
	}
	if c.NegativeSlope == 0 {
		return y
	}
	below := relu(graph.AddScalar(graph.Neg(x), c.Threshold))
	return graph.Sub(y, graph.MulScalar(below, c.NegativeSlope))
}

// prelu is relu(x) - alpha·relu(-x), alpha lying along the axes that it is not
// shared along.
func prelu(s *scope, _ *spec.PReLU, in []*Node) *Node {
	x := in[0]
	below := graph.Mul(relu(graph.Neg(x)), graph.InsertAxes(s.weights[0], 0))
	return graph.Sub(relu(x), below)
}

// softmaxLayer is a softmax along any axis; the loss knows how to use one along
// the last.
func softmaxLayer(s *scope, c *spec.SoftmaxLayer, in []*Node) *Node {
	x := in[0]
	if mask := s.softmaxMask(c, x); mask != nil {
		y := softmaxOver(graph.Where(mask, x, constant(x, -1e9)), c.Axis)
		return graph.Where(mask, y, graph.ZerosLike(y))
	}
	y := softmaxOver(x, c.Axis)
	if c.Axis == -1 || c.Axis == x.Rank()-1 {
		s.logits[y] = x
	}
	return y
}

// softmaxMask says which of x' values get no share, where the mask tells them apart
// along the softmax's axis; elsewhere it is nil. Keras refuses masks of fewer axes
// than x.
func (s *scope) softmaxMask(c *spec.SoftmaxLayer, x *Node) *Node {
	mask, dims := s.inputMask(0), x.Shape().Dimensions
	axis := (c.Axis + len(dims)) % len(dims)
	if mask == nil || axis >= mask.Rank() || !slices.Equal(mask.Shape().Dimensions, dims[:mask.Rank()]) {
		return nil
	}
	return graph.BroadcastToDims(trailing(mask, len(dims)), dims...)
}
