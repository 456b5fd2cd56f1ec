package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// RecurrentOption is an option of [SimpleRNN], [LSTM] and [GRU]: see
// [ReturnSequences], [GoBackwards], [RecurrentDropout] and [RecurrentInitializer].
type RecurrentOption struct{ set func(*spec.Recurrent) }

// ReturnSequences gives the output after each step, [batch, steps, units], instead
// of the one after the last. A recurrent layer behind this one needs them.
func ReturnSequences() RecurrentOption {
	return RecurrentOption{func(c *spec.Recurrent) { c.ReturnSequences = true }}
}

// GoBackwards leads from the last step to the first; outputs are in that order.
func GoBackwards() RecurrentOption {
	return RecurrentOption{func(c *spec.Recurrent) { c.GoBackwards = true }}
}

// RecurrentInitializer sets how the state's kernel starts, instead of [Orthogonal].
func RecurrentInitializer(initializer Initializer) RecurrentOption {
	return RecurrentOption{func(c *spec.Recurrent) { c.RecurrentInitializer = initializer.object }}
}

// RecurrentDropout sets, while training, a share of the state to zero where it is
// multiplied with its kernel: the same values in all steps, others for each gate
// and batch. The others are multiplied by 1/(1-rate).
//
// RecurrentDropout panics unless 0 ≤ rate < 1.
func RecurrentDropout(rate float64) RecurrentOption {
	checkRate("RecurrentDropout", rate)
	return RecurrentOption{func(c *spec.Recurrent) { c.RecurrentDropout = rate }}
}

func (o RecurrentOption) simpleRNN(c *spec.SimpleRNN) { o.set(&c.Recurrent) }
func (o RecurrentOption) lstm(c *spec.LSTM)           { o.set(&c.Recurrent) }
func (o RecurrentOption) gru(c *spec.GRU)             { o.set(&c.Recurrent) }

func (o KernelOption) simpleRNN(c *spec.SimpleRNN) { o.recurrent(&c.Recurrent) }
func (o KernelOption) lstm(c *spec.LSTM)           { o.recurrent(&c.Recurrent) }
func (o KernelOption) gru(c *spec.GRU)             { o.recurrent(&c.Recurrent) }

func (o KernelOption) recurrent(c *spec.Recurrent) {
	o.set(&kernel{useBias: &c.UseBias, kernelInitializer: &c.KernelInitializer, biasInitializer: &c.BiasInitializer, bounds: &c.Bounds})
}

func (a Activation) simpleRNN(c *spec.SimpleRNN) { c.Activation = a.object() }
func (a Activation) lstm(c *spec.LSTM)           { c.Activation = a.object() }
func (a Activation) gru(c *spec.GRU)             { c.Activation = a.object() }

// GateOption is an option of [LSTM] and [GRU]: see [RecurrentActivation].
type GateOption struct{ activation Activation }

// RecurrentActivation sets what opens and closes the gates, instead of [Sigmoid].
func RecurrentActivation(activation Activation) GateOption { return GateOption{activation} }

func (o GateOption) lstm(c *spec.LSTM) { c.RecurrentActivation = o.activation.object() }
func (o GateOption) gru(c *spec.GRU)   { c.RecurrentActivation = o.activation.object() }

// recurrent are the defaults. It panics if units < 1.
func recurrent(layer string, units int) spec.Recurrent {
	if units < 1 {
		panic(&Error{
			Who:      fmt.Sprintf("nnlib.%s(%d)", layer, units),
			Expected: "at least 1 unit",
			Got:      fmt.Sprint(units),
			Fix:      fmt.Sprintf("nnlib.%s(32)", layer),
		})
	}
	return spec.Recurrent{
		Units:                units,
		Activation:           Tanh.object(),
		UseBias:              true,
		KernelInitializer:    GlorotUniform().object,
		RecurrentInitializer: Orthogonal().object,
		BiasInitializer:      Zeros().object,
	}
}
