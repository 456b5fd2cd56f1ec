package spec

import "cmp"

func init() { register(func() Config { return new(MultiHeadAttention) }) }

// MultiHeadAttention lets each step of a query look at all steps of a value, by
// how well query and key fit. Its inputs are query, value and, where it is
// another than value, key.
type MultiHeadAttention struct {
	NumHeads          int     `json:"num_heads"`
	KeyDim            int     `json:"key_dim"`      // of each head's query and key
	ValueDim          int     `json:"value_dim"`    // of each head's value
	OutputDim         int     `json:"output_shape"` // 0 for the query's
	Dropout           float64 `json:"dropout"`      // of what is looked at
	UseBias           bool    `json:"use_bias"`
	UseCausalMask     bool    `json:"use_causal_mask"` // no step looks ahead
	KernelInitializer Object  `json:"kernel_initializer"`
	BiasInitializer   Object  `json:"bias_initializer"`
	Bounds
}

func (*MultiHeadAttention) Class() string { return "MultiHeadAttention" }

func (*MultiHeadAttention) arity() (least, most int) { return 2, 3 }

func (c *MultiHeadAttention) OutputShape(inputs []Shape) (Shape, error) {
	query, _, _, err := attentionShapes(inputs)
	if err != nil {
		return nil, err
	}
	return Shape{query[0], cmp.Or(c.OutputDim, query[1])}, nil
}

func (c *MultiHeadAttention) Weights(inputs []Shape) []Weight {
	query, value, key := inputs[0], inputs[1], inputs[len(inputs)-1]
	var weights []Weight
	add := func(name string, kernel, bias []int) {
		weights = append(weights, Weight{Name: name + "/kernel", Shape: kernel, Initializer: c.KernelInitializer, Trainable: true})
		if c.UseBias {
			weights = append(weights, Weight{Name: name + "/bias", Shape: bias, Initializer: c.BiasInitializer, Trainable: true})
		}
	}
	out := cmp.Or(c.OutputDim, query[1])
	add("query", []int{query[1], c.NumHeads, c.KeyDim}, []int{c.NumHeads, c.KeyDim})
	add("key", []int{key[1], c.NumHeads, c.KeyDim}, []int{c.NumHeads, c.KeyDim})
	add("value", []int{value[1], c.NumHeads, c.ValueDim}, []int{c.NumHeads, c.ValueDim})
	add("attention_output", []int{c.NumHeads, c.ValueDim, out}, []int{out})
	return c.bounded(weights)
}
