package engine

import (
	"errors"
	"fmt"
	"log"
	"slices"
	"sync"
	"time"

	"nnbook/nnlib/engine/internal/exec"
	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// model is all that belongs to a model's name.
type model struct {
	name  string
	using gate // held by who computes with the model or changes it

	// Changed under both using and mu, and so read under either.
	mu        sync.Mutex
	spec      *spec.Model
	settings  *spec.Compile // nil before Compile
	epochs    []epoch       // trained since the first weights
	begun     bool          // trained at all, be it a part of an epoch
	optimizer int           // values in the optimizer's variables
	backend   string
	loaded    fileVersion // of the file that it came from, if it did

	training bool // under mu

	// Under using.
	exec     *exec.Model // nil before it is needed
	state    *exec.State // what exec starts from, nil for the first weights
	restored bool        // from a snapshot, which nobody was told yet
	saved    time.Time   // when last by saveSometimes
}

var errNoModel = errors.New("a call without a model")

func newModel(declared *spec.Model) *model {
	return &model{name: declared.Name, using: newGate(), spec: declared}
}

func (m *model) status() wire.ModelStatus {
	m.mu.Lock()
	defer m.mu.Unlock()
	var last epoch
	if n := len(m.epochs); n > 0 {
		last = m.epochs[n-1]
	}
	return wire.ModelStatus{
		Name:       m.name,
		Parameters: parameters(m.spec),
		Optimizer:  m.optimizer,
		Compiled:   m.settings != nil,
		Epochs:     len(m.epochs),
		Logs:       last.Logs,
		Backend:    m.backend,
	}
}

func parameters(m *spec.Model) int {
	total := 0
	for _, w := range slices.Concat(m.Weights()...) {
		total += spec.Shape(w.Shape).Size()
	}
	return total
}

// change runs f where nobody computes or looks.
func (m *model) change(f func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f()
}

// use says whether a call may run beside a training of the same model, such as
// one from a callback between two epochs.
type use int

const (
	beside use = iota
	alone
)

// open finds the model that a call declares and enters it; leave must follow. A
// changed architecture starts afresh.
func (e *Engine) open(c *call, declared *spec.Model, use use) (*model, error) {
	if declared == nil || declared.Name == "" {
		return nil, errNoModel
	}
	m := e.named(declared)
	if use == alone && m.isTraining() {
		return nil, m.stillTraining(c)
	}
	if err := m.using.enter(c); err != nil {
		return nil, err
	}
	if err := m.declare(c, declared); err != nil {
		m.leave()
		return nil, err
	}
	return m, nil
}

func (m *model) leave() { m.using.leave() }

func (m *model) isTraining() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.training
}

func (m *model) stillTraining(c *call) error {
	return &fault.Error{
		Who: c.who,
		Got: fmt.Sprintf("model %q is training in another call", m.name),
		Fix: "wait for that Fit to end, or interrupt it",
	}
}

// declare compares the model with its declaration in the cell.
func (m *model) declare(c *call, declared *spec.Model) error {
	change := declared.Change(m.spec)
	switch {
	case change != "" && m.isTraining():
		return m.stillTraining(c)
	case change != "":
		had := m.begun || m.state != nil || m.exec != nil
		m.forget()
		m.change(func() { m.spec, m.loaded = declared, fileVersion{} })
		if had {
			c.notice("Model %q has changed: %s. It starts afresh: its old weights, optimizer and history are gone, its compile settings stay. If it is another model, give it a name of its own.", declared.Name, change)
		}
	default:
		if err := m.revise(c, declared); err != nil {
			return err
		}
	}
	m.sayRestored(c)
	return nil
}

// revise takes over which layers are frozen, and the code of the program's own.
func (m *model) revise(c *call, declared *spec.Model) error {
	change := declared.Revision(m.spec)
	if change == "" {
		return nil
	}
	if m.isTraining() {
		return m.stillTraining(c)
	}
	if m.exec != nil {
		m.exec.Revise(declared)
	}
	if m.state != nil {
		m.state.Slots, m.state.Iteration = nil, 0
	}
	m.change(func() { m.spec, m.optimizer = declared, 0 })
	if m.begun {
		c.notice("Model %q: %s. Its weights stay, its optimizer starts anew.", declared.Name, change)
	}
	return nil
}

func (m *model) sayRestored(c *call) {
	if m.restored {
		m.restored = false
		c.notice("The engine was started again: model %q is as it was %s.", m.name, m.progress())
	}
}

// progress says in words how far training is.
func (m *model) progress() string {
	switch n := len(m.epochs); {
	case n == 1:
		return "after 1 epoch"
	case n > 1:
		return fmt.Sprintf("after %d epochs", n)
	case m.begun:
		return "within its first epoch"
	}
	return "before its first epoch"
}

// ready brings the model to its backend.
func (m *model) ready(c *call) error {
	if m.exec != nil {
		return nil
	}
	ready, err := exec.New(m.spec, "")
	if err != nil {
		return err
	}
	if m.settings != nil {
		if err := ready.Compile(*m.settings); err != nil {
			ready.Close()
			return err
		}
	}
	if m.state != nil {
		if err := ready.SetState(*m.state); err != nil {
			log.Printf("snapshot of model %q: %v", m.name, err)
			c.notice("The snapshot of model %q can't be used (%v): it starts from its first weights.", m.name, err)
			m.change(func() { m.epochs, m.begun, m.optimizer = nil, false, 0 })
			m.state = nil
		}
	}
	if m.state == nil {
		if err := c.adapt(m.spec, ready); err != nil {
			ready.Close()
			return err
		}
	}
	m.exec, m.state = ready, nil
	m.change(func() { m.backend = ready.Backend() })
	return nil
}

// forget goes back to before the first weights. The settings stay.
func (m *model) forget() {
	if m.exec != nil {
		m.exec.Close()
	}
	m.exec, m.state, m.restored = nil, nil, false
	m.change(func() { m.epochs, m.begun, m.optimizer, m.backend = nil, false, 0, "" })
}
