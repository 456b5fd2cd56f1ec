package exec

import (
	"math"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// epsilon is Keras' small number, which keeps divisions and logarithms finite.
const epsilon = 1e-7

// pointwise are the losses that are a row's mean of a function of target y and
// prediction p.
//
// Source: Keras 3, keras/src/losses/losses.py.
var pointwise = map[string]func(o spec.Object, y, p *Node) *Node{
	spec.MeanSquaredError:  func(_ spec.Object, y, p *Node) *Node { return graph.Square(graph.Sub(y, p)) },
	spec.MeanAbsoluteError: func(_ spec.Object, y, p *Node) *Node { return graph.Abs(graph.Sub(y, p)) },
	spec.MeanAbsolutePercentageError: func(_ spec.Object, y, p *Node) *Node {
		return graph.MulScalar(graph.Abs(graph.Div(graph.Sub(y, p), atLeast(graph.Abs(y), epsilon))), 100)
	},
	spec.MeanSquaredLogarithmicError: func(_ spec.Object, y, p *Node) *Node {
		log := func(x *Node) *Node { return graph.Log(graph.AddScalar(atLeast(x, epsilon), 1)) }
		return graph.Square(graph.Sub(log(p), log(y)))
	},
	spec.Huber:   func(o spec.Object, y, p *Node) *Node { return huber(graph.Sub(p, y), o.Param("delta")) },
	spec.LogCosh: func(_ spec.Object, y, p *Node) *Node { return logCosh(graph.Sub(p, y)) },
	spec.Poisson: func(_ spec.Object, y, p *Node) *Node {
		return graph.Sub(p, graph.Mul(y, graph.Log(graph.AddScalar(p, epsilon))))
	},
	spec.Hinge:                   func(_ spec.Object, y, p *Node) *Node { return short(y, p) },
	spec.SquaredHinge:            func(_ spec.Object, y, p *Node) *Node { return graph.Square(short(y, p)) },
	spec.BinaryCrossentropy:      binaryCrossentropy,
	spec.BinaryFocalCrossentropy: binaryFocal,
}

func init() {
	for class, f := range pointwise {
		losses[class] = func(o spec.Object, out outcome) *Node {
			return rowMean(f(o, aligned(out), out.prediction))
		}
		metrics[class] = perRow(losses[class])
	}
	metrics[spec.LogCoshError] = metrics[spec.LogCosh]
	metrics[spec.RootMeanSquaredError] = metrics[spec.MeanSquaredError].then(math.Sqrt)
}

// huber is square near zero, and from delta on goes straight.
func huber(x *Node, delta float64) *Node {
	size := graph.Abs(x)
	straight := graph.AddScalar(graph.MulScalar(size, delta), -delta*delta/2)
	return graph.Where(graph.LessOrEqual(size, number(x, delta)), graph.MulScalar(graph.Square(x), 0.5), straight)
}

// logCosh is log(cosh x), without the overflow of cosh.
func logCosh(x *Node) *Node {
	size := graph.Abs(x)
	return graph.AddScalar(graph.Add(size, graph.Log1p(graph.Exp(graph.MulScalar(size, -2)))), -math.Ln2)
}

// short is by how much y·p falls short of 1. Targets of 0 and 1 stand for -1
// and 1, where a batch has no others.
func short(y, p *Node) *Node {
	plusMinus := graph.AddScalar(graph.MulScalar(y, 2), -1)
	other := graph.ConvertDType(graph.NotEqual(graph.Square(y), y), dtypes.Float32)
	binary := graph.Equal(graph.ReduceAllSum(other), number(y, 0))
	y = graph.Where(graph.BroadcastToDims(binary, y.Shape().Dimensions...), plusMinus, y)
	return positive(graph.AddScalar(graph.Neg(graph.Mul(y, p)), 1))
}

// binaryCrossentropy is -log of the probability of what came true.
//
// Source: Keras 3, keras/src/backend/jax/nn.py.
func binaryCrossentropy(o spec.Object, y, p *Node) *Node {
	y = smoothed(o, y, 0.5)
	if o.Param("from_logits") != 0 {
		return graph.Sub(softplus(p), graph.Mul(y, p))
	}
	return probabilityCrossentropy(y, p)
}

func probabilityCrossentropy(y, p *Node) *Node {
	p = within(p, epsilon, 1-epsilon)
	rest := func(x *Node) *Node { return graph.AddScalar(graph.Neg(x), 1) }
	return graph.Neg(graph.Add(graph.Mul(y, graph.Log(p)), graph.Mul(rest(y), graph.Log(rest(p)))))
}

// softplus is log(1 + eˣ), without overflow.
func softplus(x *Node) *Node {
	return graph.Add(positive(x), graph.Log1p(graph.Exp(graph.Neg(magnitude(x)))))
}

// smoothed moves targets towards a share that all classes have alike.
func smoothed(o spec.Object, y *Node, share float64) *Node {
	smoothing := o.Param("label_smoothing")
	if smoothing == 0 {
		return y
	}
	return graph.AddScalar(graph.MulScalar(y, 1-smoothing), smoothing*share)
}
