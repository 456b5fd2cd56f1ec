package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// Fan is what [VarianceScaling] counts.
type Fan int

const (
	FanIn  Fan = spec.FanIn  // how many inputs a weight connects
	FanOut Fan = spec.FanOut // how many outputs
	FanAvg Fan = spec.FanAvg // the mean of both
)

// Distribution is what [VarianceScaling] draws from.
type Distribution int

const (
	Truncated   Distribution = spec.SpreadTruncated // normal, cut off at two standard deviations
	Untruncated Distribution = spec.SpreadNormal    // normal
	Uniform     Distribution = spec.SpreadUniform   // from -limit to limit
)

// VarianceScaling draws with the variance scale/n, n being the number of inputs or
// outputs. Keras' defaults are 1, [FanIn] and [Truncated]; [GlorotUniform] is
// VarianceScaling(1, FanAvg, Uniform), [HeNormal] is VarianceScaling(2, FanIn,
// Truncated).
//
// It panics unless scale is above 0, and for what is no Fan or Distribution.
func VarianceScaling(scale float64, mode Fan, distribution Distribution) Initializer {
	const fix = "nnlib.VarianceScaling(1, nnlib.FanIn, nnlib.Truncated)"
	checkSetting("nnlib.VarianceScaling", scale, scale > 0, "a scale above 0", fix)
	if mode < FanIn || mode > FanAvg || distribution < Truncated || distribution > Uniform {
		panic(&Error{
			Who:      "nnlib.VarianceScaling",
			Expected: "FanIn, FanOut or FanAvg, and Truncated, Untruncated or Uniform",
			Got:      fmt.Sprintf("%d and %d", mode, distribution),
			Fix:      fix,
		})
	}
	return initializer(spec.VarianceScaling, map[string]float64{
		"scale": scale, "mode": float64(mode), "distribution": float64(distribution),
	})
}
