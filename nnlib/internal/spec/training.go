package spec

// Compile is how a model learns.
type Compile struct {
	Optimizer Object
	Goals     []Goal // of the model's outputs, in their order
}

// Goal is what one output of a model is to come to, and what is measured there.
type Goal struct {
	Loss     Object   // without class: this output has none
	Weight   float64  // of the loss in the sum of all
	Metrics  []Object // count all rows alike
	Weighted []Object // metrics that count rows by their weights
}

// Curve is one metric over the epochs in which it was measured.
type Curve struct {
	Name   string // "loss", "val_accuracy"
	Epochs []int  // 0-based
	Values []float64
}
