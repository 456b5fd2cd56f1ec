package spec

import (
	"fmt"

	"nnbook/nnlib/internal/fault"
)

func init() { register(func() Config { return new(Attention) }) }

// Attention lets each step of a query look at all steps of a value, by how well
// query and key fit, without kernels. Its inputs are query, value and, where it is
// another than value, key.
type Attention struct {
	UseScale      bool    `json:"use_scale"`  // how well is multiplied with a weight
	ScoreMode     string  `json:"score_mode"` // ScoreDot or ScoreConcat
	Dropout       float64 `json:"dropout"`    // of what is looked at
	UseCausalMask bool    `json:"use_causal_mask"`
}

// How well a query and a key fit.
const (
	ScoreDot    = "dot"    // query · key
	ScoreConcat = "concat" // a weight · Σ tanh(query + key)
)

func (*Attention) Class() string { return "Attention" }

func (*Attention) arity() (least, most int) { return 2, 3 }

func (c *Attention) OutputShape(inputs []Shape) (Shape, error) {
	query, value, key, err := attentionShapes(inputs)
	if err != nil {
		return nil, err
	}
	if query[1] != key[1] {
		return nil, &fault.Error{
			Expected: "query and key of as many features",
			Got:      fmt.Sprintf("%d and %d, shapes %v and %v", query[1], key[1], query, key),
			Fix:      "nnlib.MultiHeadAttention(…), which has kernels, or nnlib.Dense(…) before this layer",
		}
	}
	if c.ScoreMode != ScoreDot && c.ScoreMode != ScoreConcat {
		return nil, &fault.Error{Expected: "a score by product or by sum", Got: fmt.Sprintf("%q", c.ScoreMode), Fix: "nnlib.Attention(nnlib.ConcatScore())"}
	}
	return Shape{query[0], value[1]}, nil
}

func (c *Attention) Weights([]Shape) []Weight {
	var weights []Weight
	if c.UseScale {
		weights = append(weights, Weight{Name: "scale", Shape: []int{}, Initializer: Object{Class: Ones}, Trainable: true})
	}
	if c.ScoreMode == ScoreConcat {
		weights = append(weights, Weight{Name: "concat_score_weight", Shape: []int{}, Initializer: Object{Class: Ones}, Trainable: true})
	}
	return weights
}

// attentionShapes are those of query, value and key.
func attentionShapes(inputs []Shape) (query, value, key Shape, err error) {
	if n := len(inputs); n < 2 || n > 3 {
		return nil, nil, nil, &fault.Error{
			Expected: "query and value, or query, value and key",
			Got:      fmt.Sprintf("%d inputs", n),
			Fix:      "Call(x, x), for steps that look at one another",
		}
	}
	query, value, key = inputs[0], inputs[1], inputs[len(inputs)-1]
	for _, shape := range inputs {
		if len(shape) != 2 {
			return nil, nil, nil, &fault.Error{
				Expected: "rows of steps with features, as of shape (None, 28, 28)",
				Got:      "shape " + shape.String(),
				Fix:      "nnlib.Embedding(…), or a recurrent layer with nnlib.ReturnSequences(), before it",
			}
		}
	}
	if value[0] != key[0] {
		return nil, nil, nil, &fault.Error{
			Expected: "a key for each value",
			Got:      fmt.Sprintf("%d values and %d keys, shapes %v and %v", value[0], key[0], value, key),
			Fix:      "as many steps in the key as in the value",
		}
	}
	return query, value, key, nil
}
