package engine

import (
	"fmt"
	"strconv"
	"strings"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// checker looks for what Keras lets pass in silence, before a pass over rows.
type checker struct {
	who   string
	rows  rows
	shape spec.Shape // that the input takes, or the output gives
	layer string     // the input's or the output's
}

// check tells how examples don't fit a model; settings is nil for a prediction,
// which needs no targets.
func check(who string, m *spec.Model, settings *spec.Compile, x examples) error {
	if got, want := len(x.inputs), len(m.Inputs); got != want {
		return tellCount(who, "inputs", want, got, "nnlib.Zip(…), a data set for each input")
	}
	for i, input := range m.Inputs {
		c := newChecker(who, m, input, x.inputs[i], len(m.Inputs), "input")
		if err := c.features(); err != nil {
			return err
		}
		if err := c.classNumbers(m, input); err != nil {
			return err
		}
	}
	if settings == nil {
		return nil
	}
	if len(x.targets) == 0 {
		return &fault.Error{Who: who, Expected: "targets", Got: "a data set without", Fix: "give the data set its targets"}
	}
	if got, want := len(x.targets), len(m.Outputs); got != want {
		return tellCount(who, "outputs", want, got, "WithTargets(…), a data set for each output")
	}
	for i, output := range m.Outputs {
		if err := newChecker(who, m, output, x.targets[i], len(m.Outputs), "output").targets(settings.Goals[i].Loss); err != nil {
			return err
		}
	}
	return nil
}

func tellCount(who, what string, want, got int, fix string) error {
	return &fault.Error{Who: who, Expected: fmt.Sprintf("data for %d %s", want, what), Got: fmt.Sprintf("for %d", got), Fix: fix}
}

// newChecker says which input or output it is about where there are several.
func newChecker(who string, m *spec.Model, node int, r rows, several int, what string) checker {
	layer := m.Layers[m.Nodes[node].Layer].Name
	if several > 1 {
		who = fmt.Sprintf("%s, %s %q", who, what, layer)
	}
	return checker{who, r, m.Nodes[node].Shape, layer}
}

func (c checker) fail(expected, got, fix string) error {
	return &fault.Error{Who: c.who, Expected: expected, Got: got, Fix: fix}
}

func (c checker) features() error {
	if len(c.rows.list) == 0 {
		return c.fail("at least one row", "an empty data set", "a larger Take, or a smaller Skip or Split")
	}
	shape := spec.Shape(c.rows.x.Shape[1:])
	if shape.String() != c.shape.String() {
		return c.fail("rows of shape "+c.shape.String(), "rows of shape "+shape.String(), shapeFix(c.shape, shape))
	}
	if !finite(c.rows.xLargest * float64(c.rows.factor)) {
		if row, value, ok := c.badValue(c.rows.x.Float32, shape.Size(), c.rows.factor); ok {
			return c.fail("finite numbers", fmt.Sprintf("%v in row %d", value, row), "replace it, or leave that row out, where the data are made")
		}
	}
	return nil
}

// shapeFix is the line that makes a model take rows of a shape.
func shapeFix(model, data spec.Shape) string {
	sizes := strings.Trim(strings.ReplaceAll(fmt.Sprint([]int(data)), " ", ", "), "[]")
	if len(data) > 1 && len(model) == 1 && data.Size() == model.Size() {
		return fmt.Sprintf("nnlib.Input(%s), nnlib.Flatten() as the first layers", sizes)
	}
	return fmt.Sprintf("nnlib.Input(%s) as the first layer", sizes)
}

func (c checker) targets(loss spec.Object) error {
	switch loss.Class {
	case spec.SparseCategoricalCrossentropy, spec.CategoricalGeneralizedCrossEntropy:
		return c.labels()
	case spec.Circle:
		return c.groups()
	}
	if err := c.numbers(demands[loss.Class].sum); err != nil {
		return err
	}
	return c.demanded(loss.Class)
}

// labels checks class numbers against the output's units.
func (c checker) labels() error {
	units := c.shape[len(c.shape)-1]
	width := spec.Shape(c.rows.y.Shape[1:]).Size()
	each := c.shape.Size() / units // labels of a row
	expected := fmt.Sprintf("labels from 0 to %d, one a row, for the %s of layer %q", units-1, fault.Count(units, "unit"), c.layer)
	if each > 1 {
		expected = fmt.Sprintf("labels from 0 to %d, %d a row, for the %d units of each step of layer %q", units-1, each, units, c.layer)
	}
	switch {
	case each == 1 && width > 1 && width == units:
		return c.fail(expected, fmt.Sprintf("rows of %d values, which look one-hot", width), "nnlib.CategoricalCrossentropy() as the loss, or each row's class as an int32: the position of its 1")
	case each > 1 && width == 1:
		return c.fail(expected, "one label a row", fmt.Sprintf("nnlib.Flatten() before layer %q, or as many labels", c.layer))
	case width != each:
		return c.fail(expected, fmt.Sprintf("rows of %d values", width), "nnlib.MeanSquaredError(), or as many labels")
	case c.rows.y.DType != "int32":
		return c.fail(expected, "targets of type "+c.rows.y.DType, "labels of type int32, or nnlib.MeanSquaredError()")
	case c.rows.lowest >= 0 && int(c.rows.most) < units:
		return nil
	}
	for i, row := range c.rows.list {
		for j := range each {
			switch label := int(c.rows.y.Int32(int(row)*each + j)); {
			case label < 0:
				return c.fail(expected, fmt.Sprintf("%d in row %d", label, i), "number the classes from 0")
			case label >= units:
				return c.fail(expected, fmt.Sprintf("%d in row %d", label, i),
					fmt.Sprintf("nnlib.Dense(%d, nnlib.Softmax) as the last layer, or labels below %d", int(c.rows.most)+1, units))
			}
		}
	}
	return nil
}

// groups checks class numbers that only tell rows apart.
func (c checker) groups() error {
	if width := spec.Shape(c.rows.y.Shape[1:]).Size(); width != 1 || c.rows.y.DType == "float32" {
		return c.fail("one class a row, a number of type int32", fmt.Sprintf("rows of %d values of type %s", width, c.rows.y.DType), "give each row's class as an int32")
	}
	return nil
}

// numbers checks the targets of a regression, or such as are one-hot.
func (c checker) numbers(oneHot bool) error {
	shape := spec.Shape(c.rows.y.Shape[1:])
	if width := shape.Size(); width != c.shape.Size() {
		fix := fmt.Sprintf("nnlib.Dense(%d) as the last layer", width)
		if c.rows.y.DType == "int32" && width == 1 {
			if oneHot {
				fix = fmt.Sprintf("data.ToCategorical(%d)", c.shape.Size())
			}
			fix = "nnlib.SparseCategoricalCrossentropy() as the loss for labels, or " + fix
		}
		return c.fail(fmt.Sprintf("targets of shape %v, as layer %q gives them", c.shape, c.layer), "targets of shape "+shape.String(), fix)
	}
	if c.rows.y.DType == "float32" && !finite(c.rows.yLargest) {
		if row, value, ok := c.badValue(c.rows.y.Float32, shape.Size(), 1); ok {
			return c.fail("finite targets", fmt.Sprintf("%v in row %d", value, row), "replace it, or leave that row out, where the data are made")
		}
	}
	return nil
}

// badValue finds the first row with a value that isn't finite.
func (c checker) badValue(value func(i int) float32, width int, factor float32) (row int, bad float32, found bool) {
	for i, row := range c.rows.list {
		for j := range width {
			if v := value(int(row)*width+j) * factor; !finite(float64(v)) {
				return i, v, true
			}
		}
	}
	return 0, 0, false
}

// warn speaks of settings that compute, but hardly what was meant.
func warn(c *call, m *spec.Model, settings spec.Compile) {
	for i, output := range m.Outputs {
		layer := m.Layers[m.Nodes[output].Layer]
		warnOutput(c, layer, settings.Goals[i].Loss)
		warnMetrics(c, layer, settings.Goals[i])
	}
}

func warnOutput(c *call, layer spec.Layer, loss spec.Object) {
	dense, ok := layer.Config.(*spec.Dense)
	if !ok {
		return
	}
	activation, who := dense.Activation.Class, "layer "+strconv.Quote(layer.Name)
	if activation == spec.Softmax && dense.Units == 1 {
		c.notice("%s: %s is a softmax over 1 unit, which is always 1 and learns nothing. Did you mean nnlib.Sigmoid?", c.who, who)
		return
	}
	name, ok := probabilities[loss.Class]
	if !ok {
		return
	}
	maker := strings.ToLower(name)
	switch fromLogits := loss.Params["from_logits"] != 0; {
	case fromLogits && activation == maker:
		c.notice("%s: the loss expects logits, but %s gives probabilities. Leave its %s out, or the loss' from-logits option.", c.who, who, maker)
	case name == "Softmax" && dense.Units == 1:
		c.notice("%s: the loss chooses among classes, but %s has 1 unit. Did you mean nnlib.BinaryCrossentropy(), or a unit for each class?", c.who, who)
	case name == "Sigmoid" && activation == spec.Softmax:
		c.notice("%s: the loss judges each output by itself, but %s makes them one choice of %d. Did you mean nnlib.SparseCategoricalCrossentropy(), or nnlib.Sigmoid?", c.who, who, dense.Units)
	case !fromLogits && activation != maker:
		c.notice("%s: the loss expects probabilities, but %s has the activation %s. Did you mean nnlib.Dense(%d, nnlib.%s)?", c.who, who, activation, dense.Units, name)
	}
}

// probabilities says by which activation of nnlib a loss' probabilities are made.
var probabilities = map[string]string{
	spec.SparseCategoricalCrossentropy:      "Softmax",
	spec.CategoricalCrossentropy:            "Softmax",
	spec.CategoricalFocalCrossentropy:       "Softmax",
	spec.CategoricalGeneralizedCrossEntropy: "Softmax",
	spec.BinaryCrossentropy:                 "Sigmoid",
	spec.BinaryFocalCrossentropy:            "Sigmoid",
}
