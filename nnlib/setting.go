package nnlib

import "fmt"

// setting is one number among the settings of a loss or a metric.
type setting struct {
	name  string
	value float64
}

func (s setting) crossentropy(params map[string]float64)       { params[s.name] = s.value }
func (s setting) sparseCrossentropy(params map[string]float64) { params[s.name] = s.value }
func (s setting) huber(params map[string]float64)              { params[s.name] = s.value }
func (s setting) binaryAccuracy(params map[string]float64)     { params[s.name] = s.value }

// checkSetting panics unless ok and value is finite.
func checkSetting(who string, value float64, ok bool, expected, fix string) {
	if !ok || value-value != 0 { // neither NaN nor infinite
		panic(&Error{Who: who, Expected: expected, Got: fmt.Sprint(value), Fix: fix})
	}
}
