package exec

import (
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// Crossentropies that leave out what the model is already sure of.
//
// Source: Keras 3, keras/src/losses/losses.py.
func init() {
	fits[spec.CategoricalFocalCrossentropy] = fitsAlpha
	losses[spec.CategoricalFocalCrossentropy] = categoricalFocal
	metrics[spec.CategoricalFocalCrossentropy] = perRow(categoricalFocal)
	losses[spec.CategoricalGeneralizedCrossEntropy] = generalizedCrossentropy
	metrics[spec.CategoricalGeneralizedCrossEntropy] = perRow(generalizedCrossentropy)
}

// binaryFocal is the crossentropy times (1 - q)^gamma, q being the probability
// of what came true.
func binaryFocal(o spec.Object, y, p *Node) *Node {
	y = smoothed(o, y, 0.5)
	if o.Param("from_logits") != 0 {
		p = graph.Sigmoid(p)
	}
	entropy := probabilityCrossentropy(y, p)
	q := graph.Add(graph.Mul(y, p), graph.Mul(graph.OneMinus(y), graph.OneMinus(p)))
	focal := graph.Mul(power(graph.OneMinus(q), o.Param("gamma")), entropy)
	if o.Param("apply_class_balancing") != 0 {
		alpha := o.Param("alpha")
		focal = graph.Mul(graph.Add(graph.MulScalar(y, alpha), graph.MulScalar(graph.OneMinus(y), 1-alpha)), focal)
	}
	return focal
}

// categoricalFocal is -Σ alpha · (1 - p)^gamma · y · log p over the classes.
func categoricalFocal(o spec.Object, out outcome) *Node {
	p, y := out.prediction, aligned(out)
	y = smoothed(o, y, 1/float64(p.Shape().Dim(-1)))
	if o.Param("from_logits") != 0 {
		p = softmax(p)
	}
	p = within(graph.Div(p, graph.ReduceAndKeep(p, graph.ReduceSum, -1)), epsilon, 1-epsilon)
	focal := graph.Mul(power(graph.OneMinus(p), o.Param("gamma")), graph.Mul(y, graph.Log(p)))
	switch alpha := o.Params.List("alpha"); len(alpha) {
	case 1:
		focal = graph.MulScalar(focal, alpha[0])
	default:
		last := make([]int, p.Rank())
		for i := range last {
			last[i] = 1
		}
		last[p.Rank()-1] = len(alpha)
		focal = graph.Mul(focal, graph.Reshape(row(p, alpha), last...))
	}
	return graph.Neg(rowMean(graph.ReduceSum(focal, -1)))
}

// generalizedCrossentropy is (1 - p^q) / q, p being the right class' probability.
func generalizedCrossentropy(o spec.Object, out outcome) *Node {
	target := graph.OneHot(classes(out), out.prediction.Shape().Dim(-1), dtypes.Float32)
	p, q := graph.ReduceSum(graph.Mul(out.prediction, target), -1), o.Param("q")
	return rowMean(graph.DivScalar(graph.OneMinus(power(p, q)), q))
}

// power is xᵃ for a constant a. GoMLX' has no derivative at x = 0 for a = 0.
func power(x *Node, a float64) *Node {
	switch a {
	case 0:
		return constant(x, 1)
	case 1:
		return x
	case 2:
		return graph.Square(x)
	}
	return graph.Pow(x, constant(x, a))
}
