package engine

import (
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"time"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// A user's file of a model is a snapshot.

// fileVersion tells one version of a file from another.
type fileVersion struct {
	path     string
	size     int64
	modified time.Time
}

func versionOf(path string) (fileVersion, error) {
	info, err := os.Stat(path)
	if err != nil {
		return fileVersion{}, err
	}
	return fileVersion{path, info.Size(), info.ModTime()}, nil
}

func (e *Engine) saveModel(c *call, r wire.SaveModel) error {
	m, err := e.open(c, r.Model, beside)
	if err != nil {
		return err
	}
	defer m.leave()
	if err := m.ready(c); err != nil { // so that weights are in the file, be they the first
		return err
	}
	s, err := m.snapshot()
	if err != nil {
		return err
	}
	if own := ownCode(s); own != "" {
		return &fault.Error{
			Who: c.who,
			Got: fmt.Sprintf("%s is code of this program, which no file can keep", own),
			Fix: fmt.Sprintf("model.SaveWeights(%q), and LoadWeights in a program that declares the model", "weights.npz"),
		}
	}
	if err := replaceFile(r.Path, func(file io.Writer) error { return gob.NewEncoder(file).Encode(s) }); err != nil {
		return err
	}
	return os.Chmod(r.Path, 0o644) // others may read it, unlike the engine's own
}

// ownCode names what of a model a program wrote itself.
func ownCode(s snapshot) string {
	if layer, ok := s.Model.Own(); ok {
		return fmt.Sprintf("layer %q", layer)
	}
	if s.Settings == nil {
		return ""
	}
	for _, goal := range s.Settings.Goals {
		for _, o := range slices.Concat([]spec.Object{goal.Loss}, goal.Metrics, goal.Weighted) {
			if o.Class == spec.CustomLoss || o.Class == spec.CustomMetric {
				return fmt.Sprintf("%q", o.Name)
			}
		}
	}
	return ""
}

// loadModel takes up the model of a file, unless it came from that version of it: a
// notebook declares it in every cell.
func (e *Engine) loadModel(c *call, r wire.LoadModel) (any, error) {
	version, err := versionOf(r.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &fault.Error{Who: c.who, Got: "no file " + r.Path, Fix: "the path that model.Save(path) was given"}
	}
	if err != nil {
		return nil, err
	}
	if m := e.loadedFrom(version); m != nil {
		return wire.Declared{Model: m}, nil
	}
	s, err := readModel(r.Path)
	if err != nil {
		return nil, &fault.Error{Who: c.who, Expected: "a file that model.Save(path) wrote", Got: fmt.Sprintf("%s: %v", r.Path, err), Fix: "save the model again"}
	}
	m := e.named(s.Model)
	if m.isTraining() {
		return nil, m.stillTraining(c)
	}
	if err := m.using.enter(c); err != nil {
		return nil, err
	}
	defer m.leave()
	learned := m.begun
	m.forget()
	m.take(s)
	m.change(func() { m.loaded = version })
	if learned {
		c.notice("Model %q is now as it was saved in %s, %s.", m.name, r.Path, m.progress())
	}
	e.save(c, m)
	return wire.Declared{Model: s.Model}, nil
}

// loadedFrom is the model that came from a version of a file, nil if none did.
func (e *Engine) loadedFrom(version fileVersion) *spec.Model {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, m := range e.models {
		m.mu.Lock()
		found, declared := m.loaded == version, m.spec
		m.mu.Unlock()
		if found {
			return declared
		}
	}
	return nil
}

// readModel reads a snapshot from outside, whose weights must fit its model.
func readModel(path string) (s snapshot, err error) {
	if err := decodeFile(path, &s); err != nil {
		return s, err
	}
	if err := s.validate(); err != nil {
		return s, err
	}
	if s.State == nil {
		return s, errors.New("no weights")
	}
	variables := s.State.Variables.Arrays
	for _, w := range slices.Concat(s.Model.Weights()...) {
		if len(variables) == 0 || variables[0].Validate() != nil || variables[0].DType != "float32" || !slices.Equal(variables[0].Shape, w.Shape) {
			return s, fmt.Errorf("weights that are not those of model %q", s.Model.Name)
		}
		variables = variables[1:]
	}
	return s, nil
}
