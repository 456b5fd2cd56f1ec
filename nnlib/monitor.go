package nnlib

import (
	"fmt"
	"slices"
	"strings"

	"nnbook/nnlib/internal/spec"
)

// MonitorOption is an option of [EarlyStopping], [ReduceLROnPlateau] and
// [ModelCheckpoint]: [Monitor], [ModeMin] and [ModeMax].
type MonitorOption interface {
	EarlyStoppingOption
	ReduceLROnPlateauOption
	ModelCheckpointOption
}

// Monitor sets which value a callback looks at, by its name in logs: "val_loss" by
// default. Fit panics if it does not measure such a value.
func Monitor(name string) MonitorOption {
	return monitorSetting(func(m *monitor) { m.name = name })
}

// ModeMin says that the value is better when it is less, where its name does not
// tell.
func ModeMin() MonitorOption { return monitorSetting(func(m *monitor) { m.mode = smaller }) }

// ModeMax says that the value is better when it is more, where its name does not
// tell.
func ModeMax() MonitorOption { return monitorSetting(func(m *monitor) { m.mode = larger }) }

type monitorSetting func(*monitor)

func (s monitorSetting) earlyStopping(e *EarlyStopper)       { s(&e.monitor) }
func (s monitorSetting) reduceLROnPlateau(r *plateauReducer) { s(&r.monitor) }
func (s monitorSetting) modelCheckpoint(c *checkpointer)     { s(&c.monitor) }

// mode is the direction in which a value becomes better.
type mode int

const (
	auto mode = iota
	smaller
	larger
)

// monitor compares a value with the best so far.
//
// Source: Keras 3, keras/src/callbacks/monitor_callback.py.
type monitor struct {
	who      string // of the callback
	name     string
	mode     mode
	minDelta float64
	best     *float64 // nil before the first
}

// watch checks what is known before the first epoch: that the value is measured,
// and which direction is better.
func (m *monitor) watch(names []string) error {
	if !slices.Contains(names, m.name) {
		return &Error{
			Who:      m.who,
			Expected: "one of " + strings.Join(names, ", "),
			Got:      fmt.Sprintf("Monitor(%q)", m.name),
			Fix:      m.fix(names),
		}
	}
	if m.mode == auto {
		m.mode = direction(m.name)
	}
	if m.mode == auto {
		return &Error{
			Who:      m.who,
			Expected: "to know whether more or less of it is better",
			Got:      fmt.Sprintf("Monitor(%q)", m.name),
			Fix:      fmt.Sprintf("%s(nnlib.Monitor(%q), nnlib.ModeMax())", m.who, m.name),
		}
	}
	return nil
}

func (m *monitor) fix(names []string) string {
	if name, ok := strings.CutPrefix(m.name, "val_"); ok && slices.Contains(names, name) {
		return fmt.Sprintf("model.Fit(…, nnlib.Validation(valid)), or nnlib.Monitor(%q)", name)
	}
	return fmt.Sprintf("nnlib.Monitor(%q)", names[len(names)-1])
}

// improves tells whether a value is better than another, by more than minDelta. All
// are better than none.
func (m *monitor) improves(value float64, than *float64) bool {
	switch {
	case than == nil:
		return true
	case m.mode == larger:
		return value-m.minDelta > *than
	}
	return value+m.minDelta < *than
}

// rising are the metrics that are better when they are more.
var rising = []string{
	spec.Snake(spec.Accuracy), spec.Snake(spec.BinaryAccuracy), spec.Snake(spec.CategoricalAccuracy),
	spec.Snake(spec.SparseCategoricalAccuracy), spec.Snake(spec.TopKCategoricalAccuracy), spec.Snake(spec.SparseTopKCategoricalAccuracy),
	spec.Snake(spec.CosineSimilarity),
	"auc", "precision", "recall", "f1_score", "fbeta_score", "r2_score", "mean_io_u", "true_positives", "true_negatives",
}

// falling are those that are better when they are less.
var falling = []string{
	"loss", spec.Snake(spec.SparseCategoricalCrossentropy), spec.Snake(spec.CategoricalCrossentropy), spec.Snake(spec.BinaryCrossentropy),
	"kl_divergence", spec.Snake(spec.Poisson), spec.Snake(spec.MeanSquaredError), spec.Snake(spec.MeanAbsoluteError),
	spec.Snake(spec.MeanAbsolutePercentageError), spec.Snake(spec.MeanSquaredLogarithmicError), spec.Snake(spec.RootMeanSquaredError),
	spec.Snake(spec.Huber), "logcosh", "log_cosh", spec.Snake(spec.Hinge), spec.Snake(spec.SquaredHinge), spec.Snake(spec.CategoricalHinge),
	"false_positives", "false_negatives", "learning_rate",
}

// direction tells from a name in logs, perhaps with val_ and an output's name
// before it, what is better.
func direction(name string) mode {
	is := func(metric string) bool { return name == metric || strings.HasSuffix(name, "_"+metric) }
	found, length := auto, 0
	for mode, metrics := range map[mode][]string{larger: rising, smaller: falling} {
		for _, metric := range metrics {
			if is(metric) && len(metric) > length {
				found, length = mode, len(metric)
			}
		}
	}
	return found
}
