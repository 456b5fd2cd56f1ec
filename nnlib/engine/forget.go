package engine

import (
	"fmt"
	"strings"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/wire"
)

// forget forgets what the model of a name learned.
func (e *Engine) forget(c *call, r wire.Forget) error {
	e.mu.Lock()
	m := e.models[r.Name]
	e.mu.Unlock()
	if m == nil {
		return &fault.Error{Who: fmt.Sprintf("reset of model %q", r.Name), Got: "there is no such model", Fix: e.namesToReset()}
	}
	if m.isTraining() {
		return m.stillTraining(c)
	}
	if err := m.using.enter(c); err != nil {
		return err
	}
	defer m.leave()
	m.forget()
	e.save(c, m)
	return nil
}

// namesToReset says which models there are.
func (e *Engine) namesToReset() string {
	var names []string
	for _, m := range e.status().List {
		names = append(names, m.Name)
	}
	if names == nil {
		return "compile a model first; the engine holds none"
	}
	return "one of " + strings.Join(names, ", ")
}
