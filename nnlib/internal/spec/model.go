package spec

import "encoding/json"

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
			weights[node.Layer] = m.Layers[node.Layer].Weights(m.InputShapes(i))
		}
	}
	return weights
}

// LayerInput is the shape that a layer's first call is given.
func (m *Model) LayerInput(layer int) Shape {
	for i, node := range m.Nodes {
		if node.Layer == layer && len(node.Inputs) > 0 {
			return m.InputShapes(i)[0]
		}
	}
	return nil
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
