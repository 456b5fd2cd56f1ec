package nnlib

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"nnbook/nnlib/internal/wire"
)

// Evaluate measures the model on data: the loss and the metrics that
// [Model.Compile] set. Dropout and the like are off.
//
// Default: batches of 32 rows. Progress is shown, in a package-level var only if it takes
// longer than a second: GoNB makes such a var again in every cell.
//
// Evaluate panics if the model is not compiled, if the data do not fit it, and
// if it is interrupted.
func (m *Model) Evaluate(data *Dataset, options ...RunOption) Evaluation {
	who := m.who("Evaluate")
	m.checkData(who, data, true)
	p := newPass(options)
	request := wire.Evaluate{Model: m.spec, Data: data.examples(), BatchSize: p.batchSize}
	result := p.run(call{who: who, request: request, data: data.members()}, data.Len())
	measured, _ := result.(wire.Measured)
	return Evaluation{measured.Names, measured.Values}
}

// Evaluation is what [Model.Evaluate] measured.
type Evaluation struct {
	names  []string
	values []float64
}

// Names returns what was measured: "loss" first, then the metrics.
func (e Evaluation) Names() []string { return slices.Clone(e.names) }

// Value returns what was measured under a name.
//
// Value panics for a name that is not in Names.
func (e Evaluation) Value(name string) float64 {
	i := slices.Index(e.names, name)
	if i < 0 {
		panic(&Error{
			Who:      fmt.Sprintf("Value(%q) of an evaluation", name),
			Expected: "one of " + strings.Join(e.names, ", "),
			Got:      fmt.Sprintf("%q", name),
			Fix:      `Value("loss"), or another metric in model.Compile`,
		})
	}
	return e.values[i]
}

// String writes the evaluation as "loss: 0.0712 - accuracy: 0.9789".
func (e Evaluation) String() string {
	texts := make([]string, len(e.names))
	for i, name := range e.names {
		texts[i] = name + ": " + number(e.values[i])
	}
	return strings.Join(texts, " - ")
}

// run makes a call over so many rows of data, with a progress line and an eye
// on interrupts.
func (p pass) run(c call, rows int) any {
	line := newProgress(p.verbose)
	if initialising() {
		line.quiet = time.Second // every cell makes the package's vars again
	}
	defer line.close()
	line.begin(0, 1, p.steps(rows))
	c.interruptible, c.notice = true, line.notice
	c.on = func(event any) any {
		if batch, ok := event.(wire.BatchEnd); ok {
			line.update(batch.Batch, batch.Logs)
		}
		return nil
	}
	result := c.run()
	var logs Logs
	if measured, ok := result.(wire.Measured); ok {
		logs = Logs{}
		for i, name := range measured.Names {
			logs[name] = measured.Values[i]
		}
	}
	line.finishNow(logs)
	return result
}
