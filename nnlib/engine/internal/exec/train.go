package exec

import (
	"context"
	"fmt"

	"nnbook/nnlib/internal/fault"
)

// Options are how Train, Evaluate and Predict go about it.
type Options struct {
	BatchSize int
	Seed      uint64                                          // of dropout; another for each epoch
	Layers    []string                                        // whose outputs Predict computes; none for the model's
	Progress  func(batch, steps int, logs map[string]float64) // called about every 100 ms with means since the start; may be nil
}

// Timing tells where an epoch's time went.
type Timing struct {
	Steps       int     // training steps done
	StepSeconds float64 // one step, without compiling and without the first call
}

// Train trains one epoch: once over the data's rows in their order, which the
// caller shuffles. It returns the epoch's loss and metrics. Cancelled, it stops after
// the running call and returns what is so far with the context's error; the
// weights are those of the last step done.
func (m *Model) Train(ctx context.Context, data Data, options Options) (map[string]float64, Timing, error) {
	if err := m.ready("Fit", data, options); err != nil {
		return nil, Timing{}, err
	}
	if err := m.ensureSlots(); err != nil {
		return nil, Timing{}, fmt.Errorf("model %q: optimizer: %w", m.spec.Name, err)
	}
	train := trainer(m.trainOnHost)
	if m.device.fused {
		train = m.trainOnDevice
	}
	sums := newSums(m.ledger)
	if data.bytes() > largeData {
		timing, err := m.trainInWindows(ctx, data, options, sums, train, windowBytes)
		return sums.logs(), timing, err
	}
	timing, err := train(ctx, data, options, sums)
	return sums.logs(), timing, err
}

// ready checks what training and evaluating need.
func (m *Model) ready(what string, data Data, options Options) error {
	if err := m.compiled(what); err != nil {
		return err
	}
	who := fmt.Sprintf("%s of model %q", what, m.spec.Name)
	if err := checkBatch(who, options); err != nil {
		return err
	}
	if err := data.check(who, m.inputs()); err != nil {
		return err
	}
	return data.checkTargets(who, len(m.spec.Outputs))
}

func checkBatch(who string, options Options) error {
	if options.BatchSize < 1 {
		return &fault.Error{Who: who, Expected: "a batch size of at least 1", Got: fmt.Sprint(options.BatchSize), Fix: "nnlib.BatchSize(32)"}
	}
	return nil
}
