package spec

import (
	"fmt"
	"strings"
)

// Object names one of Keras' small things, an activation, initializer, loss,
// metric or optimizer, with its numeric settings, all of them filled in.
type Object struct {
	Class  string  `json:"class_name"` // Keras' name: "relu", "GlorotUniform", "Adam"
	Params Numbers `json:"config,omitempty"`
	Name   string  `json:"name,omitempty"` // of a metric in logs, if not the class'
}

// Param returns a setting. It panics if the constructor left it out, because
// defaults belong in one place.
func (o Object) Param(name string) float64 {
	value, ok := o.Params[name]
	if !ok {
		panic(fmt.Sprintf("spec: %s has no setting %q", o.Class, name))
	}
	return value
}

// Snake turns a class into Keras' snake case, which names layers:
// "Conv2D" → "conv2d", "BatchNormalization" → "batch_normalization".
func Snake(class string) string {
	var text strings.Builder
	runes := []rune(class)
	for i, r := range runes {
		upper := r >= 'A' && r <= 'Z'
		if upper && i > 0 {
			afterLower := runes[i-1] >= 'a' && runes[i-1] <= 'z'
			beforeLower := i+1 < len(runes) && runes[i+1] >= 'a' && runes[i+1] <= 'z'
			if afterLower || beforeLower {
				text.WriteByte('_')
			}
		}
		text.WriteString(strings.ToLower(string(r)))
	}
	return text.String()
}
