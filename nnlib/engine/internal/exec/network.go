package exec

import (
	"fmt"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// Node is a value in a graph.
type Node = graph.Node

// network is one forward pass of a model as a graph.
type network struct {
	model   *spec.Model
	weights [][]*Node                   // by layer, in Keras' order
	chance  *chance                     // nil except while training
	dot     func(x, kernel *Node) *Node // [rows, in] · [in, out]

	logits    map[*Node]*Node // what softmaxes were made from
	assigned  map[*Node]*Node // what layers make of their variables themselves
	penalties []*Node         // scalars, part of the loss
	outMask   *Node           // of the model's output, nil without
}

func newNetwork(model *spec.Model, chance *chance) *network {
	return &network{
		model: model, chance: chance, dot: dot, weights: make([][]*Node, len(model.Layers)),
		logits: map[*Node]*Node{}, assigned: map[*Node]*Node{},
	}
}

// scope is what a layer's forward function sees of the network.
type scope struct {
	*network
	node    int     // which call of a layer in the model this is
	weights []*Node // the layer's
	draws   int     // from chance so far

	inputMasks []*Node // by input, nil for those without
	mask       *Node   // of the output, nil without

	zeroSkipped bool // skipped steps of a sequence give zeros
}

// optional is one of the layer's weights, or nil if it has not that many.
func (s *scope) optional(weight int) *Node {
	if weight >= len(s.weights) {
		return nil
	}
	return s.weights[weight]
}

// training tells whether this is a step of training, which some layers compute in
// another way.
func (s *scope) training() bool { return s.chance != nil }

// assign sets what one of the layer's variables, one that is not trainable, will
// be after a step of training. Elsewhere it does nothing.
func (s *scope) assign(weight int, value *Node) {
	if s.training() {
		s.assigned[s.weights[weight]] = graph.StopGradient(value)
	}
}

// after is what a variable is after the step, if no optimizer changes it.
func (n *network) after(variable *Node) *Node {
	if value, ok := n.assigned[variable]; ok {
		return value
	}
	return variable
}

// penalize adds a scalar to the loss.
func (s *scope) penalize(penalty *Node) { s.penalties = append(s.penalties, penalty) }

// forward builds a layer's output.
type forward func(s *scope, config spec.Config, inputs []*Node) *Node

var layers = map[string]forward{}

// registerLayer tells how layers of the configuration C compute.
func registerLayer[C spec.Config](build func(s *scope, config C, inputs []*Node) *Node) {
	var config C
	layers[config.Class()] = func(s *scope, config spec.Config, inputs []*Node) *Node {
		return build(s, config.(C), inputs)
	}
}

// run builds all layers and returns the model's output for its input x [batch, …].
func (n *network) run(x *Node) *Node {
	values, masks := make([]*Node, len(n.model.Nodes)), make([]*Node, len(n.model.Nodes))
	for i, node := range n.model.Nodes {
		layer := n.model.Layers[node.Layer]
		if layer.Config.Class() == "InputLayer" {
			values[i] = x
			continue
		}
		s := &scope{network: n, node: i, weights: n.weights[node.Layer]}
		var inputs []*Node
		for _, input := range node.Inputs {
			inputs, s.inputMasks = append(inputs, values[input]), append(s.inputMasks, masks[input])
		}
		s.mask = s.passMask(layer.Config)
		values[i] = layers[layer.Config.Class()](s, layer.Config, inputs)
		masks[i] = s.mask
	}
	n.outMask = masks[n.model.Outputs[0]]
	return values[n.model.Outputs[0]]
}

// multiply returns x · kernel over x's last axis, for a kernel of [in, out].
func (s *scope) multiply(x, kernel *Node) *Node {
	dims := x.Shape().Dimensions
	last := len(dims) - 1
	if last == 1 {
		return s.dot(x, kernel)
	}
	y := s.dot(graph.Reshape(x, -1, dims[last]), kernel)
	return graph.Reshape(y, append(append([]int{}, dims[:last]...), kernel.Shape().Dimensions[1])...)
}

// dot is the matrix product [rows, in] · [in, out].
func dot(x, kernel *Node) *Node { return graph.DotGeneral(x, []int{1}, nil, kernel, []int{0}, nil) }

// supported says what of a model cannot run.
func supported(model *spec.Model) error {
	if len(model.Inputs) != 1 || len(model.Outputs) != 1 {
		return fmt.Errorf("model %q: %d inputs and %d outputs, only one of each can run so far", model.Name, len(model.Inputs), len(model.Outputs))
	}
	for _, layer := range model.Layers {
		if class := unknown(layer.Config); class != "" && class != "InputLayer" {
			return fmt.Errorf("model %q: layer %q: the engine cannot run a %s", model.Name, layer.Name, class)
		}
	}
	return nil
}

// unknown is the class of a layer, or of one within it, that has no forward
// function; "" if all have.
func unknown(config spec.Config) string {
	if class := config.Class(); layers[class] == nil {
		return class
	}
	if wrapper, ok := config.(spec.Wrapper); ok {
		for _, inner := range wrapper.Inner() {
			if class := unknown(inner); class != "" {
				return class
			}
		}
	}
	return ""
}

// number is a float32 constant.
func number(like *Node, value float64) *Node {
	return graph.Scalar(like.Graph(), dtypes.Float32, value)
}

func float32s(dims ...int) shapes.Shape { return shapes.Make(dtypes.Float32, dims...) }
