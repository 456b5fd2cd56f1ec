package exec

import (
	"math"
	"slices"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() { registerLayer(multiHeadAttention) }

// multiHeadAttention is, for each head, softmax(query · key / √size) · value, of
// inputs that are multiplied with the head's own kernels first. What the heads
// give is multiplied once more and added up.
func multiHeadAttention(s *scope, config *spec.MultiHeadAttention, inputs []*Node) *Node {
	value, key := inputs[1], inputs[len(inputs)-1]
	parts := s.attentionWeights(config.UseBias)
	q := project(inputs[0], parts[0], 1) // [batch, steps, heads, size]
	k := project(key, parts[1], 1)
	v := project(value, parts[2], 1)
	q = graph.MulScalar(q, 1/math.Sqrt(float64(config.KeyDim)))
	scores := graph.Einsum("btnh,bsnh->bnts", q, k)
	mask := s.headsMask(config, inputs, scores)
	if mask != nil {
		scores = graph.Where(mask, scores, constant(scores, -1e9))
	}
	shares := softmax(scores)
	if mask != nil && config.Dropout > 0 { // as in Keras, where a step may look at nothing
		shares = graph.Where(mask, shares, graph.ZerosLike(shares))
	}
	shares = dropout(s, &spec.Dropout{Rate: config.Dropout}, []*Node{shares})
	return project(graph.Einsum("bnts,bsnh->btnh", shares, v), parts[3], 2)
}

// attentionWeights are kernel and bias, where there is one, for query, key, value
// and output.
func (s *scope) attentionWeights(bias bool) [][]*Node {
	each := 1
	if bias {
		each = 2
	}
	return slices.Collect(slices.Chunk(s.weights, each))
}

// project multiplies x over its last axes with a kernel's first, and adds the bias.
func project(x *Node, weights []*Node, axes int) *Node {
	kernel := weights[0]
	var left, right []int
	for i := range axes {
		left, right = append(left, x.Rank()-axes+i), append(right, i)
	}
	y := graph.DotGeneral(x, left, nil, kernel, right, nil)
	if len(weights) > 1 {
		y = graph.Add(y, graph.ExpandLeftToRank(weights[1], y.Rank()))
	}
	return y
}

// headsMask says which step may look at which, as the scores [batch, heads, query,
// value] need it; nil for each at all.
func (s *scope) headsMask(config *spec.MultiHeadAttention, inputs []*Node, scores *Node) *Node {
	dims := scores.Shape().Dimensions
	sight := sight{dims: []int{dims[0], dims[2], dims[3]}}
	sight.limit(s.inputMask(0), -1)
	for i := 1; i < len(inputs); i++ {
		sight.limit(s.inputMask(i), 1)
	}
	if config.UseCausalMask {
		sight.back(scores)
	}
	if sight.mask == nil {
		return nil
	}
	return graph.BroadcastToDims(graph.InsertAxes(sight.mask, 1), dims...)
}
