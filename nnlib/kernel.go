package nnlib

import "nnbook/nnlib/internal/spec"

// KernelOption sets up the weights of a layer that has a kernel, such as
// [Dense]: see [NoBias], [KernelInitializer], [BiasInitializer],
// [KernelRegularizer], [BiasRegularizer], [ActivityRegularizer], [KernelConstraint]
// and [BiasConstraint].
type KernelOption struct{ set func(*kernel) }

// kernel is what layers with a kernel have in common.
type kernel struct {
	useBias           *bool
	kernelInitializer *spec.Object
	biasInitializer   *spec.Object
	bounds            *spec.Bounds
}

// NoBias leaves the bias out.
func NoBias() KernelOption {
	return KernelOption{func(k *kernel) { *k.useBias = false }}
}

// KernelInitializer sets how the kernel starts, instead of [GlorotUniform].
func KernelInitializer(initializer Initializer) KernelOption {
	return KernelOption{func(k *kernel) { *k.kernelInitializer = initializer.object }}
}

// BiasInitializer sets how the bias starts, instead of [Zeros].
func BiasInitializer(initializer Initializer) KernelOption {
	return KernelOption{func(k *kernel) { *k.biasInitializer = initializer.object }}
}

// KernelRegularizer adds a penalty for the kernel to the loss.
func KernelRegularizer(regularizer Regularizer) KernelOption {
	return KernelOption{func(k *kernel) { k.bounds.KernelRegularizer = regularizer.pointer("KernelRegularizer") }}
}

// BiasRegularizer adds a penalty for the bias to the loss.
func BiasRegularizer(regularizer Regularizer) KernelOption {
	return KernelOption{func(k *kernel) { k.bounds.BiasRegularizer = regularizer.pointer("BiasRegularizer") }}
}

// ActivityRegularizer adds a penalty for the layer's outputs to the loss, divided
// by the number of rows.
func ActivityRegularizer(regularizer Regularizer) KernelOption {
	return KernelOption{func(k *kernel) { k.bounds.ActivityRegularizer = regularizer.pointer("ActivityRegularizer") }}
}

// KernelConstraint sets what holds for the kernel after each step of training.
func KernelConstraint(constraint Constraint) KernelOption {
	return KernelOption{func(k *kernel) { k.bounds.KernelConstraint = constraint.pointer("KernelConstraint") }}
}

// BiasConstraint sets what holds for the bias after each step of training.
func BiasConstraint(constraint Constraint) KernelOption {
	return KernelOption{func(k *kernel) { k.bounds.BiasConstraint = constraint.pointer("BiasConstraint") }}
}

func (o KernelOption) dense(c *spec.Dense) {
	o.set(&kernel{&c.UseBias, &c.KernelInitializer, &c.BiasInitializer, &c.Bounds})
}
