package spec

import (
	"fmt"
	"math"
	"slices"

	"nnbook/nnlib/internal/fault"
)

func init() { register(func() Config { return new(Custom) }) }

// Custom is a layer that a program wrote itself. Its code is a Go value of that
// program, so that only an engine in the same process can run it.
type Custom struct {
	Name string `json:"name"` // what its author calls the class
	Code int    `json:"code"` // as KeepCode numbered it
}

// LayerCode is what a layer's code says of its shapes, as a [Config] does.
type LayerCode interface {
	Arity() (least, most int)
	OutputShape(inputs []Shape) (Shape, error)
	Weights(inputs []Shape) []Weight
}

func (c *Custom) Class() string { return c.Name }

func (c *Custom) code() (LayerCode, bool) {
	code, ok := KeptCode(c.Code).(LayerCode)
	return code, ok
}

func (c *Custom) validate() error {
	if _, ok := c.code(); !ok {
		return &fault.Error{
			Who: "nnbook's engine",
			Got: fmt.Sprintf("the code of layer %s, which is a function of another program, cannot run here", c.Name),
			Fix: "train the model in the program that makes the layer, outside of a notebook",
		}
	}
	return nil
}

func (c *Custom) arity() (least, most int) {
	if code, ok := c.code(); ok {
		return code.Arity()
	}
	return 1, math.MaxInt32
}

// OutputShape expects, as Weights does, that validate found the code.
func (c *Custom) OutputShape(inputs []Shape) (Shape, error) {
	code, _ := c.code()
	return code.OutputShape(inputs)
}

func (c *Custom) Weights(inputs []Shape) []Weight {
	code, _ := c.code()
	return code.Weights(inputs)
}

// Kind is what tells how a layer computes: its class, or one for all layers that
// programs wrote themselves, whatever these call them.
func Kind(config Config) string {
	if _, own := config.(*Custom); own {
		return "Custom"
	}
	return config.Class()
}

// Own names a layer of the model that the program wrote itself, if it has one.
func (m *Model) Own() (layer string, ok bool) {
	for _, l := range m.Layers {
		if isOwn(l.Config) {
			return l.Name, true
		}
		if inner, isModel := l.Config.(*Nested); isModel {
			if layer, ok := inner.Model.Own(); ok {
				return layer, true
			}
		}
	}
	return "", false
}

func isOwn(config Config) bool {
	if wrapper, ok := config.(Wrapper); ok {
		return slices.ContainsFunc(wrapper.Inner(), isOwn)
	}
	_, own := config.(*Custom)
	return own
}
