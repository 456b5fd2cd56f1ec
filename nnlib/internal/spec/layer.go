package spec

import (
	"encoding/json"
	"fmt"
)

// Config is what makes a layer that layer: its class and settings.
// Each class has a file of its own here.
type Config interface {
	// Class is Keras' class name, such as "Dense".
	Class() string
	// OutputShape is what the layer makes of its inputs' shapes. Its error is a
	// *fault.Error without Who; the model says which layer spoke.
	OutputShape(inputs []Shape) (Shape, error)
	// Weights lists the layer's variables in Keras' order, for inputs that
	// OutputShape accepted.
	Weights(inputs []Shape) []Weight
}

// Weight declares one variable of a layer.
type Weight struct {
	Name        string // "kernel", "bias"
	Shape       []int  // Keras' layout: a Dense kernel is [in, units]
	Initializer Object
	Trainable   bool
	Regularizer *Object // adds to the loss; nil for none
	Constraint  *Object // holds after each step of training; nil for none
}

// Layer is a Config with its name in the model.
type Layer struct {
	Name   string
	Config Config
	Frozen bool // keeps its weights as they are
}

// Weights lists the layer's variables for inputs of these shapes.
func (l Layer) Weights(inputs []Shape) []Weight {
	weights := l.Config.Weights(inputs)
	if l.Frozen {
		for i := range weights {
			weights[i].Trainable = false
		}
	}
	return weights
}

// configs makes an empty Config for each class, to decode into.
var configs = map[string]func() Config{}

func register(empty func() Config) { configs[Kind(empty())] = empty }

type layerJSON struct {
	Class  string          `json:"class_name"`
	Name   string          `json:"name"`
	Config json.RawMessage `json:"config"`
	Frozen bool            `json:"frozen,omitempty"`
}

// MarshalJSON writes {"class_name", "name", "config", "frozen"}.
func (l Layer) MarshalJSON() ([]byte, error) {
	config, err := json.Marshal(l.Config)
	if err != nil {
		return nil, fmt.Errorf("layer %q: %w", l.Name, err)
	}
	return json.Marshal(layerJSON{Kind(l.Config), l.Name, config, l.Frozen})
}

// UnmarshalJSON reads what MarshalJSON wrote; an unknown class is an error.
func (l *Layer) UnmarshalJSON(data []byte) error {
	var raw layerJSON
	if err := json.Unmarshal(data, &raw); err != nil {
		return fmt.Errorf("layer: %w", err)
	}
	empty, ok := configs[raw.Class]
	if !ok {
		return fmt.Errorf("layer %q: unknown class %q", raw.Name, raw.Class)
	}
	l.Name, l.Config, l.Frozen = raw.Name, empty(), raw.Frozen
	if err := json.Unmarshal(raw.Config, l.Config); err != nil {
		return fmt.Errorf("layer %q: %w", raw.Name, err)
	}
	return nil
}
