package nnlib

// WeightDecay takes a share off each weight, biases included, at each step before
// the optimizer's own: w ← w - rate·decay·w. It panics unless decay is 0 or more.
//
// Source: Loshchilov and Hutter, https://arxiv.org/abs/1711.05101; Keras 3,
// keras/src/optimizers/base_optimizer.py.
func WeightDecay(decay float64) OptimizerOption {
	checkSetting("nnlib.WeightDecay", decay, decay >= 0, "0 or a number above", "nnlib.WeightDecay(0.004)")
	return set("weight_decay", decay)
}
