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

// trainOnHost runs one graph a step for the loss and what the gradients follow
// from, and updates the weights in the memory that it shares with the backend.
func (m *Model) trainOnHost(ctx context.Context, data Data, options Options, sums *sums) (Timing, error) {
	step, err := m.hostStep(data, options.BatchSize)
	if err != nil {
		return Timing{}, err
	}
	feed, err := m.newFeed(data, options.BatchSize, true)
	if err != nil {
		return Timing{}, err
	}
	defer feed.close()
	clock, err := m.device.port(clockShape)
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
		if err == nil {
			err = m.updateOnHost(step.uses, outputs[1:])
		}
		if err != nil {
			return fmt.Errorf("training model %q: %w", m.spec.Name, err)
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

// clockType is that of the epoch's seed and the step's number, which dropout hashes.
const clockType = dtypes.Uint32

var clockShape = shapes.Make(clockType, 2)

// use says what one output of a host step is for: a variable's gradient, or one
// factor of it, where a kernel took part in a product.
type use struct {
	variable int
	product  bool
}

// hostStep is the program of one step. It returns the batch's sums, then what
// uses lists, then the other factor of each product.
func (m *Model) hostStep(data Data, batch int) (*program, error) {
	key := programKey{kind: "step", batch: batch, targets: targetShape(data, batch).String()}
	var uses []use
	step, err := m.program(key, func(g *graph.Graph) []*Node {
		p := parameters{g}
		x, y, weight := p.next(m.batchShape(batch)), p.next(targetShape(data, batch)), p.next(float32s(batch))
		clock := p.next(clockShape)
		variables := p.all(m.variables)
		net := m.network(variables, &dropping{seed: element(clock, 0), step: element(clock, 1)})
		out := net.run(x)
		loss, sums := net.sums(m.settings, outcome{y, out, net.logits[out]}, weight)

		var wanted, factors []*Node
		for i, v := range m.variables {
			if v.trainable && !v.turned {
				uses, wanted = append(uses, use{i, false}), append(wanted, variables[i])
			}
			for _, product := range net.products {
				if v.trainable && product.kernel == variables[i] {
					uses, wanted = append(uses, use{i, true}), append(wanted, product.y)
					factors = append(factors, product.x)
				}
			}
		}
		outputs := append([]*Node{sums}, graph.Gradient(loss, wanted...)...)
		return append(outputs, factors...)
	})
	if err == nil && step.uses == nil {
		step.uses = uses
	}
	return step, err
}

// updateOnHost lets the optimizer change the trainable variables, and frees the outputs.
func (m *Model) updateOnHost(uses []use, outputs []compute.Buffer) error {
	flat := make([][]float32, len(outputs))
	for i, output := range outputs {
		data, err := output.Data()
		if err != nil {
			return err
		}
		flat[i] = data.([]float32)
		defer func() { _ = output.Finalize() }() // it only fails for what is freed already
	}
	gradients, products := map[int][]float32{}, map[int][]factors{}
	others := flat[len(uses):]
	for i, use := range uses {
		if !use.product {
			gradients[use.variable] = flat[i]
			continue
		}
		products[use.variable] = append(products[use.variable], factors{x: others[0], adjoint: flat[i]})
		others = others[1:]
	}
	m.iteration++
	pace, slots := m.optimizer.hostPace(m.rate, m.iteration), m.slots
	for i, v := range m.variables {
		if !v.trainable {
			continue
		}
		own := slots[:m.optimizer.slots()]
		slots = slots[len(own):]
		update := func(gradient []float32, first int) {
			var parts [4][]float32 // more slots than any optimizer has
			for i, slot := range own {
				parts[i] = slot.shared[first:][:len(gradient)]
			}
			m.optimizer.hostUpdate(pace, v.shared[first:][:len(gradient)], gradient, parts[:len(own)])
		}
		if v.turned {
			updateRows(products[i], v.shape[0], v.shape[1], update)
		} else {
			update(gradients[i], 0)
		}
	}
	return nil
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
