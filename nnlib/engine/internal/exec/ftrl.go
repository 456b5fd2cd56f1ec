package exec

import (
	"math"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	optimizers[spec.Ftrl] = func(o spec.Object) optimizer {
		return &ftrl{
			power: -o.Param("learning_rate_power"), start: o.Param("initial_accumulator_value"),
			l1: o.Param("l1_regularization_strength"), l2: o.Param("l2_regularization_strength"),
			shrinkage: o.Param("l2_shrinkage_regularization_strength"), beta: o.Param("beta"),
		}
	}
}

// ftrl follows the regularized leader: from the sum of the gradients' squares and
// a linear term it makes the weight that would have been the best so far. With l1
// many weights become 0.
//
// Source: Keras 3, keras/src/optimizers/ftrl.py.
type ftrl struct {
	steady
	power, start, l1, l2, shrinkage, beta float64
}

func (f *ftrl) slots() []float32 { return []float32{float32(f.start), 0} }

func (f *ftrl) update(pace []*Node, weight, gradient *Node, slots []*Node) (*Node, []*Node) {
	rate := pace[0]
	sum := graph.Add(slots[0], graph.Square(gradient))
	grown, before := f.raise(sum), f.raise(slots[0])
	shrunk := graph.Add(gradient, graph.MulScalar(weight, 2*f.shrinkage))
	step := graph.Mul(graph.Div(graph.Sub(grown, before), rate), weight)
	linear := graph.Add(slots[1], graph.Sub(shrunk, step))
	regular := graph.AddScalar(graph.Div(number(rate, f.beta), rate), 2*f.l2)
	quadratic := graph.Add(graph.Div(grown, rate), regular)
	after := graph.Div(graph.Sub(graph.ClipScalar(linear, -f.l1, f.l1), linear), quadratic)
	return after, []*Node{sum, linear}
}

func (f *ftrl) raise(sum *Node) *Node { return graph.Pow(sum, number(sum, f.power)) }

func (f *ftrl) hostUpdate(pace []float32, weight, gradient []float32, slots [][]float32) {
	rate, l1 := pace[0], float32(f.l1)
	regular, shrinkage := float32(f.beta)/rate+float32(2*f.l2), float32(2*f.shrinkage)
	raise := func(sum float32) float32 { return float32(math.Pow(float64(sum), f.power)) }
	sums, linear := slots[0], slots[1]
	for i, g := range gradient {
		before := raise(sums[i])
		sums[i] += g * g
		grown := raise(sums[i])
		linear[i] += g + shrinkage*weight[i] - (grown-before)/rate*weight[i]
		weight[i] = (min(max(linear[i], -l1), l1) - linear[i]) / (grown/rate + regular)
	}
}
