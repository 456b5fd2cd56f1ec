package nnlib

import "nnbook/nnlib/internal/spec"

// Optimizer says how a model's weights follow their gradients: [Adam], [SGD],
// [RMSprop], [AdamW], [Nadam], [Adamax], [Adagrad], [Adadelta], [Lion] or [Ftrl].
type Optimizer struct{ object spec.Object }

// OptimizerOption is an option that every optimizer takes: [LearningRate],
// [WeightDecay], one of [ClipNorm], [ClipValue] and [GlobalClipNorm],
// [GradientAccumulation], and [EMA] with [EMAOverwriteFrequency].
type OptimizerOption interface {
	EpsilonOption
	BetaOption
	MomentumOption
	AccumulatorOption
}

// LearningRate sets the size of a step: a number, such as 0.001, or a [Schedule]
// that makes it follow from the number of steps so far.
//
//	nnlib.Adam(nnlib.LearningRate(nnlib.CosineDecay(0.01, 10_000)))
//
// It panics for a number that is not above zero.
func LearningRate[R float64 | int | Schedule](rate R) OptimizerOption {
	switch rate := any(rate).(type) {
	case Schedule:
		return rate.option()
	case int:
		return fixedRate(float64(rate))
	default:
		return fixedRate(rate.(float64))
	}
}

func fixedRate(rate float64) OptimizerOption {
	checkSetting("nnlib.LearningRate", rate, rate > 0, "a number above 0", "nnlib.LearningRate(0.001)")
	return set("learning_rate", rate)
}

// BetaOption is an option of the optimizers that keep means of gradients:
// [Beta1] and [Beta2].
type BetaOption interface {
	AMSGradOption
	NadamOption
	AdamaxOption
	LionOption
}

// Beta1 sets how slowly the mean of the gradients fades. It panics unless
// 0 ≤ beta < 1.
func Beta1(beta float64) BetaOption {
	checkShare("nnlib.Beta1", beta, "nnlib.Beta1(0.9)")
	return set("beta_1", beta)
}

// Beta2 sets how slowly the mean of the squared gradients fades or, of [Adamax],
// their maximum and, of [Lion], the momentum. It panics unless 0 ≤ beta < 1.
func Beta2(beta float64) BetaOption {
	checkShare("nnlib.Beta2", beta, "nnlib.Beta2(0.999)")
	return set("beta_2", beta)
}

// EpsilonOption is an option of the optimizers that divide: [Epsilon].
type EpsilonOption interface {
	AMSGradOption
	NadamOption
	AdamaxOption
	AdagradOption
	RhoOption
}

// Epsilon sets the small number that keeps an optimizer or a normalizing layer from
// dividing by zero. It panics unless it is above zero.
func Epsilon(epsilon float64) LayerEpsilonOption {
	checkSetting("nnlib.Epsilon", epsilon, epsilon > 0, "a number above 0", "nnlib.Epsilon(1e-7)")
	return setBoth("epsilon", epsilon)
}

// MomentumOption is an option of [SGD] and [RMSprop]: [Momentum].
type MomentumOption interface {
	SGDOption
	RMSpropOption
}

// Momentum sets the share of the last step that is repeated, such as 0.9, or that a
// moving mean keeps. It panics unless 0 ≤ momentum ≤ 1.
func Momentum(momentum float64) LayerMomentumOption {
	checkSetting("nnlib.Momentum", momentum, momentum >= 0 && momentum <= 1, "a number from 0 to 1", "nnlib.Momentum(0.9)")
	return setBoth("momentum", momentum)
}

// RhoOption is an option of [RMSprop] and [Adadelta]: [Rho].
type RhoOption interface {
	RMSpropOption
	AdadeltaOption
}

// Rho sets how slowly means of squares fade. It panics unless 0 ≤ rho < 1.
func Rho(rho float64) RhoOption {
	checkShare("nnlib.Rho", rho, "nnlib.Rho(0.9)")
	return set("rho", rho)
}

func checkShare(who string, share float64, fix string) {
	checkSetting(who, share, share >= 0 && share < 1, "a number from 0 up to, not including, 1", fix)
}
