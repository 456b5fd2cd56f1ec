package exec

import (
	"context"
	"fmt"

	"github.com/gomlx/compute"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// largeBatch is how many rows are measured at once where there are that many.
// How rows are grouped changes nothing in what comes out, and large groups are faster;
// but where a mask hides steps of the output, the loss is a mean of batches' means,
// and where the ledger is batchwise, rows are compared with each other.
const largeBatch = 256

func groupSize(rows, batch int) int {
	if rows <= batch {
		return batch
	}
	return max(batch, largeBatch)
}

// Evaluate measures the loss and the metrics over the data's rows. Cancelled, it
// returns what is measured so far and the context's error.
func (m *Model) Evaluate(ctx context.Context, data Data, options Options) (wire.Measured, error) {
	who := fmt.Sprintf("Evaluate of model %q", m.spec.Name)
	if err := m.ready("Evaluate", data, options); err != nil {
		return wire.Measured{}, err
	}
	batch := groupSize(data.Len(), options.BatchSize)
	if masksOutput(m.spec) || m.ledger.batchwise() {
		batch = options.BatchSize
	}
	p, err := m.evaluation(data, batch)
	if err != nil {
		return wire.Measured{}, err
	}
	feed, err := m.newFeed(data, batch, true)
	if err != nil {
		return wire.Measured{}, fmt.Errorf("%s: %w", who, err)
	}
	defer feed.close()
	sums := newSums(m.ledger)
	err = eachBatch(ctx, data.Len(), batch, options, sums.logs, func(from, to int) error {
		outputs, err := m.forward(p, feed, from, to)
		if err != nil {
			return fmt.Errorf("%s: %w", who, err)
		}
		return sums.add(outputs[0])
	})
	return sums.measured(), err
}

// evaluation is the program that sums up a batch.
func (m *Model) evaluation(data Data, batch int) (*program, error) {
	key := programKey{kind: "evaluate", batch: batch, columns: targetsKey(data)}
	return m.program(key, func(g *graph.Graph) []*Node {
		p := parameters{g}
		b := p.batch(m, data, batch)
		net := m.network(p.all(m.variables), nil)
		net.present = b.mask
		_, sums := net.enter(m.ledger, net.outcomes(b.xs, b.ys), b.mask, b.weight)
		return []*Node{sums}
	})
}

// forward runs a program that evaluates or predicts on some rows.
func (m *Model) forward(p *program, feed *feed, from, to int) ([]compute.Buffer, error) {
	inputs, err := feed.load(from, to)
	if err != nil {
		return nil, err
	}
	return p.run(append(inputs, lend(m.variables)...))
}

// network prepares a forward pass with the given values of all variables.
func (m *Model) network(variables []*Node, chance *chance) *network {
	n := newNetwork(m.spec, chance)
	for i, v := range variables {
		n.weights[m.layerOf[i]] = append(n.weights[m.layerOf[i]], v)
	}
	return n
}

// eachBatch calls f with where each batch begins and ends, and tells of the progress.
func eachBatch(ctx context.Context, rows, batch int, options Options, logs func() map[string]float64, f func(from, to int) error) error {
	steps := (rows + batch - 1) / batch
	var throttle throttle
	for step := range steps {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := f(step*batch, min((step+1)*batch, rows)); err != nil {
			return err
		}
		if options.Progress != nil && (throttle.due() || step+1 == steps) {
			options.Progress(step+1, steps, logs())
		}
	}
	return nil
}

// prediction is the program that computes a batch's outputs; model is the model's
// own, or with other outputs.
func (m *Model) prediction(model *spec.Model, batch int) (*program, error) {
	key := programKey{kind: "predict", batch: batch, columns: fmt.Sprint(model.Outputs)}
	return m.program(key, func(g *graph.Graph) []*Node {
		p := parameters{g}
		xs := p.each(m.batchShapes(batch))
		net := m.network(p.all(m.variables), nil)
		net.model = model
		outputs, _ := net.run(xs, nil)
		return outputs
	})
}

// Predict computes the outputs for the data's rows in their order, each of
// float32 [rows, …] under the name of its layer.
func (m *Model) Predict(ctx context.Context, data Data, options Options) (wire.Variables, error) {
	who := fmt.Sprintf("Predict of model %q", m.spec.Name)
	if err := checkBatch(who, options); err != nil {
		return wire.Variables{}, err
	}
	if err := data.check(who, m.inputs()); err != nil {
		return wire.Variables{}, err
	}
	model := m.spec
	if options.Layers != nil {
		within, err := m.spec.Within(options.Layers)
		if err != nil {
			return wire.Variables{}, err
		}
		model = within
	}
	batch := groupSize(data.Len(), options.BatchSize)
	p, err := m.prediction(model, batch)
	if err != nil {
		return wire.Variables{}, err
	}
	feed, err := m.newFeed(data, batch, false)
	if err != nil {
		return wire.Variables{}, fmt.Errorf("%s: %w", who, err)
	}
	defer feed.close()
	found := newFindings(model, data.Len(), batch)
	nothing := func() map[string]float64 { return nil }
	err = eachBatch(ctx, data.Len(), batch, options, nothing, func(from, to int) error {
		outputs, err := m.forward(p, feed, from, to)
		if err == nil {
			err = found.add(outputs, to-from)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", who, err)
		}
		return nil
	})
	if err != nil {
		return wire.Variables{}, err
	}
	return found.arrays(), nil
}
