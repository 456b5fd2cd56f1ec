package exec

import "nnbook/nnlib/internal/spec"

// optimizer changes weights by their gradients, as a graph for XLA and in place
// for the go backend. Both follow Keras' formulas.
type optimizer interface {
	// slots counts the arrays kept beside each weight.
	slots() int
	// pace turns the learning rate and the step's number, from 1, into the
	// number that update takes.
	pace(rate, step *Node) *Node
	// update returns the new weight and slots.
	update(pace, weight, gradient *Node, slots []*Node) (*Node, []*Node)
	// hostPace and hostUpdate do the same in memory.
	hostPace(rate float64, step int64) float32
	hostUpdate(pace float32, weight, gradient []float32, slots [][]float32)
}

var optimizers = map[string]func(spec.Object) optimizer{}
