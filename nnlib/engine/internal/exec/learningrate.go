package exec

import (
	"fmt"

	"nnbook/nnlib/internal/fault"
)

// LearningRate is that of the next step.
func (m *Model) LearningRate() (float64, error) {
	if err := m.compiled("LearningRate"); err != nil {
		return 0, err
	}
	if m.rule.schedule != nil {
		return m.rule.schedule.Rate(m.iteration), nil
	}
	return m.rate, nil
}

// SetLearningRate changes it, unless a schedule sets it.
func (m *Model) SetLearningRate(rate float64) error {
	if err := m.compiled("SetLearningRate"); err != nil {
		return err
	}
	if m.rule.schedule != nil {
		return &fault.Error{
			Who:      fmt.Sprintf("SetLearningRate of model %q", m.spec.Name),
			Expected: "an optimizer with a learning rate of its own",
			Got:      "one whose learning rate follows " + m.rule.schedule.Class,
			Fix:      "model.Compile(nnlib.Adam(nnlib.LearningRate(0.001)), …)",
		}
	}
	m.rate = float64(float32(rate))
	return nil
}

// Iterations counts the steps since Compile.
func (m *Model) Iterations() int64 { return m.iteration }

// Names are those of what is measured: the loss, then the metrics.
func (m *Model) Names() []string { return m.ledger.names() }

// EndTraining puts the means of the weights in their place, where the optimizer
// keeps such, as Keras does at the end of each fit. It tells whether it did.
func (m *Model) EndTraining() (bool, error) {
	if m.settings == nil || !m.rule.mean || m.slots == nil || m.iteration == 0 {
		return false, nil
	}
	each := len(m.rule.slots())
	for i, v := range m.trainable() {
		_, mean, _ := split(m.rule, m.slots[i*each:(i+1)*each])
		values, err := mean.read()
		if err == nil {
			err = v.write(m.device, values)
		}
		if err != nil {
			return false, fmt.Errorf("model %q: %w", m.spec.Name, err)
		}
	}
	return true, nil
}
