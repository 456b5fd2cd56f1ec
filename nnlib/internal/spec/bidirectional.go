package spec

import (
	"fmt"
	"slices"

	"nnbook/nnlib/internal/fault"
)

func init() { register(func() Config { return new(Bidirectional) }) }

// Bidirectional runs two recurrent layers over the same steps, one forwards and
// one backwards, and merges what they give.
type Bidirectional struct {
	Layer         Layer  `json:"layer"`
	BackwardLayer Layer  `json:"backward_layer"`
	MergeMode     string `json:"merge_mode"`
}

// How Bidirectional merges its two outputs.
const (
	MergeConcat = "concat" // end to end
	MergeSum    = "sum"
	MergeMul    = "mul"
	MergeAve    = "ave" // mean
)

func (*Bidirectional) Class() string { return "Bidirectional" }

func (c *Bidirectional) Inner() []Config { return []Config{c.Layer.Config, c.BackwardLayer.Config} }

func (c *Bidirectional) validate() error { return validateInner(c) }

func (c *Bidirectional) OutputShape(inputs []Shape) (Shape, error) {
	forward, isRecurrent := c.Layer.Config.(Recurrence)
	backward, isToo := c.BackwardLayer.Config.(Recurrence)
	if !isRecurrent || !isToo {
		return nil, &fault.Error{Expected: "two recurrent layers", Got: "another kind of layer", Fix: "nnlib.Bidirectional(nnlib.LSTM(64))"}
	}
	if !slices.Contains([]string{MergeConcat, MergeSum, MergeMul, MergeAve}, c.MergeMode) {
		return nil, &fault.Error{Expected: "a way to merge", Got: fmt.Sprintf("%q", c.MergeMode), Fix: "nnlib.MergeConcat, MergeSum, MergeMul or MergeAve"}
	}
	ahead, err := forward.OutputShape(inputs)
	if err != nil {
		return nil, err
	}
	back, err := backward.OutputShape(inputs)
	if err != nil {
		return nil, err
	}
	if fits := slices.Equal(ahead, back); !fits || forward.Settings().GoBackwards == backward.Settings().GoBackwards {
		return nil, &fault.Error{
			Expected: "layers with outputs of one shape, of which one goes backwards",
			Got:      fmt.Sprintf("outputs %v and %v, backwards: %t and %t", ahead, back, forward.Settings().GoBackwards, backward.Settings().GoBackwards),
			Fix:      "nnlib.GoBackwards() for the backward layer only, and else the same settings",
		}
	}
	out := slices.Clone(ahead)
	if c.MergeMode == MergeConcat {
		out[len(out)-1] *= 2
	}
	return out, nil
}

func (c *Bidirectional) Weights(inputs []Shape) []Weight {
	var weights []Weight
	for i, layer := range c.Inner() {
		for _, w := range layer.Weights(inputs) {
			w.Name = []string{"forward_", "backward_"}[i] + Snake(layer.Class()) + "/" + w.Name
			weights = append(weights, w)
		}
	}
	return weights
}
