package custom

import (
	"reflect"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/kernel/socket"
	"nnbook/nnlib"
	_ "nnbook/nnlib/engine" // runs what this package makes
	"nnbook/nnlib/engine/internal/exec"
	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// Node is a value in a GoMLX graph.
type Node = graph.Node

// Layer is the code of a layer, as Keras' build and call. Its type's name is the
// layer's class, its fields are its settings.
type Layer interface {
	// Weights declares the variables for inputs of these shapes, without the
	// axis of the batch; nil for none.
	Weights(inputs ...[]int) []Weight
	// Call computes the output, [batch, …], of inputs [batch, …].
	Call(s Scope, inputs ...*Node) *Node
}

// Several is a [Layer] that takes other than one input.
type Several interface {
	Layer
	// Inputs is how many it takes.
	Inputs() (least, most int)
}

// Weight declares a variable of a layer.
type Weight struct {
	Name        string
	Shape       []int
	Initializer nnlib.Initializer // default: nnlib.GlorotUniform()
	Regularizer nnlib.Regularizer // default: none
	Constraint  nnlib.Constraint  // default: none
	Untrained   bool              // changes by [Scope].Assign only
}

// Scope is what a layer sees beside its inputs.
type Scope interface {
	// Weight is one of the variables that the layer declares. It panics for a
	// name that it doesn't.
	Weight(name string) *Node
	// Dot is x · kernel over x's last axis, for a kernel of [in, out]. It is
	// several times faster than graph.Dot on the go backend.
	Dot(x, kernel *Node) *Node
	// Training tells whether this is a step of training.
	Training() bool
	// Uniform is random numbers from 0 to below 1, others in each step. It panics
	// outside of training.
	Uniform(dims ...int) *Node
	// Assign sets what an untrained variable is after a step of training; outside
	// of training and in a frozen layer it does nothing.
	Assign(name string, value *Node)
	// Penalize adds a scalar to the loss.
	Penalize(penalty *Node)
	// Mask is the mask of an input, bool of [batch, …], false where its steps are
	// padding; nil for none.
	Mask(input int) *Node
	// SetMask sets the output's mask. Without, it has none.
	SetMask(mask *Node)
}

// New returns a layer that computes as the code says. Of codes that are equal as Go
// values it is the same layer, so that a model declared again is the same model;
// pointers are equal if they are the same.
//
// New panics in a notebook, and for nil. Calling the layer panics if its code
// fails on inputs of these shapes, or changes the axis of the batch.
//
// Source: Keras 3, keras/src/layers/layer.py.
func New(layer Layer) *nnlib.Layer {
	if layer == nil {
		panic(&nnlib.Error{Who: "custom.New", Expected: "a layer", Got: "nil", Fix: "custom.New(Squash{})"})
	}
	t := reflect.TypeOf(layer)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return own(t.Name(), layerCode{layer})
}

// Lambda returns a layer without weights that computes a function of its input,
// such as graph.Sin.
//
// Shapes: x is [batch, …], y [batch, …].
//
// Lambda panics in a notebook, and for nil; calling the layer as that of [New].
//
// Source: Keras 3, keras/src/layers/core/lambda_layer.py.
func Lambda(f func(x *Node) *Node) *nnlib.Layer {
	if f == nil {
		panic(&nnlib.Error{Who: "custom.Lambda", Expected: "a function", Got: "nil", Fix: "custom.Lambda(graph.Sin)"})
	}
	return own("Lambda", layerCode{lambda{f}})
}

type lambda struct{ f func(x *Node) *Node }

func (lambda) Weights(...[]int) []Weight { return nil }

func (l lambda) Call(_ Scope, inputs ...*Node) *Node { return l.f(inputs[0]) }

func own(class string, code layerCode) *nnlib.Layer {
	refuseInNotebook("custom." + class)
	return nnlib.CustomLayer(&spec.Custom{Name: class, Code: spec.KeepCode(code)})
}

// refuseInNotebook says that functions do not travel to another process.
func refuseInNotebook(who string) {
	if _, inNotebook := socket.Path(""); inNotebook {
		panic(&fault.Error{
			Who: who,
			Got: "called in a notebook, whose engine is a process of its own and has no functions of cells",
			Fix: "nnlib's own layers, losses and metrics; or a Go program outside the notebook (`go run .`)",
		})
	}
}

// layerCode is a Layer as the engine knows it.
type layerCode struct{ Layer }

var _ exec.LayerCode = layerCode{}

func (c layerCode) Arity() (least, most int) {
	if s, ok := c.Layer.(Several); ok {
		return s.Inputs()
	}
	return 1, 1
}

func (c layerCode) OutputShape(inputs []spec.Shape) (spec.Shape, error) {
	return exec.TraceLayer(c, inputs)
}

func (c layerCode) Weights(inputs []spec.Shape) []spec.Weight {
	shapes := make([][]int, len(inputs))
	for i, input := range inputs {
		shapes[i] = input
	}
	var weights []spec.Weight
	for _, w := range c.Layer.Weights(shapes...) {
		declared := spec.Weight{Name: w.Name, Shape: w.Shape, Trainable: !w.Untrained}
		weights = append(weights, nnlib.CustomWeight(declared, w.Initializer, w.Regularizer, w.Constraint))
	}
	return weights
}

func (c layerCode) Forward(s *exec.Scope, inputs []*Node) *Node { return c.Call(s, inputs...) }
