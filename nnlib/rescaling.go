package nnlib

import "nnbook/nnlib/internal/spec"

// Rescaling returns a layer that computes scale·x + offset. It has no weights. As a
// part of the model it is there when others use it; [Dataset.Scale] is for the data.
//
//	nnlib.Rescaling(1.0/127.5, -1) // bytes to -1…1
//
// Shapes: x and y are [batch, …].
//
// Keras' default for offset is 0. Rescaling panics for NaN and Inf.
//
// Source: Keras 3, keras/src/layers/preprocessing/rescaling.py.
func Rescaling(scale, offset float64) *Layer {
	checkSetting("nnlib.Rescaling", scale+offset, true, "two numbers", "nnlib.Rescaling(1.0/255, 0)")
	return newLayer(&spec.Rescaling{Scale: scale, Offset: offset})
}
