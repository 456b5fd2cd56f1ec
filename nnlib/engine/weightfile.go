package engine

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/npz"
	"nnbook/nnlib/internal/wire"
)

// Weights in files: an NPZ with an array for each variable, by its name.

func (e *Engine) saveWeights(c *call, r wire.SaveWeights) error {
	m, err := e.open(c, r.Model, beside)
	if err != nil {
		return err
	}
	defer m.leave()
	if err := m.ready(c); err != nil {
		return err
	}
	variables, err := m.exec.Variables()
	if err != nil {
		return err
	}
	var arrays []npz.Array
	for i, array := range variables.Arrays {
		arrays = append(arrays, npz.Array{Name: variables.Names[i], Shape: array.Shape, Values: array.Float32s()})
	}
	if err := replaceFile(r.Path, func(file io.Writer) error { return npz.Write(file, arrays) }); err != nil {
		return err
	}
	return os.Chmod(r.Path, 0o644) // others may read it, unlike a snapshot
}

func (e *Engine) loadWeights(c *call, r wire.LoadWeights) error {
	m, err := e.open(c, r.Model, beside)
	if err != nil {
		return err
	}
	defer m.leave()
	arrays, err := readWeights(r.Path)
	if err != nil {
		return err
	}
	if err := m.ready(c); err != nil {
		return err
	}
	variables, err := m.exec.Variables()
	if err != nil {
		return err
	}
	if err := fill(&variables, arrays, c.who, r.Path); err != nil {
		return err
	}
	if err := m.exec.SetVariables(variables); err != nil {
		return err
	}
	m.change(func() { m.begun = true })
	e.save(c, m)
	return nil
}

func readWeights(path string) ([]npz.Array, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &fault.Error{Got: "no such file: " + path, Fix: "the path that model.SaveWeights(path) was given"}
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	arrays, err := npz.Read(file, info.Size())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return arrays, nil
}

// fill takes a file's arrays for variables of the same names and shapes.
func fill(variables *wire.Variables, arrays []npz.Array, who, path string) error {
	var wrong []string
	used := map[string]bool{}
	for i, name := range variables.Names {
		shape := variables.Arrays[i].Shape
		at := slices.IndexFunc(arrays, func(a npz.Array) bool { return a.Name == name })
		switch {
		case at < 0:
			wrong = append(wrong, fmt.Sprintf("no %s %v", name, shape))
		case !slices.Equal(arrays[at].Shape, shape):
			wrong = append(wrong, fmt.Sprintf("%s of shape %v instead of %v", name, arrays[at].Shape, shape))
		default:
			variables.Arrays[i] = wire.Float32s(arrays[at].Values, shape...)
		}
		used[name] = true
	}
	for _, a := range arrays {
		if !used[a.Name] {
			wrong = append(wrong, fmt.Sprintf("%s %v besides", a.Name, a.Shape))
		}
	}
	if wrong == nil {
		return nil
	}
	return &fault.Error{
		Who:      who,
		Expected: "a file with this model's weights",
		Got:      path + " with " + strings.Join(wrong, ", "),
		Fix:      "declare the model with the layers, and their names, that it had when it was saved",
	}
}
