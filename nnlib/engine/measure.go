package engine

import (
	"slices"

	"nnbook/nnlib/engine/internal/exec"
	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

func (e *Engine) evaluate(c *call, r wire.Evaluate) (any, error) {
	m, examples, err := e.openOn(c, r.Model, r.Data, beside, toMeasure)
	if err != nil {
		return nil, err
	}
	defer m.leave()
	return m.exec.Evaluate(c, examples.data(), c.options(r.BatchSize))
}

func (e *Engine) gradients(c *call, r wire.GetGradients) (any, error) {
	m, examples, err := e.openOn(c, r.Model, r.Data, beside, toMeasure)
	if err != nil {
		return nil, err
	}
	defer m.leave()
	return m.exec.Gradients(examples.data())
}

func (e *Engine) predict(c *call, r wire.Predict) (any, error) {
	m, examples, err := e.openOn(c, r.Model, r.Data, beside, toPredict)
	if err != nil {
		return nil, err
	}
	defer m.leave()
	options := c.options(r.BatchSize)
	options.Layers = r.Layers
	return m.exec.Predict(c, examples.data(), options)
}

// purpose says whether a pass over data needs targets, and a loss.
type purpose bool

const (
	toPredict purpose = false
	toMeasure purpose = true
)

// openOn opens a model that is ready to pass over data that fit it; leave must follow.
func (e *Engine) openOn(c *call, declared *spec.Model, data spec.Examples, use use, purpose purpose) (*model, examples, error) {
	if declared == nil {
		return nil, examples{}, errNoModel
	}
	x, err := e.examples(c, data, len(declared.Outputs))
	if err != nil {
		return nil, examples{}, err
	}
	m, err := e.open(c, declared, use)
	if err != nil {
		return nil, examples{}, err
	}
	if err := m.readyFor(c, x, purpose); err != nil {
		m.leave()
		return nil, examples{}, err
	}
	return m, x, nil
}

func (m *model) readyFor(c *call, x examples, purpose purpose) error {
	var settings *spec.Compile
	if purpose == toMeasure {
		if err := m.checkCompiled(c.who); err != nil {
			return err
		}
		settings = m.settings
	}
	if err := check(c.who, m.spec, settings, x); err != nil {
		return err
	}
	return m.ready(c)
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

// count tells how many rows have one of some labels.
func (e *Engine) count(c *call, r wire.Count) (any, error) {
	s, list, err := e.chosen(c, r.Data)
	if err != nil {
		return nil, err
	}
	label := s.label()
	if label == nil {
		return nil, &fault.Error{Who: c.who, Expected: "labels as targets", Got: "targets of another kind", Fix: "[]int as the targets of nnlib.FromSlices"}
	}
	found := 0
	for _, row := range list {
		if slices.Contains(r.Labels, label(row)) {
			found++
		}
	}
	return found, nil
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
