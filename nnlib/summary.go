package nnlib

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// Summary prints the model's layers with their output shapes and numbers of
// parameters, in the form of Keras' summary. None stands for the batch size.
// After a Fit it counts the optimizer's variables too, as Keras does.
//
// Sizes in memory are in units of 1024 bytes, at four bytes a number.
func (m *Model) Summary(options ...SummaryOption) {
	fmt.Print(m.summary(m.optimizerParams(), options...))
}

// summary is what a summary shows.
type summary struct {
	nested, trainable bool
	chain             bool
	table             *table
}

// summary is the table and the sums, with so many optimizer's variables.
func (m *Model) summary(optimizer int, options ...SummaryOption) string {
	s := summary{chain: m.isChain()}
	for _, option := range options {
		option(&s)
	}
	s.table = newTable(s.chain, s.trainable)
	s.rows(m, "")
	total, trainable := m.countParams()
	var text strings.Builder
	fmt.Fprintf(&text, "Model: %q\n%s", m.spec.Name, s.table)
	sum := func(what string, n int) {
		fmt.Fprintf(&text, " %s params: %s (%s)\n", what, thousands(n), bytes(4*n))
	}
	sum("Total", total+optimizer)
	sum("Trainable", trainable)
	sum("Non-trainable", total-trainable)
	if optimizer > 0 {
		sum("Optimizer", optimizer)
	}
	return text.String()
}

// rows adds a model's layers, with a prefix for those of nested models.
func (s *summary) rows(m *Model, prefix string) {
	for _, i := range m.visibleLayers() {
		s.row(m, i, prefix)
		if inner, isModel := m.spec.Layers[i].Config.(*spec.Nested); isModel && s.nested {
			within := inner.Model
			if m.spec.Layers[i].Frozen {
				within = within.Freeze(true)
			}
			s.rows(&Model{spec: within}, "   "+cmp.Or(prefix, "└ "))
		}
	}
}

// optimizerParams asks how many variables the optimizer has; 0 where none were
// made yet, and where no engine is there to ask.
func (m *Model) optimizerParams() int {
	total, _ := m.countParams()
	models, _ := askOnce(wire.GetModels{}).(wire.Models)
	for _, status := range models.List {
		if status.Name == m.spec.Name && status.Parameters == total {
			return status.Optimizer
		}
	}
	return 0
}

// visibleLayers are the indices of the layers that a summary shows: Keras leaves
// a sequential model's input out.
func (m *Model) visibleLayers() []int {
	var visible []int
	for i, layer := range m.spec.Layers {
		if _, isInput := layer.Config.(*spec.Input); !isInput || m.spec.Class != "Sequential" {
			visible = append(visible, i)
		}
	}
	return visible
}

// isChain tells whether each layer follows the one before, so that a summary
// need not say what it is connected to.
func (m *Model) isChain() bool {
	for i, node := range m.spec.Nodes {
		if i > 0 && !slices.Equal(node.Inputs, []int{i - 1}) {
			return false
		}
	}
	return len(m.spec.Outputs) == 1 && len(m.spec.Layers) == len(m.spec.Nodes)
}

// row adds a layer.
func (s *summary) row(m *Model, layer int, prefix string) {
	declared := m.spec.Layers[layer]
	params, learns := 0, "-"
	for _, w := range m.spec.Weights()[layer] {
		params += spec.Shape(w.Shape).Size()
		learns = "Y"
	}
	if declared.Frozen && learns == "Y" {
		learns = "N"
	}
	var shape spec.Shape
	var connections []string
	for _, node := range m.spec.Nodes {
		if node.Layer == layer {
			shape = node.Shape
			connections = append(connections, m.connections(node)...)
		}
	}
	if len(connections) == 0 || prefix != "" {
		connections = []string{"-"}
	}
	cells := []string{fmt.Sprintf("%s%s (%s)", prefix, declared.Name, declared.Config.Class()), shape.String(), thousands(params)}
	if !s.chain {
		cells = append(cells, strings.Join(connections, ", "))
	}
	if s.trainable {
		cells = append(cells, learns)
	}
	s.table.row(cells...)
}

// connections lists a node's inputs as Keras does: the layer, which of its calls,
// and which of that call's outputs.
func (m *Model) connections(node spec.Node) []string {
	var texts []string
	for _, input := range node.Inputs {
		layer, calls := m.spec.Nodes[input].Layer, 0
		for _, earlier := range m.spec.Nodes[:input] {
			if earlier.Layer == layer {
				calls++
			}
		}
		texts = append(texts, fmt.Sprintf("%s[%d][0]", m.spec.Layers[layer].Name, calls))
	}
	return texts
}

// thousands writes 266610 as 266,610.
func thousands(n int) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// bytes writes a size in memory: 1.02 MB.
func bytes(n int) string {
	size := float64(n)
	for _, unit := range []string{"B", "KB", "MB", "GB", "TB"} {
		if size < 1024 {
			return fmt.Sprintf("%.2f %s", size, unit)
		}
		size /= 1024
	}
	return fmt.Sprintf("%.2f PB", size)
}
