package spec

import (
	"errors"
	"fmt"
	"slices"

	"nnbook/nnlib/internal/fault"
)

func init() {
	register(func() Config { return &Nested{class: "Sequential"} })
	register(func() Config { return &Nested{class: "Functional"} })
}

// Nested is a model of one output as a layer of another. Its weights are those of
// its layers, in their order.
type Nested struct {
	class string
	Model *Model `json:"model"`
}

// NewNested makes a layer of a model.
func NewNested(m *Model) *Nested { return &Nested{m.Class, m} }

func (c *Nested) Class() string { return c.class }

func (c *Nested) arity() (least, most int) { return len(c.Model.Inputs), len(c.Model.Inputs) }

func (c *Nested) validate() error {
	if c.Model == nil {
		return errors.New("no model in it")
	}
	return c.Model.Validate()
}

func (c *Nested) OutputShape(inputs []Shape) (Shape, error) {
	if n := len(c.Model.Outputs); n != 1 {
		return nil, &fault.Error{
			Expected: "a model of one output",
			Got:      fmt.Sprintf("one of %d", n),
			Fix:      "a model of its own for each output",
		}
	}
	for i, input := range c.Model.Inputs {
		if want := c.Model.Nodes[input].Shape; !slices.Equal(want, inputs[i]) {
			return nil, &fault.Error{
				Expected: fmt.Sprintf("rows of shape %v, as its Input says", want),
				Got:      fmt.Sprintf("rows of shape %v", inputs[i]),
				Fix:      "an Input of that shape in the inner model",
			}
		}
	}
	return c.Model.Nodes[c.Model.Outputs[0]].Shape, nil
}

func (c *Nested) Weights([]Shape) []Weight {
	var all []Weight
	for i, weights := range c.Model.Weights() {
		for _, w := range weights {
			w.Name = c.Model.Layers[i].Name + "/" + w.Name
			all = append(all, w)
		}
	}
	return all
}
