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
	weights [][]*Node // by layer, in Keras' order
	dropout *dropping // nil except while training
	logits  map[*Node]*Node
	dot     func(x, kernel *Node) *Node // [rows, in] · [in, out]
}

// scope is what a layer's forward function sees of the network.
type scope struct {
	*network
	node    int     // which call of a layer in the model this is
	weights []*Node // the layer's
}

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
	values := make([]*Node, len(n.model.Nodes))
	for i, node := range n.model.Nodes {
		layer := n.model.Layers[node.Layer]
		if layer.Config.Class() == "InputLayer" {
			values[i] = x
			continue
		}
		var inputs []*Node
		for _, input := range node.Inputs {
			inputs = append(inputs, values[input])
		}
		s := &scope{network: n, node: i, weights: n.weights[node.Layer]}
		values[i] = layers[layer.Config.Class()](s, layer.Config, inputs)
	}
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
