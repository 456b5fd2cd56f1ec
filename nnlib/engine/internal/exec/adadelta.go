package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	optimizers[spec.Adadelta] = func(o spec.Object) optimizer {
		return &adadelta{rho: o.Param("rho"), epsilon: o.Param("epsilon")}
	}
}

// adadelta keeps running means of the squares of gradients and of steps, whose
// ratio is the size of the next step.
//
// Source: Keras 3, keras/src/optimizers/adadelta.py.
type adadelta struct {
	steady
	rho, epsilon float64
}

func (*adadelta) slots() []float32 { return []float32{0, 0} }

func (a *adadelta) update(pace []*Node, weight, gradient *Node, slots []*Node) (*Node, []*Node) {
	gradients := faded(slots[0], graph.Square(gradient), a.rho)
	step := graph.Div(graph.Mul(root(slots[1], a.epsilon), gradient), root(gradients, a.epsilon))
	steps := faded(slots[1], graph.Square(step), a.rho)
	return graph.Sub(weight, graph.Mul(step, pace[0])), []*Node{gradients, steps}
}

func (a *adadelta) hostUpdate(pace []float32, weight, gradient []float32, slots [][]float32) {
	gradients, steps := slots[0], slots[1]
	rho, rest, epsilon := float32(a.rho), float32(1-a.rho), float32(a.epsilon)
	for i, g := range gradient {
		gradients[i] = rho*gradients[i] + rest*(g*g)
		step := hostRoot(steps[i]+epsilon) * g / hostRoot(gradients[i]+epsilon)
		steps[i] = rho*steps[i] + rest*(step*step)
		weight[i] -= pace[0] * step
	}
}
