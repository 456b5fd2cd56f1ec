package nnlib

import (
	"fmt"
	"slices"

	"nnbook/nnlib/internal/spec"
)

// Graph is a model as what its layers hand to one another, a node for each call of
// a layer: what charts.ModelGraph draws.
type Graph struct{ model *spec.Model }

// Graph returns the model's graph.
func (m *Model) Graph() Graph { return Graph{m.spec} }

// Len returns the number of nodes.
func (g Graph) Len() int { return len(g.model.Nodes) }

// Layer returns the layer of a node: its name, Keras' name for what it is, the
// shape of what it puts out, without the batch, and how many values its weights
// have. A layer that is called again, and shares its weights, is numbered and has
// none of its own: dense[1].
//
// Layer panics for a node that is not there.
func (g Graph) Layer(i int) (name, class string, shape []int, params int) {
	node := g.model.Nodes[i]
	layer := g.model.Layers[node.Layer]
	name, class, shape = layer.Name, layer.Config.Class(), slices.Clone(node.Shape)
	if calls := g.callsBefore(i); calls > 0 {
		return fmt.Sprintf("%s[%d]", name, calls), class, shape, 0
	}
	for _, w := range g.model.Weights()[node.Layer] {
		params += spec.Shape(w.Shape).Size()
	}
	return name, class, shape, params
}

func (g Graph) callsBefore(i int) int {
	calls := 0
	for _, earlier := range g.model.Nodes[:i] {
		if earlier.Layer == g.model.Nodes[i].Layer {
			calls++
		}
	}
	return calls
}

// Inputs returns the nodes whose outputs a node takes, all of them before it.
//
// Inputs panics for a node that is not there.
func (g Graph) Inputs(i int) []int { return slices.Clone(g.model.Nodes[i].Inputs) }
