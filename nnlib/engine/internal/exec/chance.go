package exec

import (
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
)

// chance is where a training step's random numbers come from: the epoch's seed
// and the step's number. A number follows from these, the layer's place, the draw
// and the value's position by hashing, so there is no generator whose state would
// have to be kept, and both backends draw the same.
type chance struct{ seed, step *Node } // uint32 scalars

// bits returns n random values of uint32, other ones at each call.
func (s *scope) bits(n int) *Node {
	g := s.chance.seed.Graph()
	constant := func(value uint32) *Node { return graph.Scalar(g, dtypes.Uint32, value) }
	place := constant(s.nextPlace())
	key := scramble(graph.Add(s.chance.seed, scramble(graph.Add(s.chance.step, place))))
	position := graph.Iota(g, shapes.Make(dtypes.Uint32, n), 0)
	return scramble(graph.Add(graph.Mul(position, constant(0x9e3779b9)), key))
}

// nextPlace is a number of its own for each draw in a network.
func (s *scope) nextPlace() uint32 {
	s.draws++
	return (s.place+uint32(s.node))*0x85ebca6b + uint32(s.draws)*0xc2b2ae35
}

// uniform returns random numbers from 0 to below 1, in steps of 2⁻²⁴.
func (s *scope) uniform(dims ...int) *Node {
	shape := float32s(dims...)
	bits := s.bits(shape.Size())
	kept := graph.BitwiseShiftRightLogical(bits, graph.Scalar(bits.Graph(), dtypes.Uint32, 8))
	return graph.MulScalar(graph.Reshape(graph.ConvertDType(kept, dtypes.Float32), dims...), 1.0/(1<<24))
}

// scramble hashes 32 bits: every bit of the result hangs on every bit of h.
func scramble(h *Node) *Node {
	constant := func(value uint32) *Node { return graph.Scalar(h.Graph(), dtypes.Uint32, value) }
	fold := func(bits uint32) {
		h = graph.BitwiseXor(h, graph.BitwiseShiftRightLogical(h, constant(bits)))
	}
	fold(16)
	h = graph.Mul(h, constant(0x7feb352d))
	fold(15)
	h = graph.Mul(h, constant(0x846ca68b))
	fold(16)
	return h
}

// seed32 folds a seed into the 32 bits that the hash takes.
func seed32(seed uint64) uint32 { return uint32(seed) ^ uint32(seed>>32)*0x9e3779b9 }
