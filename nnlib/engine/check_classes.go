package engine

import (
	"fmt"
	"slices"

	"nnbook/nnlib/internal/spec"
)

// classNumbers checks the features of an input that goes into an Embedding, which
// has a vector for each whole number from 0 on.
func (c checker) classNumbers(m *spec.Model, input int) error {
	for _, node := range m.Nodes {
		layer := m.Layers[node.Layer]
		embedding, ok := layer.Config.(*spec.Embedding)
		if !ok || !slices.Contains(node.Inputs, input) {
			continue
		}
		if err := c.classesBelow(embedding.InputDim, layer.Name); err != nil {
			return err
		}
	}
	return nil
}

func (c checker) classesBelow(classes int, layer string) error {
	width := spec.Shape(c.rows.x.Shape[1:]).Size()
	for i, row := range c.rows.list {
		for j := range width {
			v := c.rows.x.Float32(int(row)*width+j) * c.rows.factor
			if v >= 0 && v < float32(classes) && v == float32(int(v)) {
				continue
			}
			return c.fail(
				fmt.Sprintf("class numbers from 0 to %d, for layer %q", classes-1, layer),
				fmt.Sprintf("%v in row %d", v, i), classesFix(v, classes))
		}
	}
	return nil
}

// classesFix is what makes a number one of the classes.
func classesFix(v float32, classes int) string {
	if v >= float32(classes) && v == float32(int(v)) {
		return fmt.Sprintf("nnlib.Embedding(%d, …), or classes below %d", int(v)+1, classes)
	}
	return "number the classes 0, 1, 2, …, and give them as they are, neither scaled nor standardised"
}
