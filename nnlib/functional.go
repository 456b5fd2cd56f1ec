package nnlib

// Inputs lists a functional model's inputs, in the order of the data's columns.
func Inputs(inputs ...*Tensor) []*Tensor { return inputs }

// Outputs lists a functional model's outputs, in the order of the targets.
func Outputs(outputs ...*Tensor) []*Tensor { return outputs }

// Functional declares a model from the graph that leads from inputs to outputs.
//
//	x := nnlib.Input(8)
//	h := nnlib.Dense(30, nnlib.ReLU).Call(x)
//	model := nnlib.Functional("housing", nnlib.Inputs(x), nnlib.Outputs(nnlib.Dense(1).Call(h)))
//
// About the name see [Sequential].
//
// Functional panics if the name is empty, if there are no inputs or no outputs,
// and if an output hangs on an [Input] that is not among the inputs.
func Functional(name string, inputs, outputs []*Tensor) *Model {
	return declare(name, "Functional", inputs, outputs)
}
