package engine

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"time"

	"nnbook/nnlib/engine/internal/exec"
	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// fit is one training while it lasts.
type fit struct {
	*call
	engine  *Engine
	model   *model
	request wire.Fit

	train, valid examples  // valid without rows where there is none
	pass         exec.Data // what is left of a pass over the rows that goes over several epochs
	first        int       // epoch
	done         []epoch
	events       throttle
	saidDiverged bool
}

func (e *Engine) fit(c *call, r wire.Fit) (any, error) {
	if r.Model == nil {
		return nil, errNoModel
	}
	f := &fit{call: c, engine: e, request: r}
	err := f.run()
	interrupted := err != nil && c.Err() != nil
	if err != nil && !interrupted {
		return nil, err
	}
	return wire.Trained{Curves: curves(f.done, f.first), Interrupted: interrupted}, nil
}

func (f *fit) run() error {
	if err := f.checkRequest(); err != nil {
		return err
	}
	if err := f.findRows(); err != nil {
		return err
	}
	if err := f.begin(); err != nil {
		return err
	}
	defer f.model.change(func() { f.model.training = false })
	return f.epochs()
}

func (f *fit) checkRequest() error {
	r := f.request
	fail := func(expected, got, fix string) error {
		return &fault.Error{Who: f.who, Expected: expected, Got: got, Fix: fix}
	}
	switch {
	case r.BatchSize < 1:
		return fail("a batch size of at least 1", fmt.Sprint(r.BatchSize), "nnlib.BatchSize(32)")
	case r.Epochs < 1:
		return fail("at least 1 epoch", fmt.Sprint(r.Epochs), "nnlib.Epochs(1)")
	case r.InitialEpoch < 0 || r.InitialEpoch >= r.Epochs:
		return fail(fmt.Sprintf("an initial epoch from 0 to %d, below the number of epochs", r.Epochs-1), fmt.Sprint(r.InitialEpoch),
			fmt.Sprintf("nnlib.Epochs(%d)", max(r.InitialEpoch, 0)+r.Epochs))
	case r.StepsPerEpoch < 0 || r.ValidationFreq < 0 || r.ValidationBatch < 0 || r.ValidationSteps < 0:
		return fail("counts of 0 or more", fmt.Sprintf("%d steps an epoch, validation of %d batches of %d rows every %d epochs",
			r.StepsPerEpoch, r.ValidationSteps, r.ValidationBatch, r.ValidationFreq), "nnlib.StepsPerEpoch(100)")
	case !(r.ValidationSplit >= 0 && r.ValidationSplit < 1):
		return fail("a validation split from 0 to below 1", fmt.Sprint(r.ValidationSplit), "nnlib.ValidationSplit(0.1)")
	}
	return nil
}

// findRows reads the data and sets those for validation apart: the last rows, as
// they come before any shuffling.
func (f *fit) findRows() error {
	var err error
	outputs := len(f.request.Model.Outputs)
	if f.train, err = f.engine.examples(f.call, f.request.Data, outputs); err != nil {
		return err
	}
	if f.request.Validation != nil {
		if f.valid, err = f.engine.examples(f.call, *f.request.Validation, outputs); err != nil {
			return err
		}
	} else if err := f.split(); err != nil {
		return err
	}
	f.train, err = f.train.weigh(f.who, f.request.ClassWeights) // as in Keras, not those for validation
	return err
}

func (f *fit) split() error {
	split, rows := f.request.ValidationSplit, f.train.len()
	if split == 0 || rows == 0 {
		return nil
	}
	n := int(math.Floor(float64(rows) * (1 - split)))
	f.train, f.valid = f.train.take(0, n), f.train.take(n, rows)
	if n == 0 || n == rows {
		return &fault.Error{
			Who:      f.who,
			Expected: "rows to train and rows to validate with",
			Got:      fmt.Sprintf("a split of %d rows into %d and %d", rows, n, rows-n),
			Fix:      "more rows, or nnlib.Validation(valid)",
		}
	}
	return nil
}

func (f *fit) validates() bool { return f.valid.inputs != nil }

// begin checks everything that can be checked before the first step, and marks
// the model as training.
func (f *fit) begin() error {
	m, err := f.engine.open(f.call, f.request.Model, alone)
	if err != nil {
		return err
	}
	defer m.leave()
	if err := m.checkCompiled(f.who); err != nil {
		return err
	}
	if err := check(f.who, m.spec, m.settings, f.train); err != nil {
		return err
	}
	if f.validates() {
		if err := check(f.who+", validation", m.spec, m.settings, f.valid); err != nil {
			return err
		}
	}
	if err := m.ready(f.call); err != nil {
		return err
	}
	if m.isTraining() { // since another call was let in first
		return m.stillTraining(f.call)
	}
	m.change(func() { m.training = true })
	f.model = m
	switch {
	case len(m.epochs) > 0:
		f.notice("Continuing model %q %s; model.Reset() starts again from its first weights.", m.name, m.progress())
	case m.begun:
		f.notice("Model %q starts from weights that were set, or trained for less than an epoch; model.Reset() starts from its first ones.", m.name)
	}
	return nil
}

// epochs trains one epoch after the other. What is learned when it ends stays,
// however it ends.
func (f *fit) epochs() error {
	r := f.request
	f.tell(wire.TrainBegin{
		Epochs: r.Epochs, InitialEpoch: r.InitialEpoch, Steps: f.steps(),
		Backend: f.model.backend, Names: f.names(),
	})
	word, err := f.mayGoOn()
	if err != nil || word.Stop {
		return err
	}
	defer f.settle()
	f.first = max(r.InitialEpoch, word.InitialEpoch)
	for number := f.first; number < r.Epochs; number++ {
		end, err := f.epoch(number)
		if err != nil {
			return err
		}
		f.tell(end)
		word, err := f.mayGoOn()
		switch {
		case err != nil:
			return err
		case word.Stop || f.unstopped.Err() != nil:
			return context.Cause(f) // nil, unless an interrupt came at the same moment
		}
	}
	return nil
}

