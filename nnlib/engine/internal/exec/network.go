package exec

import (
	"fmt"
	"slices"

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
	present *Node                       // [batch], 0 for the rows that a short batch lacks, else 1; nil: none lacks
	dot     func(x, kernel *Node) *Node // [rows, in] · [in, out]

	// convolve computes c of padded images x, with the kernel as [in, filters].
	convolve func(s *scope, c convolution, x, kernel *Node) *Node

	place  uint32 // tells nested networks' random numbers apart
	frozen bool   // all layers are
	*notes
}

// notes are what a network's layers leave for those who use it.
type notes struct {
	logits    map[*Node]*Node // what softmaxes were made from
	assigned  map[*Node]*Node // what layers make of their variables themselves
	penalties []*Node         // scalars, part of the loss
}

func newNetwork(model *spec.Model, chance *chance) *network {
	return &network{
		model: model, chance: chance, dot: dot, weights: make([][]*Node, len(model.Layers)),
		convolve: func(s *scope, c convolution, x, kernel *Node) *Node { return c.graph(s, x, kernel) },
		notes:    &notes{logits: map[*Node]*Node{}, assigned: map[*Node]*Node{}},
	}
}

// scope is what a layer's forward function sees of the network.
type scope struct {
	*network
	node    int     // which call of a layer in the model this is
	weights []*Node // the layer's
	frozen  bool    // the layer's weights are to stay as they are
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
// be after a step of training. Elsewhere, and in a frozen layer, it does nothing.
func (s *scope) assign(weight int, value *Node) {
	if s.training() && !s.frozen {
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
	layers[spec.Kind(config)] = func(s *scope, config spec.Config, inputs []*Node) *Node {
		return build(s, config.(C), inputs)
	}
}

// run builds all layers and returns the model's outputs for its inputs, [batch, …],
// with the masks of both: nil for none.
func (n *network) run(xs, inputMasks []*Node) (outputs, outputMasks []*Node) {
	values, masks, pools := make([]*Node, len(n.model.Nodes)), make([]*Node, len(n.model.Nodes)), n.poolsOfConvs()
	for i, input := range n.model.Inputs {
		values[input] = xs[i]
		if i < len(inputMasks) {
			masks[input] = inputMasks[i]
		}
	}
	for i, node := range n.model.Nodes {
		if _, waits := pools[i]; waits || values[i] != nil {
			continue
		}
		if conv := node.Inputs[0]; pools[conv] == i {
			values[i] = n.convPool(conv, i, values[n.model.Nodes[conv].Inputs[0]])
			continue
		}
		layer := n.model.Layers[node.Layer]
		s := &scope{network: n, node: i, weights: n.weights[node.Layer], frozen: n.frozen || layer.Frozen}
		var inputs []*Node
		for _, input := range node.Inputs {
			inputs, s.inputMasks = append(inputs, values[input]), append(s.inputMasks, masks[input])
		}
		values[i] = layers[spec.Kind(layer.Config)](s, layer.Config, inputs)
		s.maskOutput(layer.Config, inputs)
		masks[i] = s.mask
		s.penalizeOutput(layer.Config, values[i])
	}
	for _, output := range n.model.Outputs {
		outputs, outputMasks = append(outputs, values[output]), append(outputMasks, masks[output])
	}
	return outputs, outputMasks
}

// outcomes are the model's outputs beside their targets.
func (n *network) outcomes(xs, targets []*Node) []outcome {
	outs := make([]outcome, len(targets))
	outputs, masks := n.run(xs, nil)
	for i, y := range outputs {
		outs[i] = outcome{targets: targets[i], prediction: y, logits: n.logits[y], mask: masks[i]}
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
		if class := unknown(layer.Config); class != "" && class != "InputLayer" {
			return fmt.Errorf("model %q: layer %q: the engine cannot run a %s", model.Name, layer.Name, class)
		}
		if inner, ok := layer.Config.(*spec.Nested); ok {
			if err := supported(inner.Model); err != nil {
				return fmt.Errorf("model %q: %w", model.Name, err)
			}
		}
	}
	return nil
}

// unknown is the class of a layer, or of one within it, that has no forward
// function; "" if all have.
func unknown(config spec.Config) string {
	if layers[spec.Kind(config)] == nil {
		return config.Class()
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

// presence is present with further axes of size 1.
func (n *network) presence(rank int) *Node {
	dims := slices.Repeat([]int{1}, rank)
	dims[0] = n.present.Shape().Dimensions[0]
	return graph.Reshape(n.present, dims...)
}

// asNumbers turns no and yes into 0 and 1.
func asNumbers(x *Node) *Node { return graph.ConvertDType(x, dtypes.Float32) }

func float32s(dims ...int) shapes.Shape { return shapes.Make(dtypes.Float32, dims...) }
