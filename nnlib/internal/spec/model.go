package spec

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// Model is a graph of layers. A layer that is called twice has two nodes and one
// set of weights.
type Model struct {
	Name    string  `json:"name"`
	Class   string  `json:"class_name"` // "Sequential" or "Functional"
	Seed    uint64  `json:"seed"`       // of the first weights
	Layers  []Layer `json:"layers"`
	Nodes   []Node  `json:"nodes"` // each after its inputs
	Inputs  []int   `json:"inputs"`
	Outputs []int   `json:"outputs"`
}

// Node is one call of a layer. An InputLayer's node has no inputs.
type Node struct {
	Layer  int   `json:"layer"`
	Inputs []int `json:"inputs,omitempty"`
	Shape  Shape `json:"shape"` // of its output
}

// InputShapes returns the shapes that a node's layer is called with.
func (m *Model) InputShapes(node int) []Shape {
	var shapes []Shape
	for _, input := range m.Nodes[node].Inputs {
		shapes = append(shapes, m.Nodes[input].Shape)
	}
	return shapes
}

// Weights lists each layer's variables, by layer. A shared layer's are those of
// its first call.
func (m *Model) Weights() [][]Weight {
	weights := make([][]Weight, len(m.Layers))
	built := make([]bool, len(m.Layers))
	for i, node := range m.Nodes {
		if !built[node.Layer] {
			built[node.Layer] = true
			weights[node.Layer] = m.Layers[node.Layer].Config.Weights(m.InputShapes(i))
		}
	}
	return weights
}

// Validate checks the shape of the graph as it comes from outside: indices in
// range, every node after its inputs, shapes as the layers state them.
func (m *Model) Validate() error {
	if len(m.Inputs) == 0 || len(m.Outputs) == 0 {
		return fmt.Errorf("model %q: no inputs or no outputs", m.Name)
	}
	for i, node := range m.Nodes {
		if node.Layer < 0 || node.Layer >= len(m.Layers) || m.Layers[node.Layer].Config == nil {
			return fmt.Errorf("model %q: node %d has no layer", m.Name, i)
		}
		for _, input := range node.Inputs {
			if input < 0 || input >= i {
				return fmt.Errorf("model %q: node %d comes before its input %d", m.Name, i, input)
			}
		}
		shape, err := m.Layers[node.Layer].Config.OutputShape(m.InputShapes(i))
		if err != nil {
			return fmt.Errorf("model %q: layer %q: %w", m.Name, m.Layers[node.Layer].Name, err)
		}
		if fmt.Sprint(shape) != fmt.Sprint(node.Shape) {
			return fmt.Errorf("model %q: layer %q gives %v, declared as %v", m.Name, m.Layers[node.Layer].Name, shape, node.Shape)
		}
	}
	for _, i := range append(append([]int{}, m.Inputs...), m.Outputs...) {
		if i < 0 || i >= len(m.Nodes) {
			return fmt.Errorf("model %q: no node %d", m.Name, i)
		}
	}
	return nil
}

// Change says in words how m differs from old, or "" where their weights fit
// one another. Only the first difference is told.
func (m *Model) Change(old *Model) string {
	if len(m.Layers) != len(old.Layers) {
		return fmt.Sprintf("it has %d layers, it had %d", len(m.Layers), len(old.Layers))
	}
	for i, layer := range m.Layers {
		now, _ := json.Marshal(layer)
		before, _ := json.Marshal(old.Layers[i])
		if string(now) != string(before) {
			return fmt.Sprintf("layer %d is %s, it was %s", i+1, now, before)
		}
	}
	switch {
	case !reflect.DeepEqual(m.Nodes, old.Nodes) || !reflect.DeepEqual(m.Inputs, old.Inputs) || !reflect.DeepEqual(m.Outputs, old.Outputs):
		return "its layers are connected in another way"
	case m.Seed != old.Seed:
		return fmt.Sprintf("its seed is %d, it was %d", m.Seed, old.Seed)
	}
	return ""
}

// GobEncode writes the model as JSON, so that the wire and files say the same.
func (m *Model) GobEncode() ([]byte, error) { return json.Marshal(m) }

// GobDecode reads and validates what GobEncode wrote.
func (m *Model) GobDecode(data []byte) error {
	if err := json.Unmarshal(data, m); err != nil {
		return err
	}
	return m.Validate()
}
