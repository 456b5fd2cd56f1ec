package exec

import (
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() { registerLayer(dropout) }

// dropping is where a training step's random masks come from: the epoch's seed
// and the step's number. A mask follows from these, the layer's place and the
// value's position by hashing, so there is no generator whose state would have
// to be kept, and both backends drop the same values.
type dropping struct{ seed, step *Node } // uint32 scalars

// dropout zeroes a share of the values and scales the others up.
func dropout(s *scope, config *spec.Dropout, inputs []*Node) *Node {
	x := inputs[0]
	if s.dropout == nil || config.Rate == 0 {
		return x
	}
	g := x.Graph()
	constant := func(value uint32) *Node { return graph.Scalar(g, dtypes.Uint32, value) }
	key := scramble(graph.Add(s.dropout.seed, scramble(graph.Add(s.dropout.step, constant(uint32(s.node)<<24)))))
	position := graph.Iota(g, shapes.Make(dtypes.Uint32, x.Shape().Size()), 0)
	random := scramble(graph.Add(graph.Mul(position, constant(0x9e3779b9)), key))
	keep := graph.GreaterOrEqual(graph.Reshape(random, x.Shape().Dimensions...), constant(uint32(config.Rate*(1<<32))))
	scaled := graph.Mul(x, number(x, 1/(1-config.Rate)))
	return graph.Where(keep, scaled, graph.ZerosLike(x))
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
