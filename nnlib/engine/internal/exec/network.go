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

// run builds all layers and returns the model's outputs for its inputs, [batch, …].
func (n *network) run(xs []*Node) []*Node {
	values := make([]*Node, len(n.model.Nodes))
	for i, input := range n.model.Inputs {
		values[input] = xs[i]
	}
	for i, node := range n.model.Nodes {
		if values[i] != nil {
			continue
		}
		layer := n.model.Layers[node.Layer]
		var inputs []*Node
		for _, input := range node.Inputs {
			inputs = append(inputs, values[input])
		}
		s := &scope{network: n, node: i, weights: n.weights[node.Layer]}
		values[i] = layers[layer.Config.Class()](s, layer.Config, inputs)
	}
	outputs := make([]*Node, len(n.model.Outputs))
	for i, output := range n.model.Outputs {
		outputs[i] = values[output]
	}
	return outputs
}

// outcomes are the model's outputs beside their targets.
func (n *network) outcomes(xs, targets []*Node) []outcome {
	outs := make([]outcome, len(targets))
	for i, y := range n.run(xs) {
		outs[i] = outcome{targets: targets[i], prediction: y, logits: n.logits[y]}
	}
	return outs
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
	for _, layer := range model.Layers {
		if class := layer.Config.Class(); class != "InputLayer" && layers[class] == nil {
			return fmt.Errorf("model %q: layer %q: the engine cannot run a %s", model.Name, layer.Name, class)
		}
	}
	return nil
}

// number is a float32 constant.
func number(like *Node, value float64) *Node {
	return graph.Scalar(like.Graph(), dtypes.Float32, value)
}

func float32s(dims ...int) shapes.Shape { return shapes.Make(dtypes.Float32, dims...) }
