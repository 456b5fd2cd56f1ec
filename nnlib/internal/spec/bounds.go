package spec

import "strings"

// Bounds hold a layer's kernel, bias and outputs in bounds while it learns: a
// regularizer adds a penalty to the loss, a constraint changes a weight after each
// step. nil is none. Layers with a kernel embed Bounds.
type Bounds struct {
	KernelRegularizer   *Object `json:"kernel_regularizer"`
	BiasRegularizer     *Object `json:"bias_regularizer"`
	ActivityRegularizer *Object `json:"activity_regularizer"` // of the outputs
	KernelConstraint    *Object `json:"kernel_constraint"`
	BiasConstraint      *Object `json:"bias_constraint"`
}

// bounded returns the weights with what holds for kernels and biases, of which some
// layers have several; in SeparableConv2D it is the depthwise kernel that counts.
func (b *Bounds) bounded(weights []Weight) []Weight {
	for i := range weights {
		w := &weights[i]
		switch w.Name[strings.LastIndex(w.Name, "/")+1:] {
		case "kernel", "depthwise_kernel":
			w.Regularizer, w.Constraint = b.KernelRegularizer, b.KernelConstraint
		case "bias":
			w.Regularizer, w.Constraint = b.BiasRegularizer, b.BiasConstraint
		}
	}
	return weights
}

// Activity is the regularizer of the layer's outputs, or nil.
func (b *Bounds) Activity() *Object { return b.ActivityRegularizer }
