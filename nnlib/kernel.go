package nnlib

import "nnbook/nnlib/internal/spec"

// KernelOption sets up the weights of a layer that has a kernel, such as
// [Dense]: see [NoBias], [KernelInitializer] and [BiasInitializer].
type KernelOption struct{ set func(*kernel) }

// kernel is what layers with a kernel have in common.
type kernel struct {
	useBias           *bool
	kernelInitializer *spec.Object
	biasInitializer   *spec.Object
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

func (o KernelOption) dense(c *spec.Dense) {
	o.set(&kernel{&c.UseBias, &c.KernelInitializer, &c.BiasInitializer})
}
