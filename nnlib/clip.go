package nnlib

import (
	"strings"

	"nnbook/nnlib/internal/spec"
)

// ClipNorm scales the gradient of each weight array down to a norm, √(Σ g²), where
// it is longer. It panics unless norm is above zero.
//
// Source: Keras 3, keras/src/optimizers/base_optimizer.py.
func ClipNorm(norm float64) OptimizerOption {
	checkSetting("nnlib.ClipNorm", norm, norm > 0, "a number above 0", "nnlib.ClipNorm(1)")
	return set("clipnorm", norm)
}

// GlobalClipNorm scales all gradients down, by one factor, where their norm
// together is longer. It panics unless norm is above zero.
//
// Source: Keras 3, keras/src/optimizers/base_optimizer.py.
func GlobalClipNorm(norm float64) OptimizerOption {
	checkSetting("nnlib.GlobalClipNorm", norm, norm > 0, "a number above 0", "nnlib.GlobalClipNorm(1)")
	return set("global_clipnorm", norm)
}

// ClipValue holds each value of the gradients between -most and most. It panics
// unless most is above zero.
//
// Source: Keras 3, keras/src/optimizers/base_optimizer.py.
func ClipValue(most float64) OptimizerOption {
	checkSetting("nnlib.ClipValue", most, most > 0, "a number above 0", "nnlib.ClipValue(0.5)")
	return set("clipvalue", most)
}

// checkClips panics if gradients would be clipped in two ways.
func checkClips(o spec.Object) {
	var ways []string
	for _, way := range [][2]string{{"clipnorm", "ClipNorm"}, {"global_clipnorm", "GlobalClipNorm"}, {"clipvalue", "ClipValue"}} {
		if o.Has(way[0]) {
			ways = append(ways, way[1])
		}
	}
	if len(ways) > 1 {
		panic(&Error{
			Who:      "nnlib." + o.Class,
			Expected: "one of ClipNorm, GlobalClipNorm and ClipValue",
			Got:      strings.Join(ways, " and "),
			Fix:      "nnlib." + o.Class + "(nnlib." + ways[0] + "(…))",
		})
	}
}
