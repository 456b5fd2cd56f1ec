package nnlib

import (
	"fmt"
	"maps"
	"math"

	"nnbook/nnlib/internal/spec"
)

// activation is one that is an Activation in Keras' layers too.
func activation(class string, settings spec.Numbers) Activation {
	return layerActivation(class, settings, settings, func(settings spec.Numbers) spec.Config {
		return &spec.Activation{Activation: spec.Object{Class: class, Params: settings}}
	})
}

// layerActivation is one with a layer of its own, made of other settings.
func layerActivation(class string, settings, ofLayer spec.Numbers, config func(spec.Numbers) spec.Config) Activation {
	function := spec.Object{Class: class, Params: settings}
	return func(options ...ActivationOption) *Layer {
		chosen := spec.Numbers{}
		maps.Copy(chosen, ofLayer)
		for _, option := range options {
			option.activation(chosen)
		}
		for name := range chosen {
			if _, known := ofLayer[name]; !known {
				panic(&Error{
					Who:      fmt.Sprintf("the activation %s", class),
					Expected: "one of its own options",
					Got:      name,
					Fix:      "leave it out, or take an activation that has it, as nnlib.ELU(nnlib.Alpha(1))",
				})
			}
		}
		layer := newLayer(config(chosen))
		layer.function = &function
		return layer
	}
}

var reluDefaults = spec.Numbers{"max_value": math.Inf(1), "negative_slope": 0, "threshold": 0}

func reluLayer(settings spec.Numbers) spec.Config {
	config := &spec.ReLULayer{NegativeSlope: settings["negative_slope"], Threshold: settings["threshold"]}
	if most := settings["max_value"]; !math.IsInf(most, 1) {
		config.MaxValue = &most
	}
	return config
}

func leakyReLULayer(settings spec.Numbers) spec.Config {
	return &spec.LeakyReLULayer{NegativeSlope: settings["negative_slope"]}
}

func eluLayer(settings spec.Numbers) spec.Config {
	return &spec.ELULayer{Alpha: settings["alpha"]}
}

func softmaxLayer(settings spec.Numbers) spec.Config {
	return &spec.SoftmaxLayer{Axis: int(settings["axis"])}
}
