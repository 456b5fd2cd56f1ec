package nnlib

import "nnbook/nnlib/internal/spec"

// TrainTest is a data set in two parts: one to learn from, and one to measure
// with, which the model never sees while it learns.
type TrainTest struct{ Train, Test *Dataset }

// MNIST returns 70,000 handwritten digits, 60,000 to train and 10,000 to test
// with: grey images of 28×28 bytes, 0 for the paper and 255 for full ink, and
// the classes 0 to 9.
//
// It returns handles at once; the images are read, and checked against their
// published SHA-256, when they are first needed.
//
// Source: LeCun, Cortes and Burges, http://yann.lecun.com/exdb/mnist/.
func MNIST() (TrainTest, error) {
	return TrainTest{Train: mnist("mnist/train", 60_000), Test: mnist("mnist/test", 10_000)}, nil
}

func mnist(source string, rows int) *Dataset {
	return &Dataset{spec: spec.Dataset{
		Source:  source,
		Length:  rows,
		X:       spec.Column{DType: "uint8", Shape: spec.Shape{28, 28}},
		Y:       spec.Column{DType: "uint8"},
		Classes: 10,
	}}
}
