package engine

import (
	"fmt"
	"path/filepath"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// answer does what a call asks for and returns what Done carries.
func (e *Engine) answer(c *call, request any) (any, error) {
	switch r := request.(type) {
	case wire.Compile:
		return nil, e.compile(c, r)
	case wire.Fit:
		return e.fit(c, r)
	case wire.Evaluate:
		return e.evaluate(c, r)
	case wire.GetGradients:
		return e.gradients(c, r)
	case wire.Predict:
		return e.predict(c, r)
	case wire.Fetch:
		return e.fetch(c, r)
	case wire.Count:
		return e.count(c, r)
	case wire.Describe:
		return e.describe(c, r)
	case wire.GetHistory:
		return e.history(c, r)
	case wire.GetWeights:
		return e.weights(c, r)
	case wire.SetWeights:
		return nil, e.setWeights(c, r)
	case wire.TrainBatch:
		return e.trainBatch(c, r)
	case wire.GetLearningRate:
		return e.learningRate(c, r)
	case wire.SetLearningRate:
		return nil, e.setLearningRate(c, r)
	case wire.SaveWeights:
		return nil, e.saveWeights(c, r)
	case wire.LoadWeights:
		return nil, e.loadWeights(c, r)
	case wire.Backup:
		return nil, e.backup(c, r)
	case wire.Restore:
		return e.restoreBackup(c, r)
	case wire.SaveModel:
		return nil, e.saveModel(c, r)
	case wire.LoadModel:
		return e.loadModel(c, r)
	case wire.Reset:
		return nil, e.reset(c, r)
	case wire.GetModels:
		return e.status(), nil
	case wire.Forget:
		return nil, e.forget(c, r)
	}
	return nil, fmt.Errorf("a call can't begin with %T", request)
}

// name says who speaks in the errors of a call.
func name(request any) string {
	of := func(call string, m *spec.Model) string {
		if m == nil {
			return call
		}
		return fmt.Sprintf("%s of model %q", call, m.Name)
	}
	switch r := request.(type) {
	case wire.Compile:
		return of("Compile", r.Model)
	case wire.Fit:
		return of("Fit", r.Model)
	case wire.Evaluate:
		return of("Evaluate", r.Model)
	case wire.GetGradients:
		return of("Gradients", r.Model)
	case wire.Predict:
		return of("Predict", r.Model)
	case wire.GetHistory:
		return of("History", r.Model)
	case wire.GetWeights:
		return of("Weights", r.Model)
	case wire.SetWeights:
		return of("SetWeights", r.Model)
	case wire.TrainBatch:
		return of("TrainOnBatch", r.Model)
	case wire.GetLearningRate:
		return of("LearningRate", r.Model)
	case wire.SetLearningRate:
		return of("SetLearningRate", r.Model)
	case wire.SaveWeights:
		return of("SaveWeights", r.Model)
	case wire.LoadWeights:
		return of("LoadWeights", r.Model)
	case wire.Backup:
		return of("BackupAndRestore", r.Model)
	case wire.Restore:
		return of("BackupAndRestore", r.Model)
	case wire.SaveModel:
		return of("Save", r.Model)
	case wire.LoadModel:
		return "nnlib.LoadModel"
	case wire.Reset:
		return of("Reset", r.Model)
	case wire.Fetch:
		return fmt.Sprintf("data set %q", r.Data.Source)
	case wire.Describe:
		return filepath.Base(r.File.Path)
	case wire.Count:
		return fmt.Sprintf("Where%v of data set %q", r.Labels, r.Data.Source)
	}
	return "nnbook's engine"
}
