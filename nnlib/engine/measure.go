package engine

import (
	"nnbook/nnlib/engine/internal/exec"
	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/wire"
)

func (e *Engine) evaluate(c *call, r wire.Evaluate) (any, error) {
	if r.Model == nil {
		return nil, errNoModel
	}
	table, err := e.table(c, r.Data, len(r.Model.Outputs))
	if err != nil {
		return nil, err
	}
	m, err := e.open(c, r.Model, beside)
	if err != nil {
		return nil, err
	}
	defer m.leave()
	if err := m.checkCompiled(c.who); err != nil {
		return nil, err
	}
	if err := check(c.who, m.spec, m.settings, table); err != nil {
		return nil, err
	}
	if err := m.ready(c); err != nil {
		return nil, err
	}
	return m.exec.Evaluate(c, table.data(), c.options(r.BatchSize))
}

func (e *Engine) predict(c *call, r wire.Predict) (any, error) {
	if r.Model == nil {
		return nil, errNoModel
	}
	table, err := e.table(c, r.Data, len(r.Model.Outputs))
	if err != nil {
		return nil, err
	}
	m, err := e.open(c, r.Model, beside)
	if err != nil {
		return nil, err
	}
	defer m.leave()
	if err := check(c.who, m.spec, nil, table); err != nil {
		return nil, err
	}
	if err := m.ready(c); err != nil {
		return nil, err
	}
	return m.exec.Predict(c, table.data(), c.options(r.BatchSize))
}

// options are those of a pass without training.
func (c *call) options(batchSize int) exec.Options {
	var events throttle
	return exec.Options{BatchSize: batchSize, Progress: func(batch, steps int, logs map[string]float64) {
		if events.open() {
			c.tell(wire.BatchEnd{Batch: batch, Steps: steps, Logs: logs})
		}
	}}
}

// fetch returns rows as a model would see them.
func (e *Engine) fetch(c *call, r wire.Fetch) (any, error) {
	rows, err := e.rows(c, r.Data)
	if err != nil {
		return nil, err
	}
	return rows.fetch(c.who)
}

func (m *model) checkCompiled(who string) error {
	if m.settings != nil {
		return nil
	}
	return &fault.Error{
		Who:      who,
		Expected: "a compiled model",
		Got:      "one without loss and optimizer",
		Fix:      "model.Compile(nnlib.Adam(), nnlib.SparseCategoricalCrossentropy(), nnlib.Accuracy())",
	}
}
