package engine

import (
	"time"

	"nnbook/nnlib/engine/internal/exec"
	"nnbook/nnlib/internal/wire"
)

// trainBatch makes one step on all rows together. It is no epoch, and leaves no
// trace in the history.
func (e *Engine) trainBatch(c *call, r wire.TrainBatch) (any, error) {
	m, examples, err := e.openOn(c, r.Model, r.Data, alone, toMeasure)
	if err != nil {
		return nil, err
	}
	defer m.leave()
	logs, _, err := m.exec.Train(c, examples.data(), exec.Options{
		BatchSize: examples.len(),
		Seed:      seedOf(r.Seed, m.spec, uint64(m.exec.Iterations()), forBatch),
	})
	if err != nil {
		return nil, err
	}
	m.change(func() { m.begun, m.optimizer = true, m.exec.OptimizerValues() })
	e.saveSometimes(c, m)
	var measured wire.Measured
	for _, name := range m.exec.Names() {
		measured.Names, measured.Values = append(measured.Names, name), append(measured.Values, logs[name])
	}
	return measured, nil
}

// seldom is the time between snapshots of a model that is trained batch by batch,
// where each would take longer than its batch.
const seldom = time.Second

func (e *Engine) saveSometimes(c *call, m *model) {
	if time.Since(m.saved) < seldom {
		return
	}
	e.save(c, m)
	m.saved = time.Now()
}
