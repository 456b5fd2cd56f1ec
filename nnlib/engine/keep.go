package engine

import (
	"nnbook/nnlib/internal/wire"
)

// compile sets how a model learns.
func (e *Engine) compile(c *call, r wire.Compile) error {
	m, err := e.open(c, r.Model, alone)
	if err != nil {
		return err
	}
	defer m.leave()
	if err := m.ready(c); err != nil {
		return err
	}
	if err := m.exec.Compile(r.Settings); err != nil {
		return err
	}
	m.change(func() { m.settings, m.optimizer = &r.Settings, 0 })
	warn(c, m.spec, r.Settings)
	e.save(c, m)
	return nil
}

// reset forgets all but the settings.
func (e *Engine) reset(c *call, r wire.Reset) error {
	m, err := e.open(c, r.Model, alone)
	if err != nil {
		return err
	}
	defer m.leave()
	m.forget()
	e.save(c, m)
	return nil
}

// history returns all that was trained since the first weights.
func (e *Engine) history(c *call, r wire.GetHistory) (any, error) {
	m, err := e.open(c, r.Model, beside)
	if err != nil {
		return nil, err
	}
	defer m.leave()
	return wire.Trained{Curves: curves(m.epochs, 0)}, nil
}

func (e *Engine) weights(c *call, r wire.GetWeights) (any, error) {
	m, err := e.open(c, r.Model, beside)
	if err != nil {
		return nil, err
	}
	defer m.leave()
	if err := m.ready(c); err != nil {
		return nil, err
	}
	return m.exec.Variables()
}

// setWeights replaces the weights; the history of how the old ones came about stays.
func (e *Engine) setWeights(c *call, r wire.SetWeights) error {
	m, err := e.open(c, r.Model, beside)
	if err != nil {
		return err
	}
	defer m.leave()
	if err := m.ready(c); err != nil {
		return err
	}
	if err := m.exec.SetVariables(r.Variables); err != nil {
		return err
	}
	m.change(func() { m.begun = true })
	e.save(c, m)
	return nil
}
