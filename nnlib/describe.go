package nnlib

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"nnbook/nnlib/internal/spec"
)

// describe returns an object's class and its settings by name:
// "SGD: learning_rate 0.01, momentum 0".
func describe(o spec.Object) string {
	settings := []string{}
	for _, name := range slices.Sorted(maps.Keys(o.Params)) {
		if name != "learning_rate" || o.Schedule == nil {
			settings = append(settings, fmt.Sprintf("%s %g", name, o.Params[name]))
		}
	}
	if o.Schedule != nil {
		settings = append(settings, "learning_rate by "+o.Schedule.Class)
	}
	class := o.Class
	if o.Name != "" {
		class = fmt.Sprintf("%s %q", class, o.Name)
	}
	if len(settings) == 0 {
		return class
	}
	return class + ": " + strings.Join(settings, ", ")
}

// String names the optimizer and its settings.
func (o Optimizer) String() string { return describe(o.object) }

// String names the schedule and its settings.
func (s Schedule) String() string { return describe(s.object) }

// String names the initializer and its settings.
func (i Initializer) String() string { return describe(i.object) }

// String names the regularizer and its settings.
func (r Regularizer) String() string { return describe(r.object) }

// String names the constraint and its settings.
func (c Constraint) String() string { return describe(c.object) }

// String names the loss and its settings, or the losses of several outputs.
func (l Loss) String() string {
	if l.parts == nil {
		return describe(l.object) + of(l.output)
	}
	parts := []string{}
	for _, part := range l.parts {
		parts = append(parts, part.String())
	}
	return strings.Join(parts, "; ")
}

func (m measure) String() string { return describe(m.object) + of(m.output) }

func (m measures) String() string {
	texts := []string{}
	for _, each := range m {
		texts = append(texts, each.String())
	}
	return strings.Join(texts, "; ")
}

// of says whose a loss or a metric is, of the model's outputs.
func of(output string) string {
	if output == "" {
		return ""
	}
	return fmt.Sprintf(" of output %q", output)
}

// String says what the scaler learned from.
func (s *Scaler) String() string { return "a scaler by the means and deviations of " + s.on.String() }

// String tells name, shape and range of the values, and the first ten.
func (w Weight) String() string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s %v", w.Name, w.Shape)
	if len(w.Values) == 0 {
		return text.String()
	}
	fmt.Fprintf(&text, " from %.4g to %.4g:", slices.Min(w.Values), slices.Max(w.Values))
	for _, value := range w.Values[:min(10, len(w.Values))] {
		fmt.Fprintf(&text, " %.4f", value)
	}
	if len(w.Values) > 10 {
		text.WriteString(" …")
	}
	return text.String()
}
