package exec

import (
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// The loss of embeddings, compared with each other.
//
// Source: Keras 3, keras/src/losses/losses.py.
func init() {
	losses[spec.Circle] = circle
	metrics[spec.Circle], fits[spec.Circle] = perRow(circle), fitsFlat
}

// circle draws a batch's embeddings of one class together, and those of two
// apart. Its mean is over the rows that have a loss.
func circle(o spec.Object, out outcome) *Node {
	p, there := out.prediction, out.present()
	gamma, margin := o.Param("gamma"), o.Param("margin")
	distance := positive(graph.OneMinus(graph.DotGeneral(p, []int{1}, nil, p, []int{1}, nil)))

	near, far := pairs(out, o.Param("remove_diagonal") != 0)
	weightNear := positive(graph.AddScalar(distance, margin))
	weightFar := positive(graph.AddScalar(graph.Neg(distance), 1+margin))
	pull := graph.MulScalar(graph.Mul(weightNear, graph.AddScalar(distance, -margin)), gamma)
	push := graph.MulScalar(graph.Mul(weightFar, graph.AddScalar(graph.Neg(distance), 1-margin)), gamma)
	loss := softplus(graph.Add(logSumExp(pull, near), logSumExp(push, far)))

	counts := graph.Mul(there, truth(graph.GreaterThan(loss, number(loss, 0))))
	share := graph.Div(graph.ReduceAllSum(there), atLeast(graph.ReduceAllSum(counts), 1))
	return graph.Mul(loss, graph.StopGradient(share))
}

// pairs tells which rows, [batch, batch], are of one class and which of two.
func pairs(out outcome, others bool) (same, different *Node) {
	batch := out.prediction.Shape().Dimensions[0]
	y, there := graph.Reshape(graph.ConvertDType(out.targets, dtypes.Int32), batch), graph.GreaterThan(out.present(), number(out.prediction, 0))
	across := func(x *Node) *Node { return graph.BroadcastToDims(graph.Reshape(x, 1, batch), batch, batch) }
	equal := graph.Equal(graph.BroadcastToDims(graph.Reshape(y, batch, 1), batch, batch), across(y))
	same = graph.LogicalAnd(equal, across(there))
	different = graph.LogicalAnd(graph.LogicalNot(equal), across(there))
	if others {
		itself := graph.Diagonal(out.prediction.Graph(), batch)
		same = graph.LogicalAnd(same, graph.LogicalNot(graph.ConvertDType(itself, dtypes.Bool)))
	}
	return same, different
}

// logSumExp is log Σ eˣ over the chosen values of each row; of none it is far
// below any other.
func logSumExp(x, chosen *Node) *Node {
	const nothing = -1e30
	x = graph.Where(chosen, x, constant(x, nothing))
	most := peak(x)
	sum := graph.ReduceSum(graph.Where(chosen, graph.Exp(graph.Sub(x, most)), graph.ZerosLike(x)), -1)
	return graph.Add(graph.Reshape(most, -1), graph.Log(atLeast(sum, 1e-30)))
}
