package nnlib

import "nnbook/nnlib/internal/spec"

// Loss measures how wrong a model's outputs are; training makes it smaller. The
// loss of a batch is the mean over its rows.
//
// A model of several outputs has a loss for each, and training follows their sum:
//
//	nnlib.Losses(
//		nnlib.MeanSquaredError().For("out").Weighted(0.9),
//		nnlib.MeanSquaredError().For("aux").Weighted(0.1))
//
// A loss that names no output is that of all outputs.
//
// A loss is a [Metric], too: [Model.Compile] takes one in both places.
type Loss struct {
	object spec.Object
	output string // "" for all
	factor float64
	parts  []Loss // of Losses, else nil
}

func loss(class string) Loss { return lossOf(spec.Object{Class: class}) }

func lossOf(o spec.Object) Loss { return Loss{object: o, factor: 1} }

// For returns the loss as that of one output, which the name of its layer tells.
func (l Loss) For(output string) Loss {
	l.output = output
	return l
}

// Weighted returns the loss as one that counts so much in the sum of all.
//
// Weighted panics if factor is negative, NaN or infinite.
func (l Loss) Weighted(factor float64) Loss {
	checkSetting("Loss.Weighted", factor, factor >= 0, "0 or more", "Weighted(0.1)")
	l.factor *= factor
	return l
}

// Losses returns the losses of a model's outputs as one. An output without a
// loss only predicts.
func Losses(losses ...Loss) Loss { return Loss{factor: 1, parts: losses} }

// all are the losses that a loss is made of, each with the factors around it.
func (l Loss) all() []Loss {
	if l.parts == nil {
		return []Loss{l}
	}
	var all []Loss
	for _, part := range l.parts {
		for _, each := range part.all() {
			each.factor *= l.factor
			all = append(all, each)
		}
	}
	return all
}

func (l Loss) measures() []measure { return []measure{{object: l.object, output: l.output}} }