// settle puts the means of the weights in their place, where the optimizer keeps
// such.
func (f *fit) settle() {
	m := f.model
	_ = m.using.enter(context.Background()) // which never ends
	defer m.leave()
	changed, err := m.exec.EndTraining()
	if err != nil {
		f.notice("%s: the means of the weights can't be put in their place: %v", f.who, err)
	}
	if changed {
		f.engine.save(f.call, m)
	}
}

// steps is how many there are in an epoch.
func (f *fit) steps() int {
	all := (f.train.len() + f.request.BatchSize - 1) / f.request.BatchSize
	if n := f.request.StepsPerEpoch; n > 0 {
		return min(n, all)
	}
	return all
}

// names are those of what epochs will measure.
func (f *fit) names() []string {
	names := f.model.exec.Names()
	if f.validates() {
		for _, name := range names[:len(names):len(names)] {
			names = append(names, validation+name)
		}
	}
	if f.request.LearningRate {
		names = append(names, learningRate)
	}
	return names
}

// learningRate is the name of it in logs.
const learningRate = "learning_rate"

// epoch trains once over the data, measures on the validation set, and keeps
// both in the history and all in the snapshot.
func (f *fit) epoch(number int) (wire.EpochEnd, error) {
	m := f.model
	if err := m.using.enter(f); err != nil {
		return wire.EpochEnd{}, err
	}
	defer m.leave()
	begin := time.Now()
	logs, timing, err := f.trainOnce(number)
	m.change(func() { m.begun, m.optimizer = true, m.exec.OptimizerValues() })
	if err == nil {
		err = f.validateOnce(number, logs)
	}
	if err == nil && f.request.LearningRate {
		logs[learningRate], err = m.exec.LearningRate()
	}
	if err == nil {
		done := epoch{logs}
		f.done = append(f.done, done)
		m.change(func() { m.epochs = append(m.epochs, done) })
	}
	end := wire.EpochEnd{Epoch: number, Logs: logs, Seconds: time.Since(begin).Seconds(), StepSeconds: timing.StepSeconds}
	f.engine.save(f.call, m)
	f.sayDiverged(number, logs)
	return end, err
}

func (f *fit) trainOnce(number int) (spec.Numbers, exec.Timing, error) {
	past := len(f.model.epochs)
	logs, timing, err := f.model.exec.Train(f.unstopped, f.nextData(past), exec.Options{
		BatchSize: f.request.BatchSize,
		Seed:      f.seed(past, forDropout),
		Progress: func(batch, steps int, logs map[string]float64) {
			if f.events.open() {
				f.tell(wire.BatchEnd{Epoch: number, Batch: batch, Steps: steps, Logs: logs})
			}
		},
	})
	if f.unstopped.Err() != nil && f.Err() == nil {
		err = nil // stopped, which ends the epoch here
	}
	return maps.Clone(logs), timing, err
}

// nextData are the rows of an epoch, in its order. With a number of steps to an
// epoch, each goes on where the one before ended; the last of a pass over the data
// has what is left, as in Keras.
func (f *fit) nextData(epoch int) exec.Data {
	if f.pass.Len() == 0 {
		f.pass = f.train.data()
		if f.request.Shuffle {
			f.pass = f.pass.Shuffled(f.seed(epoch, forRows))
		}
	}
	all := f.pass.Len()
	n := min(all, f.steps()*f.request.BatchSize)
	next := f.pass.Slice(0, n)
	f.pass = f.pass.Slice(n, all)
	return next
}

// validateOnce adds the validation set's values to the epoch's, in the epochs that
// validate.
func (f *fit) validateOnce(number int, logs spec.Numbers) error {
	r := f.request
	if !f.validates() || (number+1)%max(1, r.ValidationFreq) != 0 {
		return nil
	}
	data, batch := f.valid.data(), cmp.Or(r.ValidationBatch, r.BatchSize)
	if r.ValidationSteps > 0 {
		data = data.Slice(0, min(data.Len(), r.ValidationSteps*batch))
	}
	measured, err := f.model.exec.Evaluate(f, data, exec.Options{BatchSize: batch})
	if err != nil {
		return err
	}
	for i, name := range measured.Names {
		logs[validation+name] = measured.Values[i]
	}
	return nil
}

// sayDiverged says once that a loss is no number any more: the data were checked,
// so it is the steps that are too long.
func (f *fit) sayDiverged(number int, logs spec.Numbers) {
	if loss, ok := logs["loss"]; ok && !finite(loss) && !f.saidDiverged && f.Err() == nil {
		f.saidDiverged = true
		f.notice("The loss is %v in epoch %d: training diverged. A smaller learning rate may help, after model.Reset().", loss, number+1)
	}
}

// What chance decides in an epoch.
const (
	forRows uint64 = iota
	forDropout
	forBatch // dropout of a step outside an epoch
)

// seed differs for each epoch since the first weights, so that a second fit goes
// on instead of repeating the first.
func (f *fit) seed(epoch int, purpose uint64) uint64 {
	return seedOf(f.request.Seed, f.request.Model, uint64(epoch), purpose)
}

// seedOf makes a seed for a purpose at a moment, of the one asked for or else the
// model's.
func seedOf(asked uint64, m *spec.Model, moment, purpose uint64) uint64 {
	return mix(mix(mix(cmp.Or(asked, m.Seed))+moment) + purpose)
}

// mix spreads each bit of a seed over all of them.
//
// Source: SplitMix64, Steele, Lea and Flood, 2014.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
