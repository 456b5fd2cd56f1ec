// Package control looks after the engine of a notebook from outside of its cells: the
// kernel's commands use it.
package control

import (
	"errors"
	"fmt"

	"nnbook/kernel/socket"
	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// Model is what the engine tells of a model.
type Model struct {
	Name       string
	Parameters int // trained and not
	Compiled   bool
	Epochs     int       // trained so far
	Last       []Measure // of the last of them: the training's, then validation's
	Backend    string    // that it was trained on last, "" before
	Bytes      int       // of its weights and its optimizer's variables
}

// Measure is a number that an epoch was logged with.
type Measure struct {
	Name  string
	Value float64
}

// Models lists the models of the engine that listens on a socket, by name.
func Models(path string) ([]Model, error) {
	result, err := ask(path, wire.GetModels{})
	if err != nil {
		return nil, err
	}
	list, ok := result.(wire.Models)
	if !ok {
		return nil, fmt.Errorf("the engine listed %T", result)
	}
	var models []Model
	for _, m := range list.List {
		models = append(models, Model{m.Name, m.Parameters, m.Compiled, m.Epochs, measures(m.Logs), m.Backend, 4 * (m.Parameters + m.Optimizer)})
	}
	return models, nil
}

// measures sorts logs as the progress line does: training, validation, learning rate.
func measures(logs map[string]float64) []Measure {
	var list []Measure
	for _, name := range spec.LogNames(logs) {
		list = append(list, Measure{name, logs[name]})
	}
	return list
}

// Reset forgets weights, optimizer and history of the model of a name; compile settings
// stay.
func Reset(path, name string) error {
	_, err := ask(path, wire.Forget{Name: name})
	return err
}

// ask is one call to the engine.
func ask(path string, request any) (result any, err error) {
	stream, err := socket.Dial(path)
	if err != nil {
		return nil, fmt.Errorf("the engine doesn't answer: %w", err)
	}
	defer stream.Close()
	conn, err := wire.Dial(stream)
	if err != nil {
		return nil, err
	}
	if err := conn.Send(request); err != nil {
		return nil, err
	}
	for {
		message, err := conn.Receive()
		if err != nil {
			return nil, fmt.Errorf("the engine ended: %w", err)
		}
		switch m := message.(type) {
		case wire.Done:
			return m.Result, nil
		case wire.Failure:
			return nil, errors.New(m.Error.Error())
		}
	}
}
