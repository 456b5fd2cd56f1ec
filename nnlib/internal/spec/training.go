package spec

// Compile is how a model learns.
type Compile struct {
	Optimizer Object
	Loss      Object
	Metrics   []Object
}

// Curve is one metric over the epochs in which it was measured.
type Curve struct {
	Name   string // "loss", "val_accuracy"
	Epochs []int  // 0-based
	Values []float64
}
