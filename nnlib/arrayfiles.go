package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// NPY reads arrays that numpy.save wrote: features, whose first axis counts the rows,
// and targets; "" for none.
//
//	train, err := nnlib.NPY("x_train.npy", "y_train.npy")
//
// Bytes stay bytes, other features become float32. Targets that are integers, one a
// row, are classes, counted from 0; others are quantities. A file that is too large
// for memory is read as it is needed; don't change it meanwhile.
//
// The error names the file and what to do.
func NPY(features, targets string) (*Dataset, error) {
	return fromFile(spec.File{Format: "npy", Path: features, Targets: targets})
}

// NPZ reads two arrays from an archive that numpy.savez wrote; targets may be "" for
// none. About their types see [NPY].
//
//	train, err := nnlib.NPZ("data.npz", "x_train", "y_train")
//
// The error names the file, what arrays it has and what to do. NPZ panics without a
// name for the features.
func NPZ(path, features, targets string) (*Dataset, error) {
	if features == "" {
		panic(&Error{Who: "nnlib.NPZ", Expected: "the name of the array with the features", Got: `""`, Fix: fmt.Sprintf(`nnlib.NPZ(%q, "x", "y")`, path)})
	}
	return fromFile(spec.File{Format: "npz", Path: path, Features: features, Targets: targets})
}

// IDX reads files in the format of MNIST's: features, and targets or "" for none. Gzip
// may have compressed them. About their types see [NPY].
//
//	train, err := nnlib.IDX("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz")
//
// The error names the file and what to do.
//
// Source: LeCun, Cortes and Burges, http://yann.lecun.com/exdb/mnist/.
func IDX(features, targets string) (*Dataset, error) {
	return fromFile(spec.File{Format: "idx", Path: features, Targets: targets})
}
