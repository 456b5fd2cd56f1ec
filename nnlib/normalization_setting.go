package nnlib

import "nnbook/nnlib/internal/spec"

// LayerEpsilonOption is an option of optimizers that divide, and of
// [BatchNormalization], [LayerNormalization], [GroupNormalization] and
// [RMSNormalization]: [Epsilon].
type LayerEpsilonOption interface {
	EpsilonOption
	BatchNormalizationOption
	LayerNormalizationOption
	GroupNormalizationOption
	RMSNormalizationOption
}

// LayerMomentumOption is an option of [SGD], [RMSprop] and [BatchNormalization]:
// [Momentum].
type LayerMomentumOption interface {
	MomentumOption
	BatchNormalizationOption
}

// sharedSetting is a number that optimizers and normalizing layers both take.
type sharedSetting struct {
	optimizerSetting
	name  string
	value float64
}

func setBoth(name string, value float64) sharedSetting {
	return sharedSetting{set(name, value), name, value}
}

func (s sharedSetting) batchNormalization(c *spec.BatchNormalization) {
	if s.name == "momentum" {
		c.Momentum = s.value
		return
	}
	c.Epsilon = s.value
}

func (s sharedSetting) layerNormalization(c *spec.LayerNormalization) { c.Epsilon = s.value }
func (s sharedSetting) groupNormalization(c *spec.GroupNormalization) { c.Epsilon = s.value }
func (s sharedSetting) rmsNormalization(c *spec.RMSNormalization)     { c.Epsilon = s.value }
