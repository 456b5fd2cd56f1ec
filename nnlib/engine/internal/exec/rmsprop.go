package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	optimizers[spec.RMSprop] = func(o spec.Object) optimizer {
		return &rmsprop{rho: o.Param("rho"), momentum: o.Param("momentum"), epsilon: o.Param("epsilon"), centered: o.Param("centered") != 0}
	}
}

// rmsprop keeps a running mean v of the gradient's square and steps by g / √v.
// With momentum a mean of the steps takes the step; centered, v is the variance
// and not the square. Its slots are in Keras' order: v, momentum, mean gradient.
//
// Source: Keras 3, keras/src/optimizers/rmsprop.py.
type rmsprop struct {
	steady
	rho, momentum, epsilon float64
	centered               bool
}

func (r *rmsprop) slots() []float32 {
	n := 1
	if r.momentum != 0 {
		n++
	}
	if r.centered {
		n++
	}
	return make([]float32, n)
}

func (r *rmsprop) update(pace []*Node, weight, gradient *Node, slots []*Node) (*Node, []*Node) {
	v := faded(slots[0], graph.Square(gradient), r.rho)
	after, spread := []*Node{v}, v
	var mean *Node
	if r.centered {
		mean = faded(slots[len(slots)-1], gradient, r.rho)
		spread = graph.Sub(v, graph.Square(mean))
	}
	move := graph.Div(graph.Mul(gradient, pace[0]), root(spread, r.epsilon))
	if r.momentum != 0 {
		move = graph.Add(graph.MulScalar(slots[1], r.momentum), move)
		after = append(after, move)
	}
	if r.centered {
		after = append(after, mean)
	}
	return graph.Sub(weight, move), after
}

func (r *rmsprop) hostUpdate(pace []float32, weight, gradient []float32, slots [][]float32) {
	rho, rest, momentum, epsilon := float32(r.rho), float32(1-r.rho), float32(r.momentum), float32(r.epsilon)
	v, moves, mean := slots[0], slots[len(slots)/2], slots[len(slots)-1] // moves and mean only where there are such
	for i, g := range gradient {
		v[i] = rho*v[i] + rest*(g*g)
		spread := v[i]
		if r.centered {
			mean[i] = rho*mean[i] + rest*g
			spread -= mean[i] * mean[i]
		}
		move := pace[0] * g / hostRoot(spread+epsilon)
		if momentum != 0 {
			move += momentum * moves[i]
			moves[i] = move
		}
		weight[i] -= move
	}
}
