package spec

import (
	"fmt"
	"strings"

	"nnbook/nnlib/internal/fault"
)

// Within returns the model with other outputs: those of some of its layers, in
// their last calls.
func (m *Model) Within(layers []string) (*Model, error) {
	changed := *m
	changed.Outputs = nil
	for _, name := range layers {
		node := m.lastCall(name)
		if node < 0 {
			return nil, &fault.Error{
				Who:      fmt.Sprintf("model %q", m.Name),
				Expected: "the name of a layer that computes, one of " + strings.Join(m.computing(), ", "),
				Got:      fmt.Sprintf("%q", name),
				Fix:      "model.Summary() shows the names",
			}
		}
		changed.Outputs = append(changed.Outputs, node)
	}
	return &changed, nil
}

// lastCall is the last node of a layer that has inputs, or -1.
func (m *Model) lastCall(name string) int {
	last := -1
	for i, node := range m.Nodes {
		if m.Layers[node.Layer].Name == name && len(node.Inputs) > 0 {
			last = i
		}
	}
	return last
}

// computing are the names of the layers that are no inputs.
func (m *Model) computing() []string {
	var names []string
	for _, layer := range m.Layers {
		if _, isInput := layer.Config.(*Input); !isInput {
			names = append(names, fmt.Sprintf("%q", layer.Name))
		}
	}
	return names
}
