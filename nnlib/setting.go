package nnlib

import (
	"fmt"
	"strings"

	"nnbook/nnlib/internal/spec"
)

// setting is one number among the settings of a loss or a metric.
type setting struct {
	name  string
	value float64
}

func (s setting) crossentropy(params map[string]float64)       { params[s.name] = s.value }
func (s setting) sparseCrossentropy(params map[string]float64) { params[s.name] = s.value }
func (s setting) huber(params map[string]float64)              { params[s.name] = s.value }
func (s setting) binaryAccuracy(params map[string]float64)     { params[s.name] = s.value }
func (s setting) count(params map[string]float64)              { params[s.name] = s.value }
func (s setting) precision(params map[string]float64)          { params[s.name] = s.value }
func (s setting) operatingPoint(params map[string]float64)     { params[s.name] = s.value }
func (s setting) fScore(params map[string]float64)             { params[s.name] = s.value }
func (s setting) auc(params map[string]float64)                { params[s.name] = s.value }
func (s setting) r2Score(params map[string]float64)            { params[s.name] = s.value }
func (s setting) iou(params map[string]float64)                { params[s.name] = s.value }
func (s setting) binaryIoU(params map[string]float64)          { params[s.name] = s.value }
func (s setting) binaryFocal(params map[string]float64)        { params[s.name] = s.value }
func (s setting) categoricalFocal(params map[string]float64)   { params[s.name] = s.value }
func (s setting) circle(params map[string]float64)             { params[s.name] = s.value }

// settings are several numbers: name_0, name_1, ….
type settings struct {
	name   string
	values []float64
}

func (s settings) set(params map[string]float64)              { spec.Numbers(params).SetList(s.name, s.values...) }
func (s settings) auc(params map[string]float64)              { s.set(params) }
func (s settings) overlapping(params map[string]float64)      { s.set(params) }
func (s settings) categoricalFocal(params map[string]float64) { s.set(params) }

// checkSetting panics unless ok and value is finite.
func checkSetting(who string, value float64, ok bool, expected, fix string) {
	if !ok || value-value != 0 { // neither NaN nor infinite
		panic(&Error{Who: who, Expected: expected, Got: fmt.Sprint(value), Fix: fix})
	}
}

func floats(values []int) []float64 {
	all := make([]float64, len(values))
	for i, value := range values {
		all[i] = float64(value)
	}
	return all
}

// place finds one of several names. It panics if it is none of them.
func place(who, name, fix string, names ...string) float64 {
	for i, known := range names {
		if name == known {
			return float64(i)
		}
	}
	panic(&Error{Who: who, Expected: "one of " + strings.Join(names, ", "), Got: name, Fix: fix})
}
