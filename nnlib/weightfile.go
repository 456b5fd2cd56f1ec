package nnlib

import (
	"fmt"
	"path/filepath"
	"strings"

	"nnbook/nnlib/internal/wire"
)

// weightEnding is that of a file of weights.
const weightEnding = ".npz"

// SaveWeights writes the model's variables to a file, over an earlier one: NumPy's
// archive of arrays, by the names of [Model.Weights], which np.load opens. The path
// must end in ".npz".
func (m *Model) SaveWeights(path string) error {
	who := m.who("SaveWeights")
	refuseInPackageVar(who, "model.SaveWeights(…)")
	path, err := fullPath(who, path, weightEnding)
	if err != nil {
		return err
	}
	return m.ask(who, wire.SaveWeights{Model: m.spec, Path: path})
}

// LoadWeights reads the model's variables from a file that [Model.SaveWeights]
// wrote, or np.savez with the same names. The optimizer's state stays. The error
// says which arrays are missing, which are too many, and which have another shape;
// the model is as it was then.
func (m *Model) LoadWeights(path string) error {
	who := m.who("LoadWeights")
	refuseInPackageVar(who, "model.LoadWeights(…)")
	path, err := fullPath(who, path, weightEnding)
	if err != nil {
		return err
	}
	return m.ask(who, wire.LoadWeights{Model: m.spec, Path: path})
}

// fullPath is a path as the engine needs it, which may run in another folder.
func fullPath(who, path, ending string) (string, error) {
	if !strings.HasSuffix(path, ending) {
		return "", &Error{Who: who, Expected: "a path that ends in " + ending, Got: fmt.Sprintf("%q", path), Fix: fmt.Sprintf("%q", withEnding(path, ending))}
	}
	return filepath.Abs(path)
}

// withEnding returns a path with an ending in place of one that Keras or nnlib gives to
// what it saves.
func withEnding(path, ending string) string {
	for _, other := range []string{".weights.h5", ".h5", ".keras", ".ckpt", weightEnding, modelEnding} {
		if stem, ok := strings.CutSuffix(path, other); ok && stem != "" {
			return stem + ending
		}
	}
	return path + ending
}

// ask makes a call that may fail on account of the world.
func (m *Model) ask(who string, request any) error {
	if _, problem := (call{who: who, request: request}).try(); problem != nil {
		return problem
	}
	return nil
}
