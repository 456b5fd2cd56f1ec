package nnlib

import (
	"slices"

	"nnbook/nnlib/internal/spec"
)

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
	return greyImages("mnist", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), nil
}

// greyImages are 60,000 images of 28×28 to train and 10,000 to test with.
func greyImages(source string, classes ...string) TrainTest {
	part := func(name string, rows int) *Dataset {
		return &Dataset{classNames: slices.Clone(classes), spec: spec.Dataset{
			Source:  source + "/" + name,
			Length:  rows,
			X:       spec.Column{DType: "uint8", Shape: spec.Shape{28, 28}},
			Y:       spec.Column{DType: "uint8"},
			Classes: len(classes),
		}}
	}
	return TrainTest{Train: part("train", 60_000), Test: part("test", 10_000)}
}
