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

func (s setting) batchNormalization(c *spec.BatchNormalization) {
	if s.name == "momentum" {
		c.Momentum = s.value
		return
	}
	c.Epsilon = s.value
}

func (s setting) layerNormalization(c *spec.LayerNormalization) { c.Epsilon = s.value }
func (s setting) groupNormalization(c *spec.GroupNormalization) { c.Epsilon = s.value }
func (s setting) rmsNormalization(c *spec.RMSNormalization)     { c.Epsilon = s.value }
