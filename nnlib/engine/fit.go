package engine

import (
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

	train, valid examples // valid without rows where there is none
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
	return wire.Trained{Curves: curves(f.done, r.InitialEpoch), Interrupted: interrupted}, nil
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
	if m.begun {
		f.notice("Continuing model %q %s; model.Reset() starts again from its first weights.", m.name, m.progress())
	}
	return nil
}

// epochs trains one epoch after the other. What is learned when it ends stays,
// however it ends.
func (f *fit) epochs() error {
	r := f.request
	steps := (f.train.len() + r.BatchSize - 1) / r.BatchSize
	f.tell(wire.TrainBegin{Epochs: r.Epochs, InitialEpoch: r.InitialEpoch, Steps: steps, Backend: f.model.backend})
	for number := r.InitialEpoch; number < r.Epochs; number++ {
		end, err := f.epoch(number)
		if err != nil {
			return err
		}
		f.tell(end)
		if goOn, err := f.mayGoOn(); err != nil || !goOn {
			return err
		}
	}
	return nil
}

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
		err = f.validateOnce(logs)
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
	data := f.train.data()
	if f.request.Shuffle {
		data = data.Shuffled(f.seed(past, forRows))
	}
	logs, timing, err := f.model.exec.Train(f, data, exec.Options{
		BatchSize: f.request.BatchSize,
		Seed:      f.seed(past, forDropout),
		Progress: func(batch, steps int, logs map[string]float64) {
			if f.events.open() {
				f.tell(wire.BatchEnd{Epoch: number, Batch: batch, Steps: steps, Logs: logs})
			}
		},
	})
	return maps.Clone(logs), timing, err
}

// validateOnce adds the validation set's values to the epoch's.
func (f *fit) validateOnce(logs spec.Numbers) error {
	if !f.validates() {
		return nil
	}
	measured, err := f.model.exec.Evaluate(f, f.valid.data(), exec.Options{BatchSize: f.request.BatchSize})
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
)

// seed differs for each epoch since the first weights, so that a second fit goes
// on instead of repeating the first.
func (f *fit) seed(epoch int, purpose uint64) uint64 {
	seed := f.request.Seed
	if seed == 0 {
		seed = f.request.Model.Seed
	}
	return mix(mix(mix(seed)+uint64(epoch)) + purpose)
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
