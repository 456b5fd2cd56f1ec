package nnlib

import "nnbook/nnlib/internal/spec"

// Optimizer says how a model's weights follow their gradients: [Adam] or [SGD].
type Optimizer struct{ object spec.Object }

// OptimizerOption is an option that every optimizer takes: [LearningRate].
type OptimizerOption interface {
	AdamOption
	SGDOption
}

// LearningRate sets the size of a step, such as 0.001. It panics unless it is
// above zero.
func LearningRate(rate float64) OptimizerOption {
	checkSetting("nnlib.LearningRate", rate, rate > 0, "a number above 0", "nnlib.LearningRate(0.001)")
	return setting{"learning_rate", rate}
}
