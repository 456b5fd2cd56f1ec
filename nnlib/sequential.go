package nnlib

import (
	"fmt"
	"slices"

	"nnbook/nnlib/internal/spec"
)

// Stackable is what [Sequential] stacks: an [Input], then layers, or models as
// layers.
type Stackable interface{ stackable() }

// Sequential declares a model whose layers follow one another.
//
//	var model = nnlib.Sequential("mnist",
//		nnlib.Input(28, 28),
//		nnlib.Flatten(),
//		nnlib.Dense(10, nnlib.Softmax),
//	)
//
// The name tells models apart: all that a model learns is kept under it, as long
// as the kernel runs. Other than Keras' name it is required, and so is the Input:
// a declaration that waits for data to know its shapes could not be checked.
//
// Sequential panics if the name is empty, if the stack does not begin with an
// Input and at least one layer, and if a layer does not fit the one before it.
func Sequential(name string, stack ...Stackable) *Model {
	input := sequentialInput(name, stack)
	output := input
	for i, item := range stack[1:] {
		layer := sequentialLayer(name, i+2, item)
		if slices.Contains(stack[:i+1], item) {
			panic(&Error{
				Who:      fmt.Sprintf("model %q", name),
				Expected: "each layer once",
				Got:      fmt.Sprintf("%s twice, again as item %d", layer, i+2),
				Fix:      "a layer of its own for each place; to share one, connect layers with Call and nnlib.Functional",
			})
		}
		next, problem := layer.call([]*Tensor{output})
		if problem != nil {
			problem.Who = fmt.Sprintf("%s, item %d of model %q", layer, i+2, name)
			panic(problem)
		}
		output = next
	}
	return declare(name, "Sequential", []*Tensor{input}, []*Tensor{output})
}

func sequentialInput(name string, stack []Stackable) *Tensor {
	got := "nothing"
	var first Stackable
	if len(stack) > 0 {
		first = stack[0]
		if input, ok := stack[0].(*Tensor); ok && input != nil && input.isInput() {
			if len(stack) == 1 {
				panic(&Error{
					Who:      fmt.Sprintf("model %q", name),
					Expected: "layers after the Input",
					Got:      "none",
					Fix:      fmt.Sprintf("nnlib.Sequential(%q, nnlib.Input(…), nnlib.Dense(10))", name),
				})
			}
			return input
		}
		got = fmt.Sprint(stack[0])
	}
	example := "nnlib.Input(28, 28), …), for images of 28×28"
	if layer, ok := first.(*Layer); ok && layer != nil {
		switch layer.config.(type) {
		case *spec.Embedding:
			example = "nnlib.Input(100), …), for rows of 100 tokens"
		case *spec.Conv2D:
			example = "nnlib.Input(28, 28, 1), …), for images of 28×28 with one channel"
		}
	}
	panic(&Error{
		Who:      fmt.Sprintf("model %q", name),
		Expected: "an Input first, with the shape of one row of your data",
		Got:      got,
		Fix:      fmt.Sprintf("nnlib.Sequential(%q, %s", name, example),
	})
}

func sequentialLayer(name string, position int, item Stackable) *Layer {
	switch item := item.(type) {
	case *Layer:
		if item != nil {
			return item
		}
	case *Model:
		if item != nil {
			return item.layer
		}
	}
	panic(&Error{
		Who:      fmt.Sprintf("model %q", name),
		Expected: fmt.Sprintf("a layer as item %d", position),
		Got:      fmt.Sprint(item),
		Fix:      "one Input, the first item; for more, connect layers with Call and nnlib.Functional",
	})
}
