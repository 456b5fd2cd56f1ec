package nnlib

import "nnbook/nnlib/internal/spec"

// AffineOption is an option of [BatchNormalization], [LayerNormalization] and
// [GroupNormalization], which multiply by a gamma and add a beta: see [NoCenter],
// [NoScale], [BetaInitializer], [GammaInitializer], [BetaRegularizer],
// [GammaRegularizer], [BetaConstraint] and [GammaConstraint].
type AffineOption func(*spec.Affine)

func (o AffineOption) batchNormalization(c *spec.BatchNormalization) { o(&c.Affine) }
func (o AffineOption) layerNormalization(c *spec.LayerNormalization) { o(&c.Affine) }
func (o AffineOption) groupNormalization(c *spec.GroupNormalization) { o(&c.Affine) }

// NoCenter leaves beta out.
func NoCenter() AffineOption { return func(a *spec.Affine) { a.Center = false } }

// NoScale leaves gamma out, as it has no effect before a layer with a kernel.
func NoScale() AffineOption { return func(a *spec.Affine) { a.Scale = false } }

// BetaInitializer sets how beta starts, instead of [Zeros].
func BetaInitializer(initializer Initializer) AffineOption {
	return func(a *spec.Affine) { a.BetaInitializer = initializer.object }
}

// GammaInitializer sets how gamma starts, instead of [Ones].
func GammaInitializer(initializer Initializer) AffineOption {
	return func(a *spec.Affine) { a.GammaInitializer = initializer.object }
}

// BetaRegularizer adds a penalty for beta to the loss.
func BetaRegularizer(regularizer Regularizer) AffineOption {
	return func(a *spec.Affine) { a.BetaRegularizer = regularizer.pointer("BetaRegularizer") }
}

// GammaRegularizer adds a penalty for gamma to the loss.
func GammaRegularizer(regularizer Regularizer) AffineOption {
	return func(a *spec.Affine) { a.GammaRegularizer = regularizer.pointer("GammaRegularizer") }
}

// BetaConstraint sets what holds for beta after each step of training.
func BetaConstraint(constraint Constraint) AffineOption {
	return func(a *spec.Affine) { a.BetaConstraint = constraint.pointer("BetaConstraint") }
}

// GammaConstraint sets what holds for gamma after each step of training.
func GammaConstraint(constraint Constraint) AffineOption {
	return func(a *spec.Affine) { a.GammaConstraint = constraint.pointer("GammaConstraint") }
}

func newAffine() spec.Affine {
	return spec.Affine{
		Epsilon: 1e-3, Center: true, Scale: true,
		BetaInitializer: Zeros().object, GammaInitializer: Ones().object,
	}
}
