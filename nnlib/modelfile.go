package nnlib

import "nnbook/nnlib/internal/wire"

// modelEnding is that of a file of a whole model.
const modelEnding = ".nnbook"

// Save writes the model with all that it learned to a file, over an earlier one: its
// layers, weights, what Compile set, the optimizer's state and the history. The path
// must end in ".nnbook". [LoadModel] reads it; for weights alone, which NumPy opens,
// see [Model.SaveWeights].
//
// The error says what failed, as for a folder that is not there, and for a model with
// layers, a loss or metrics of package custom.
func (m *Model) Save(path string) error {
	who := m.who("Save")
	refuseInPackageVar(who, "model.Save(…)")
	path, err := fullPath(who, path, modelEnding)
	if err != nil {
		return err
	}
	return m.ask(who, wire.SaveModel{Model: m.spec, Path: path})
}

// LoadModel declares the model of a file that [Model.Save] wrote. It goes on where it
// was saved: with the same weights, optimizer and history, and ready to predict.
//
//	var model = nnlib.Must(nnlib.LoadModel("mnist.nnbook"))
//
// Its name is the one that it was saved by; another model of that name ends. The file
// is read once: declared again, as a notebook does in every cell, the model is what
// became of it since, until the file is written anew.
func LoadModel(path string) (*Model, error) {
	const who = "nnlib.LoadModel"
	path, err := fullPath(who, path, modelEnding)
	if err != nil {
		return nil, err
	}
	result, problem := call{who: who, request: wire.LoadModel{Path: path}}.try()
	if problem != nil {
		return nil, problem
	}
	declared, _ := result.(wire.Declared)
	return newModel(declared.Model), nil
}
