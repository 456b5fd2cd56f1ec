package nnlib

// GradientAccumulation makes an optimizer change the weights after every so many
// batches only, by the mean of their gradients, as if they were one large batch. A
// [Schedule] counts batches all the same. It panics unless batches ≥ 2.
//
// Source: Keras 3, keras/src/optimizers/base_optimizer.py.
func GradientAccumulation(batches int) OptimizerOption {
	checkInt("GradientAccumulation", batches, 2)
	return set("gradient_accumulation_steps", float64(batches))
}
