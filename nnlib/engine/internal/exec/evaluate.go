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
// but where a mask hides steps of the output, the loss is a mean of batches' means.
const largeBatch = 256

func groupSize(rows, batch int) int {
	if rows <= batch {
		return batch
	}
	return max(batch, largeBatch)
}

// Evaluate measures the loss and the metrics over data.Rows. Cancelled, it
// returns what is measured so far and the context's error.
func (m *Model) Evaluate(ctx context.Context, data Data, options Options) (wire.Measured, error) {
	who := fmt.Sprintf("Evaluate of model %q", m.spec.Name)
	if err := m.ready("Evaluate", data, options); err != nil {
		return wire.Measured{}, err
	}
	batch := groupSize(len(data.Rows), options.BatchSize)
	if masksOutput(m.spec) {
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
	sums := newSums(m)
	err = eachBatch(ctx, data.Rows, batch, options, sums.logs, func(rows []int32) error {
		output, err := m.forward(p, feed, rows)
		if err != nil {
			return fmt.Errorf("%s: %w", who, err)
		}
		return sums.add(output)
	})
	return sums.measured(), err
}

// evaluation is the program that sums up a batch.
func (m *Model) evaluation(data Data, batch int) (*program, error) {
	key := programKey{kind: "evaluate", batch: batch, targets: targetShape(data, batch).String()}
	return m.program(key, func(g *graph.Graph) []*Node {
		p := parameters{g}
		x, y, weight := p.next(m.batchShape(batch)), p.next(targetShape(data, batch)), p.next(float32s(batch))
		net := m.network(p.all(m.variables), nil)
		out := net.run(x)
		_, sums := net.sums(m.settings, outcome{y, out, net.logits[out], net.outMask}, weight)
		return []*Node{sums}
	})
}

// forward runs a program that evaluates or predicts on some rows.
func (m *Model) forward(p *program, feed *feed, rows []int32) (compute.Buffer, error) {
	inputs, err := feed.load(rows)
	if err != nil {
		return nil, err
	}
	outputs, err := p.run(append(inputs, lend(m.variables)...))
	if err != nil {
		return nil, err
	}
	return outputs[0], nil
}

// network prepares a forward pass with the given values of all variables.
func (m *Model) network(variables []*Node, chance *chance) *network {
	n := newNetwork(m.spec, chance)
	for i, v := range variables {
		n.weights[m.layerOf[i]] = append(n.weights[m.layerOf[i]], v)
	}
	return n
}

// eachBatch calls f with the rows of each batch, and tells of the progress.
func eachBatch(ctx context.Context, rows []int32, batch int, options Options, logs func() map[string]float64, f func(rows []int32) error) error {
	steps := (len(rows) + batch - 1) / batch
	var throttle throttle
	for step := range steps {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := f(rows[step*batch : min((step+1)*batch, len(rows))]); err != nil {
			return err
		}
		if options.Progress != nil && (throttle.due() || step+1 == steps) {
			options.Progress(step+1, steps, logs())
		}
	}
	return nil
}

// Predict computes the outputs for data.Rows, float32 [rows, …], in their order.
func (m *Model) Predict(ctx context.Context, data Data, options Options) (wire.Array, error) {
	who := fmt.Sprintf("Predict of model %q", m.spec.Name)
	if err := checkBatch(who, options); err != nil {
		return wire.Array{}, err
	}
	if err := data.check(who, m.input()); err != nil {
		return wire.Array{}, err
	}
	batch := groupSize(len(data.Rows), options.BatchSize)
	p, err := m.program(programKey{kind: "predict", batch: batch}, func(g *graph.Graph) []*Node {
		p := parameters{g}
		x := p.next(m.batchShape(batch))
		return []*Node{m.network(p.all(m.variables), nil).run(x)}
	})
	if err != nil {
		return wire.Array{}, err
	}
	feed, err := m.newFeed(data, batch, false)
	if err != nil {
		return wire.Array{}, fmt.Errorf("%s: %w", who, err)
	}
	defer feed.close()
	output := m.spec.Nodes[m.spec.Outputs[0]].Shape
	all, some := make([]float32, 0, len(data.Rows)*output.Size()), make([]float32, batch*output.Size())
	nothing := func() map[string]float64 { return nil }
	err = eachBatch(ctx, data.Rows, batch, options, nothing, func(rows []int32) error {
		result, err := m.forward(p, feed, rows)
		if err == nil {
			err = receive(result, some)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", who, err)
		}
		all = append(all, some[:len(rows)*output.Size()]...)
		return nil
	})
	if err != nil {
		return wire.Array{}, err
	}
	return wire.Float32s(all, append(spec.Shape{len(data.Rows)}, output...)...), nil
}
