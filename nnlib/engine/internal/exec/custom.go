package exec

import (
	"errors"
	"fmt"
	"slices"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// LayerCode is the code of a layer that a program wrote itself.
type LayerCode interface {
	spec.LayerCode
	// Forward builds the output, [batch, …], of inputs [batch, …].
	Forward(s *Scope, inputs []*Node) *Node
}

func init() {
	registerLayer(func(s *scope, config *spec.Custom, inputs []*Node) *Node {
		return forwardCode(s, spec.KeptCode(config.Code).(LayerCode), inputs)
	})
}

func forwardCode(s *scope, code LayerCode, inputs []*Node) *Node {
	var shapes []spec.Shape
	for _, input := range inputs {
		shapes = append(shapes, input.Shape().Dimensions[1:])
	}
	return code.Forward(&Scope{s, code.Weights(shapes)}, inputs)
}

// traced is the size of a batch that no axis of an output has by chance.
const traced = 8191

// TraceLayer returns the shape of the rows that code makes of inputs' rows, by
// building it. Its error is a *fault.Error without Who.
func TraceLayer(code LayerCode, inputs []spec.Shape) (spec.Shape, error) {
	d, err := openDevice(goBackend)
	if err != nil {
		return nil, err
	}
	g := graph.NewGraph(d.Backend, "trace")
	defer g.Finalize()
	p := parameters{g}
	var output shapes.Shape
	err = try(func() error {
		var xs []*Node
		for _, input := range inputs {
			xs = append(xs, p.next(float32s(append([]int{traced}, input...)...)))
		}
		s := &scope{network: newNetwork(&spec.Model{}, nil)}
		for _, w := range code.Weights(inputs) {
			s.weights = append(s.weights, p.next(float32s(w.Shape...)))
		}
		output = forwardCode(s, code, xs).Shape()
		return nil
	})
	var mistake *fault.Error
	if errors.As(err, &mistake) {
		return nil, mistake
	}
	if err != nil {
		return nil, &fault.Error{Got: fmt.Sprintf("its Call fails on rows of shape %v: %v", inputs, err)}
	}
	if output.Rank() == 0 || output.Dimensions[0] != traced || output.DType != dtypes.Float32 {
		return nil, &fault.Error{
			Expected: "an output [batch, …] of float32",
			Got:      fmt.Sprintf("one of shape %s for a batch of %d", output, traced),
			Fix:      "leave the first axis, that of rows, as it is",
		}
	}
	return slices.Clone(output.Dimensions[1:]), nil
}

// Scope is what a layer's code sees beside its inputs.
type Scope struct {
	scope   *scope
	weights []spec.Weight
}

// Weight is one of the variables that the layer declares.
func (s *Scope) Weight(name string) *Node { return s.scope.weights[s.index(name)] }

func (s *Scope) index(name string) int {
	i := slices.IndexFunc(s.weights, func(w spec.Weight) bool { return w.Name == name })
	if i < 0 {
		var names []string
		for _, w := range s.weights {
			names = append(names, w.Name)
		}
		panic(&fault.Error{
			Who:      "Scope",
			Expected: fmt.Sprintf("a weight that the layer declares, of %q", names),
			Got:      fmt.Sprintf("%q", name),
			Fix:      "declare it in the layer's Weights",
		})
	}
	return i
}

// Dot is x · kernel over x's last axis, which the go backend computes fast where
// the kernel is one of the layer's weights.
func (s *Scope) Dot(x, kernel *Node) *Node { return s.scope.multiply(x, kernel) }

// Training tells whether this is a step of training.
func (s *Scope) Training() bool { return s.scope.training() }

// Uniform is random numbers from 0 to below 1, others in each step of training.
func (s *Scope) Uniform(dims ...int) *Node {
	if !s.Training() {
		panic(&fault.Error{Who: "Scope.Uniform", Got: "called outside of training, where nothing is random", Fix: "if s.Training() { … }"})
	}
	return s.scope.uniform(dims...)
}

// Assign sets what a variable that is not trained is after a step of training.
func (s *Scope) Assign(name string, value *Node) {
	if i := s.index(name); s.weights[i].Trainable {
		panic(&fault.Error{Who: "Scope.Assign", Got: fmt.Sprintf("weight %q is trained", name), Fix: "Untrained: true where the layer declares it"})
	} else {
		s.scope.assign(i, value)
	}
}

// Penalize adds a scalar to the loss.
func (s *Scope) Penalize(penalty *Node) { s.scope.penalize(penalty) }

// Mask is the mask of an input, bool, or nil.
func (s *Scope) Mask(input int) *Node { return s.scope.inputMask(input) }

// SetMask sets the output's.
func (s *Scope) SetMask(mask *Node) { s.scope.mask = mask }
