package spec

import (
	"fmt"
	"math"
	"slices"

	"nnbook/nnlib/internal/fault"
)

// maxParameters keeps a slip such as Dense(1_000_000) on a large row from taking
// the machine's memory: 2 GiB of float32, before the optimizer's own.
const maxParameters = 1 << 29

// Validate checks a graph that comes from outside: indices in range, every node
// after its inputs, shapes as the layers state them, names that tell layers
// apart, and a size that fits into memory.
func (m *Model) Validate() error {
	if len(m.Inputs) == 0 || len(m.Outputs) == 0 {
		return fmt.Errorf("model %q: no inputs or no outputs", m.Name)
	}
	if err := m.validateNames(); err != nil {
		return err
	}
	for i := range m.Nodes {
		if err := m.validateNode(i); err != nil {
			return err
		}
	}
	for _, i := range slices.Concat(m.Inputs, m.Outputs) {
		if i < 0 || i >= len(m.Nodes) {
			return fmt.Errorf("model %q: no node %d", m.Name, i)
		}
	}
	for _, i := range m.Inputs {
		if len(m.Nodes[i].Inputs) > 0 {
			return fmt.Errorf("model %q: input node %d is not an InputLayer", m.Name, i)
		}
	}
	if err := m.validateShared(); err != nil {
		return err
	}
	return m.validateSize()
}

// validateShared checks that all calls of a layer can share its weights.
func (m *Model) validateShared() error {
	first := map[int]int{} // the node of each layer's first call
	for i, node := range m.Nodes {
		before, called := first[node.Layer]
		if !called {
			first[node.Layer] = i
			continue
		}
		layer := m.Layers[node.Layer]
		have, need := layer.Weights(m.InputShapes(before)), layer.Weights(m.InputShapes(i))
		for j := range need {
			if j < len(have) && slices.Equal(have[j].Shape, need[j].Shape) {
				continue
			}
			return &fault.Error{
				Who:      fmt.Sprintf("layer %q of model %q", layer.Name, m.Name),
				Expected: fmt.Sprintf("rows like those of its first call, of shape %v, because its calls share weights", m.InputShapes(before)[0]),
				Got:      fmt.Sprintf("rows of shape %v", m.InputShapes(i)[0]),
				Fix:      "a layer of its own for each shape",
			}
		}
	}
	return nil
}

func (m *Model) validateNames() error {
	seen := map[string]bool{}
	for i, layer := range m.Layers {
		switch {
		case layer.Config == nil:
			return fmt.Errorf("model %q: layer %d has no class", m.Name, i+1)
		case seen[layer.Name]:
			return &fault.Error{
				Who:      fmt.Sprintf("model %q", m.Name),
				Expected: "a name of its own for each layer",
				Got:      fmt.Sprintf("two layers named %q", layer.Name),
				Fix:      fmt.Sprintf("Named(%q)", layer.Name+"_2"),
			}
		}
		seen[layer.Name] = true
	}
	return nil
}

func (m *Model) validateNode(i int) error {
	node := m.Nodes[i]
	if node.Layer < 0 || node.Layer >= len(m.Layers) {
		return fmt.Errorf("model %q: node %d has no layer", m.Name, i)
	}
	layer := m.Layers[node.Layer]
	for _, input := range node.Inputs {
		if input < 0 || input >= i {
			return fmt.Errorf("model %q: node %d comes before its input %d", m.Name, i, input)
		}
	}
	if err := validateConfig(layer.Config); err != nil {
		return fmt.Errorf("model %q: layer %q: %w", m.Name, layer.Name, err)
	}
	if least, most := Arity(layer.Config); len(node.Inputs) < least || len(node.Inputs) > most {
		return fmt.Errorf("model %q: layer %q has %d inputs", m.Name, layer.Name, len(node.Inputs))
	}
	shape, err := layer.Config.OutputShape(m.InputShapes(i))
	if err != nil {
		return fmt.Errorf("model %q: layer %q: %w", m.Name, layer.Name, err)
	}
	if err := shape.Validate(); err != nil {
		return fmt.Errorf("model %q: layer %q: %w", m.Name, layer.Name, err)
	}
	if !slices.Equal(shape, node.Shape) {
		return fmt.Errorf("model %q: layer %q gives %v, declared as %v", m.Name, layer.Name, shape, node.Shape)
	}
	return nil
}

// validateConfig checks what must hold before a configuration's methods are called.
func validateConfig(c Config) error {
	if c, ok := c.(interface{ validate() error }); ok {
		return c.validate()
	}
	return nil
}

func (m *Model) validateSize() error {
	total := 0
	for i, weights := range m.Weights() {
		for _, w := range weights {
			if err := Shape(w.Shape).Validate(); err != nil {
				return fmt.Errorf("model %q: layer %q: %s: %w", m.Name, m.Layers[i].Name, w.Name, err)
			}
			total += Shape(w.Shape).Size()
			if total > maxParameters {
				return &fault.Error{
					Who:      fmt.Sprintf("model %q", m.Name),
					Expected: fmt.Sprintf("at most %d parameters", maxParameters),
					Got:      fmt.Sprintf("more, by layer %q", m.Layers[i].Name),
					Fix:      "fewer units, or smaller rows",
				}
			}
		}
	}
	return nil
}

// Validate checks that every axis has a size and that a row fits into memory.
func (s Shape) Validate() error {
	size := 1
	for _, n := range s {
		if n < 1 || n > math.MaxInt32/size {
			return fmt.Errorf("shape %v is not possible: its sizes must be at least 1 and a row at most %d values", s, math.MaxInt32)
		}
		size *= n
	}
	return nil
}
