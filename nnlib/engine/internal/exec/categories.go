package exec

import (
	"slices"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// Layers that make numbers of categories, or zeros and ones of these. Categories
// are float32 as all that flows between layers.

func init() {
	registerLayer(func(_ *scope, c *spec.CategoryEncoding, in []*Node) *Node {
		return encode(c.OutputMode, in[0], c.NumTokens)
	})
	registerLayer(func(_ *scope, c *spec.Discretization, in []*Node) *Node {
		return encode(c.OutputMode, bins(in[0], c.BinBoundaries), len(c.BinBoundaries)+1)
	})
	registerLayer(func(_ *scope, c *spec.IntegerLookup, in []*Node) *Node {
		return encode(c.OutputMode, lookup(c, in[0]), c.Unknown()+1+len(c.Vocabulary))
	})
}

// encode writes categories, of which there are so many, as zeros and ones. Others
// are zeros only.
func encode(mode string, x *Node, categories int) *Node {
	dims := x.Shape().Dimensions
	switch {
	case mode == spec.AsInt:
		return x
	case len(dims) == 1:
		x = graph.InsertAxes(x, -1)
	case mode == spec.AsOneHot && dims[len(dims)-1] != 1:
		x = graph.InsertAxes(x, -1)
	}
	if mode == spec.AsOneHot { // along the last axis, whose size is 1
		return asNumbers(graph.Equal(stretched(x, categories), upTo(x, categories)))
	}
	x = graph.InsertAxes(x, -1)
	each := asNumbers(graph.Equal(stretched(x, categories), upTo(x, categories)))
	if mode == spec.AsCount {
		return graph.ReduceSum(each, 1)
	}
	return graph.ReduceMax(each, 1)
}

// stretched repeats a last axis of size 1.
func stretched(x *Node, size int) *Node {
	dims := slices.Clone(x.Shape().Dimensions)
	dims[len(dims)-1] = size
	return graph.BroadcastToDims(x, dims...)
}

// upTo counts along the last axis from 0 to below size, in the shape of stretched.
func upTo(x *Node, size int) *Node {
	dims := slices.Clone(x.Shape().Dimensions)
	dims[len(dims)-1] = size
	return graph.Iota(x.Graph(), float32s(dims...), -1)
}

// bins counts the boundaries that are no larger than each value.
func bins(x *Node, boundaries []float64) *Node {
	if len(boundaries) == 0 {
		return graph.ZerosLike(x)
	}
	values, each := table(x, boundaries)
	return graph.ReduceSum(asNumbers(graph.GreaterOrEqual(each, values)), -1)
}

// lookup is each number's place in the vocabulary.
func lookup(config *spec.IntegerLookup, x *Node) *Node {
	unknown, keys, beyond := config.Unknown(), []float64{}, []float32{} // how much further a place is than that of unknown numbers
	for i, number := range config.Vocabulary {
		keys, beyond = append(keys, float64(number)), append(beyond, float32(1+i))
	}
	if config.MaskToken != nil {
		keys, beyond = append(keys, float64(*config.MaskToken)), append(beyond, -1)
	}
	if len(keys) == 0 {
		return constant(x, float64(unknown))
	}
	values, each := table(x, keys)
	further := graph.Mul(asNumbers(graph.Equal(each, values)), lastAxis(each, beyond))
	return graph.AddScalar(graph.ReduceSum(further, -1), float64(unknown))
}

// table lays numbers out along a new last axis, and x beside each of them.
func table(x *Node, numbers []float64) (values, each *Node) {
	floats := make([]float32, len(numbers))
	for i, number := range numbers {
		floats[i] = float32(number)
	}
	each = stretched(graph.InsertAxes(x, -1), len(numbers))
	return lastAxis(each, floats), each
}

// lastAxis repeats numbers along the last axis of a shape.
func lastAxis(like *Node, numbers []float32) *Node {
	dims := slices.Repeat([]int{1}, like.Rank())
	dims[len(dims)-1] = len(numbers)
	constants := graph.Reshape(graph.Const(like.Graph(), numbers), dims...)
	return graph.BroadcastToDims(constants, like.Shape().Dimensions...)
}
