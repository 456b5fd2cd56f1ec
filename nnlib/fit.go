package nnlib

import (
	"errors"
	"fmt"

	"nnbook/nnlib/internal/wire"
)

// Fit trains the model and returns how it went. It prints Keras' progress line.
//
//	history := model.Fit(train, nnlib.Epochs(10), nnlib.Validation(valid))
//
// A second Fit goes on from the weights and the optimizer's state of the first;
// [Model.Reset] starts again. The History is that of this Fit, and
// [Model.History] is that of all.
//
// An interrupt, by the notebook's stop button or Ctrl-C, ends Fit normally
// after the batch at hand: what was learned is kept and the History so far is
// returned. A second interrupt ends the program.
//
// Defaults: one epoch, batches of 32 rows, shuffled.
//
// Fit panics if the model is not compiled, if the data do not fit the model, if
// they hold NaN or labels that are not classes, if a callback returns an error
// other than [ErrStopTraining], and in a package-level var, which a notebook
// runs again in every cell.
func (m *Model) Fit(data *Dataset, options ...FitOption) *History {
	t := &training{model: m, who: m.who("Fit"), data: data, pass: newPass(nil)}
	refuseInPackageVar(t.who, "history := model.Fit(…)")
	t.request = wire.Fit{Model: m.spec, Epochs: 1, Shuffle: true}
	for _, option := range options {
		option.fit(t)
	}
	t.check()
	return t.run()
}

// training is one Fit.
type training struct {
	pass
	model      *Model
	who        string
	data       *Dataset
	validation *Dataset
	validated  bool // Validation was given
	callbacks  callbacks
	request    wire.Fit

	bar      *progress
	begun    bool
	steps    int   // in an epoch
	last     Logs  // of the last epoch
	epoch    int   // the one that runs
	problem  error // what a callback returned
	finished bool  // neither interrupted nor failed
}

func (t *training) check() {
	t.model.checkData(t.who, t.data, true)
	if t.validated {
		t.model.checkData(t.who+", Validation", t.validation, true)
		t.request.ValidationSplit = 0
	}
	t.checkValidation()
	if share := t.request.ValidationSplit; share > 0 {
		if n := int(float64(t.data.Len()) * (1 - share)); n == 0 || n == t.data.Len() {
			panic(&Error{
				Who:      t.who,
				Expected: "rows to train and rows to validate with",
				Got:      fmt.Sprintf("ValidationSplit(%v) of %d rows, which leaves %d to train with", share, t.data.Len(), n),
				Fix:      "a data set of more rows, or nnlib.Validation(valid)",
			})
		}
	}
}

// checkValidation panics for options of a validation that there is not.
func (t *training) checkValidation() {
	r := t.request
	for _, option := range []struct {
		name  string
		value int
	}{{"ValidationFreq", r.ValidationFreq}, {"ValidationSteps", r.ValidationSteps}, {"ValidationBatchSize", r.ValidationBatch}} {
		if option.value > 0 && t.validation == nil && r.ValidationSplit == 0 {
			panic(&Error{
				Who:      t.who,
				Expected: "data to validate with",
				Got:      fmt.Sprintf("%s(%d) without", option.name, option.value),
				Fix:      fmt.Sprintf("nnlib.Validation(valid), nnlib.%s(%d)", option.name, option.value),
			})
		}
	}
}

func (t *training) run() *History {
	t.bar = newProgress(t.verbose)
	t.request.BatchSize = t.batchSize
	t.request.LearningRate = t.callbacks.logLearningRate()
	t.request.Data = t.data.examples()
	data := t.data.members()
	if t.validation != nil {
		validation := t.validation.examples()
		t.request.Validation, data = &validation, append(data, t.validation.members()...)
	}
	defer t.end()
	result := call{who: t.who, request: t.request, data: data, interruptible: true, notice: t.bar.notice, on: t.on}.run()
	trained, _ := result.(wire.Trained)
	if trained.Interrupted {
		t.bar.notice(fmt.Sprintf("Interrupted in epoch %d of %d: what was learned is kept, and the next Fit goes on from there.",
			t.epoch+1, t.request.Epochs))
	}
	if t.problem != nil && !errors.Is(t.problem, ErrStopTraining) {
		panic(t.problem)
	}
	t.finished = !trained.Interrupted
	return newHistory(t.request.Model.Name, result)
}

// end lets the callbacks finish, however the training ended.
func (t *training) end() {
	t.bar.close()
	if t.begun {
		t.callbacks.trainEnd(t.last, t.finished)
	}
}

// on handles one of the engine's events and returns the answer, if it waits for one.
func (t *training) on(event any) any {
	switch event := event.(type) {
	case wire.TrainBegin:
		return t.trainBegin(event)
	case wire.BatchEnd:
		t.bar.update(event.Batch, event.Logs)
		if t.problem == nil {
			if t.problem = t.callbacks.batchEnd(event.Epoch, event.Batch-1, event.Logs); t.problem != nil {
				return wire.Stop{}
			}
		}
	case wire.EpochEnd:
		return t.epochEnd(event)
	}
	return nil
}

func (t *training) trainBegin(event wire.TrainBegin) any {
	t.begun, t.steps = true, event.Steps
	t.problem = t.callbacks.trainBegin(t.model, t.say, event)
	t.epoch = t.callbacks.firstEpoch(event.InitialEpoch)
	t.beginEpoch()
	return wire.Go{Stop: t.problem != nil, InitialEpoch: t.epoch}
}

func (t *training) epochEnd(event wire.EpochEnd) any {
	t.bar.finish(event.Logs, event.Seconds, event.StepSeconds)
	t.last = event.Logs
	t.problem = worse(t.problem, t.callbacks.epochEnd(event.Epoch, event.Logs))
	t.epoch = event.Epoch + 1
	t.beginEpoch()
	if t.problem != nil || t.epoch >= t.request.Epochs {
		t.epoch = event.Epoch
	}
	return wire.Go{Stop: t.problem != nil}
}

// beginEpoch begins the next epoch, if there is one.
func (t *training) beginEpoch() {
	if t.problem != nil || t.epoch >= t.request.Epochs {
		return
	}
	if t.problem = t.callbacks.epochBegin(t.epoch); t.problem == nil {
		t.bar.begin(t.epoch, t.request.Epochs, t.steps)
	}
}

// say prints what a callback says, unless Verbose(0).
func (t *training) say(format string, args ...any) {
	if t.verbose > 0 {
		t.bar.notice(fmt.Sprintf(format, args...))
	}
}
