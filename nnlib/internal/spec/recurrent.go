package spec

import (
	"slices"

	"nnbook/nnlib/internal/fault"
)

// Recurrent is what SimpleRNN, LSTM and GRU have in common. Rows are steps of
// features.
type Recurrent struct {
	Units                int     `json:"units"`
	Activation           Object  `json:"activation"`
	UseBias              bool    `json:"use_bias"`
	KernelInitializer    Object  `json:"kernel_initializer"`
	RecurrentInitializer Object  `json:"recurrent_initializer"`
	BiasInitializer      Object  `json:"bias_initializer"`
	Dropout              float64 `json:"dropout"`           // of inputs, from 0 up to, not including, 1
	RecurrentDropout     float64 `json:"recurrent_dropout"` // of the state
	ReturnSequences      bool    `json:"return_sequences"`  // all steps' outputs, not only the last
	GoBackwards          bool    `json:"go_backwards"`      // from the last step to the first
	Bounds
}

// Recurrence is a recurrent layer's configuration.
type Recurrence interface {
	Config
	// Settings are those that all recurrent layers have.
	Settings() *Recurrent
	// Reversed is a copy that goes the other way through the steps.
	Reversed() Recurrence
}

// Settings makes the layers Recurrences.
func (c *Recurrent) Settings() *Recurrent { return c }

// OutputShape is (None, units), or (None, steps, units) for sequences.
func (c *Recurrent) OutputShape(inputs []Shape) (Shape, error) {
	in := inputs[0]
	if len(in) != 2 {
		return nil, &fault.Error{
			Expected: "rows of steps with features, as of shape (None, 28, 28)",
			Got:      "shape " + in.String(),
			Fix:      "nnlib.ReturnSequences() for the recurrent layer before it, nnlib.Embedding(…) before it, or nnlib.Input(steps, features)",
		}
	}
	if c.ReturnSequences {
		return Shape{in[0], c.Units}, nil
	}
	return Shape{c.Units}, nil
}

// gated are the kernels of several gates, side by side, and their bias.
func (c *Recurrent) gated(gates int, inputs []Shape, bias []int, biasInitializer Object) []Weight {
	in := inputs[0][len(inputs[0])-1]
	weights := []Weight{
		{Name: "kernel", Shape: []int{in, gates * c.Units}, Initializer: c.KernelInitializer, Trainable: true},
		{Name: "recurrent_kernel", Shape: []int{c.Units, gates * c.Units}, Initializer: c.RecurrentInitializer, Trainable: true},
	}
	if c.UseBias {
		weights = append(weights, Weight{Name: "bias", Shape: slices.Clone(bias), Initializer: biasInitializer, Trainable: true})
	}
	return c.bounded(weights)
}
