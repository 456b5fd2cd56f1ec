package exec

import (
	"context"
	"fmt"
	"time"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
)

// trainOnHost runs one graph a step for the loss and the gradients, and updates
// the weights in the memory that it shares with the backend.
func (m *Model) trainOnHost(ctx context.Context, data Data, options Options, sums *sums) (Timing, error) {
	step, err := m.gradientStep(data, options.BatchSize)
	if err != nil {
		return Timing{}, err
	}
	feed, err := m.newFeed(data, options.BatchSize, true)
	if err != nil {
		return Timing{}, err
	}
	defer feed.close()
	clock, err := m.device.port(shapes.Make(dtypes.Uint32, 2))
	if err != nil {
		return Timing{}, err
	}
	defer clock.close()
	now := clock.flat.([]uint32)
	now[0], now[1] = seed32(options.Seed), 0

	var timing Timing
	begin := time.Now()
	err = m.eachBatch(ctx, feed, options, sums.logs, func(inputs []argument, _ int) error {
		outputs, err := step.run(append(append(inputs, argument{clock.shared, false}), lend(m.variables)...))
		if err != nil {
			return fmt.Errorf("training model %q: %w", m.spec.Name, err)
		}
		if err := m.updateOnHost(outputs[1:]); err != nil {
			return err
		}
		now[1]++
		if timing.Steps++; timing.Steps == 1 {
			begin = time.Now()
		}
		return sums.add(outputs[0])
	})
	timing.StepSeconds = time.Since(begin).Seconds() / float64(max(1, timing.Steps-1))
	return timing, err
}

// gradientStep is the program of one step: the batch's sums, then each
// trainable variable's gradient.
func (m *Model) gradientStep(data Data, batch int) (*program, error) {
	key := programKey{kind: "gradient", batch: batch, targets: targetShape(data, batch).String()}
	return m.program(key, func(g *graph.Graph) []*Node {
		p := parameters{g}
		x, y, weight := p.next(m.batchShape(batch)), p.next(targetShape(data, batch)), p.next(float32s(batch))
		clock := p.next(shapes.Make(dtypes.Uint32, 2))
		at := func(i int) *Node { return graph.Reshape(graph.Slice(clock, graph.AxisElem(i))) }
		variables := p.all(m.variables)
		net := m.network(variables, &dropping{seed: at(0), step: at(1)})
		out := net.run(x)
		loss, sums := net.sums(m.settings, outcome{y, out, net.logits[out]}, weight)
		return append([]*Node{sums}, net.gradients(loss, m.onlyTrainable(variables))...)
	})
}

// onlyTrainable picks from nodes that stand for all variables.
func (m *Model) onlyTrainable(variables []*Node) []*Node {
	var trainable []*Node
	for i, v := range m.variables {
		if v.trainable {
			trainable = append(trainable, variables[i])
		}
	}
	return trainable
}

// updateOnHost lets the optimizer change the trainable variables.
func (m *Model) updateOnHost(gradients []compute.Buffer) error {
	m.iteration++
	pace, each := m.optimizer.hostPace(m.rate, m.iteration), m.optimizer.slots()
	for i, v := range m.trainable() {
		flat, err := gradients[i].Data()
		if err != nil {
			return fmt.Errorf("the gradient of %s: %w", v.name, err)
		}
		var slots [][]float32
		for _, slot := range m.slots[i*each : (i+1)*each] {
			slots = append(slots, slot.shared)
		}
		m.optimizer.hostUpdate(pace, v.shared, flat.([]float32), slots)
		_ = gradients[i].Finalize() // it only fails for what is freed already
	}
	return nil
}
