package nnlib

// ActivationOption is an option of an [Activation] that is used as a layer.
type ActivationOption interface {
	activation(settings map[string]float64)
}

func (s setting) activation(settings map[string]float64) { settings[s.name] = s.value }

// NegativeSlope sets how steep [ReLU] and [LeakyReLU] are below zero. It panics
// unless it is 0 or more.
func NegativeSlope(slope float64) ActivationOption {
	checkSetting("nnlib.NegativeSlope", slope, slope >= 0, "0 or a number above", "nnlib.NegativeSlope(0.3)")
	return setting{"negative_slope", slope}
}

// MaxValue sets where [ReLU] is cut off. It panics unless it is 0 or more.
func MaxValue(most float64) ActivationOption {
	checkSetting("nnlib.MaxValue", most, most >= 0, "0 or a number above", "nnlib.MaxValue(6)")
	return setting{"max_value", most}
}

// Alpha sets what [ELU] and [CELU] come near to far below zero: -alpha. It panics
// unless it is above zero.
func Alpha(alpha float64) ActivationOption {
	checkSetting("nnlib.Alpha", alpha, alpha > 0, "a number above 0", "nnlib.Alpha(1)")
	return setting{"alpha", alpha}
}

// Approximate makes [GELU] compute Φ by a tanh.
func Approximate() ActivationOption { return setting{"approximate", 1} }
