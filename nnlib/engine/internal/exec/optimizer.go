package exec

import (
	"math"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// optimizer changes weights by their gradients, as a graph for XLA and in place
// for the go backend. Both follow Keras' formulas.
type optimizer interface {
	// slots has a value for each array kept beside a weight: what it starts with.
	slots() []float32
	// pace turns the learning rate and the step's number, from 1, into the
	// numbers that update takes.
	pace(rate, step *Node) []*Node
	// update returns the new weight and slots.
	update(pace []*Node, weight, gradient *Node, slots []*Node) (*Node, []*Node)
	// hostPace and hostUpdate do the same in memory.
	hostPace(rate float64, step int64) []float32
	hostUpdate(pace []float32, weight, gradient []float32, slots [][]float32)
}

var optimizers = map[string]func(spec.Object) optimizer{}

// steady is the pace of optimizers that always step by the learning rate.
type steady struct{}

func (steady) pace(rate, _ *Node) []*Node               { return []*Node{rate} }
func (steady) hostPace(rate float64, _ int64) []float32 { return []float32{float32(rate)} }

// warmth is 1-βᵗ, how far a mean that starts at 0 has come, with β rounded as
// Keras does.
func warmth(beta float64, step *Node) *Node {
	t := graph.ConvertDType(step, dtypes.Float32)
	return graph.Neg(graph.Expm1(graph.MulScalar(t, math.Log(float64(float32(beta))))))
}

func hostWarmth(beta float64, step int64) float64 {
	return -math.Expm1(float64(step) * math.Log(float64(float32(beta))))
}

// toward moves a mean by a share towards x.
func toward(mean, x *Node, share float64) *Node {
	return graph.Add(mean, graph.MulScalar(graph.Sub(x, mean), share))
}

// faded is rho of a mean, and the rest of x.
func faded(mean, x *Node, rho float64) *Node {
	return graph.Add(graph.MulScalar(mean, rho), graph.MulScalar(x, 1-rho))
}

// root is √(x+ε).
func root(x *Node, epsilon float64) *Node { return graph.Sqrt(graph.AddScalar(x, epsilon)) }

func hostRoot(x float32) float32 { return float32(math.Sqrt(float64(x))) }
