package engine

import "nnbook/nnlib/internal/wire"

func (e *Engine) learningRate(c *call, r wire.GetLearningRate) (any, error) {
	m, err := e.open(c, r.Model, beside)
	if err != nil {
		return nil, err
	}
	defer m.leave()
	if err := m.checkCompiled(c.who); err != nil {
		return nil, err
	}
	if err := m.ready(c); err != nil {
		return nil, err
	}
	return m.exec.LearningRate()
}

func (e *Engine) setLearningRate(c *call, r wire.SetLearningRate) error {
	m, err := e.open(c, r.Model, beside)
	if err != nil {
		return err
	}
	defer m.leave()
	if err := m.checkCompiled(c.who); err != nil {
		return err
	}
	if err := m.ready(c); err != nil {
		return err
	}
	if err := m.exec.SetLearningRate(r.Rate); err != nil {
		return err
	}
	e.save(c, m)
	return nil
}
