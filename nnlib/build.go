package nnlib

import (
	"cmp"
	"fmt"
	"slices"

	"nnbook/nnlib/internal/spec"
)

// declare turns the graph that leads from inputs to outputs into a model. What
// comes out depends on the graph alone: not on what else was declared, or when.
func declare(name, class string, inputs, outputs []*Tensor) *Model {
	if name == "" {
		panic(&Error{
			Who:      "nnlib." + class,
			Expected: "a name, under which the model's weights are kept",
			Got:      `""`,
			Fix:      fmt.Sprintf(`nnlib.%s("mnist", …)`, class),
		})
	}
	b := newBuilder(name, class)
	b.checkEnds(inputs, outputs)
	b.inputs = inputs
	b.model.Outputs = b.addAll(outputs)
	b.reached = len(b.layers)
	b.model.Inputs = b.addAll(inputs)
	b.orderLayers()
	b.nameLayers()
	if err := b.model.Validate(); err != nil {
		panic(asError("nnlib."+class, "fewer units, or smaller rows", err))
	}
	return newModel(b.model)
}

type builder struct {
	who    string
	model  *spec.Model
	inputs []*Tensor
	nodes  map[*Tensor]int
	layers map[*Layer]int

	reached int // how many layers the outputs hang on
}

func newBuilder(name, class string) *builder {
	return &builder{
		who:    fmt.Sprintf("model %q", name),
		model:  &spec.Model{Name: name, Class: class},
		nodes:  map[*Tensor]int{},
		layers: map[*Layer]int{},
	}
}

func (b *builder) checkEnds(inputs, outputs []*Tensor) {
	notInput := func(t *Tensor) bool { return t == nil || !t.isInput() }
	switch {
	case len(inputs) == 0 || slices.ContainsFunc(inputs, notInput):
		b.fail("Inputs, at least one and nothing else, in nnlib.Inputs", fmt.Sprint(inputs), "x := nnlib.Input(8), then nnlib.Inputs(x)")
	case len(outputs) == 0 || slices.Contains(outputs, nil):
		b.fail("at least one tensor in nnlib.Outputs", fmt.Sprint(outputs), "nnlib.Outputs(nnlib.Dense(1).Call(x))")
	}
}

func (b *builder) addAll(tensors []*Tensor) []int {
	nodes := make([]int, len(tensors))
	for i, t := range tensors {
		nodes[i] = b.add(t)
	}
	return nodes
}

// add gives a tensor a node, after its inputs, unless it has one already.
func (b *builder) add(t *Tensor) int {
	if node, known := b.nodes[t]; known {
		return node
	}
	if t.isInput() && !slices.Contains(b.inputs, t) {
		b.fail("outputs that follow from the model's inputs", "one that hangs on another, "+t.String(), "add that to nnlib.Inputs(…)")
	}
	node := spec.Node{Layer: b.addLayer(t.layer), Shape: t.shape}
	for _, input := range t.inputs {
		node.Inputs = append(node.Inputs, b.add(input))
	}
	b.nodes[t] = len(b.model.Nodes)
	b.model.Nodes = append(b.model.Nodes, node)
	return b.nodes[t]
}

func (b *builder) addLayer(l *Layer) int {
	if _, known := b.layers[l]; !known {
		b.layers[l] = len(b.model.Layers)
		b.model.Layers = append(b.model.Layers, spec.Layer{Name: l.name, Config: l.config, Frozen: l.frozen})
	}
	return b.layers[l]
}

// orderLayers sorts the layers as Keras does: those furthest from the outputs
// first, and of the same distance in the order in which a walk from the outputs
// met them, after inputs that lead nowhere.
func (b *builder) orderLayers() {
	depth := b.layerDepths()
	rank := func(layer int) int {
		if layer >= b.reached {
			return layer - len(depth)
		}
		return layer
	}
	order := make([]int, len(depth))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(depth[j], depth[i]), cmp.Compare(rank(i), rank(j)))
	})
	b.permute(order)
}

// layerDepths counts each layer's steps to the outputs, along the longest way
// and from the first of its calls.
func (b *builder) layerDepths() []int {
	nodes, layers := make([]int, len(b.model.Nodes)), make([]int, len(b.model.Layers))
	for i, node := range slices.Backward(b.model.Nodes) {
		depth := max(nodes[i], layers[node.Layer])
		layers[node.Layer] = depth
		for _, input := range node.Inputs {
			nodes[input] = max(nodes[input], depth+1)
		}
	}
	return layers
}

func (b *builder) permute(order []int) {
	layers, place := make([]spec.Layer, len(order)), make([]int, len(order))
	for to, from := range order {
		layers[to], place[from] = b.model.Layers[from], to
	}
	b.model.Layers = layers
	for i := range b.model.Nodes {
		b.model.Nodes[i].Layer = place[b.model.Nodes[i].Layer]
	}
}

// nameLayers names the layers that have no name by class and place among those
// of their class: dense, dense_1, …, passing over names that are taken.
func (b *builder) nameLayers() {
	taken := map[string]bool{}
	for _, layer := range b.model.Layers {
		taken[layer.Name] = true
	}
	count := map[string]int{}
	for i := range b.model.Layers {
		layer := &b.model.Layers[i]
		for class := spec.Snake(layer.Config.Class()); layer.Name == ""; count[class]++ {
			name := class
			if count[class] > 0 {
				name = fmt.Sprintf("%s_%d", class, count[class])
			}
			if !taken[name] {
				layer.Name = name
			}
		}
	}
}

func (b *builder) fail(expected, got, fix string) {
	panic(&Error{Who: b.who, Expected: expected, Got: got, Fix: fix})
}
