package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() { registerLayer(attention) }

// attention is softmax(score(query, key)) · value. Steps of padding are not looked
// at, and look at nothing.
func attention(s *scope, config *spec.Attention, inputs []*Node) *Node {
	query, value, key := inputs[0], inputs[1], inputs[len(inputs)-1]
	scores := s.scores(config, query, key)
	sight := sight{dims: scores.Shape().Dimensions}
	sight.limit(s.inputMask(1), 1)
	if config.UseCausalMask {
		sight.back(query)
	}
	if sight.mask != nil {
		scores = graph.Where(sight.mask, scores, graph.AddScalar(scores, -1e9))
	}
	shares := dropout(s, &spec.Dropout{Rate: config.Dropout}, []*Node{softmax(scores)})
	y := graph.Einsum("bts,bsd->btd", shares, value)
	if mask := s.inputMask(0); mask != nil {
		y = graph.Where(mask, y, graph.ZerosLike(y))
	}
	return y
}

// scores [batch, query, key] say how well each query fits each key.
func (s *scope) scores(config *spec.Attention, query, key *Node) *Node {
	scale := s.optional(0)
	if config.ScoreMode == spec.ScoreDot {
		scores := graph.Einsum("btd,bsd->bts", query, key)
		if config.UseScale {
			scores = graph.Mul(scores, scale)
		}
		return scores
	}
	dims := []int{query.Shape().Dimensions[0], query.Shape().Dimensions[1], key.Shape().Dimensions[1], query.Shape().Dimensions[2]}
	sum := graph.Add(
		graph.BroadcastToDims(graph.InsertAxes(query, 2), dims...),
		graph.BroadcastToDims(graph.InsertAxes(key, 1), dims...))
	if config.UseScale {
		sum = graph.Mul(sum, scale)
	}
	return graph.Mul(graph.ReduceSum(graph.Tanh(sum), -1), s.weights[len(s.weights)-1])
}
