package exec

import (
	"context"
	"fmt"
	"time"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
)

// trainOnDevice runs an epoch as a loop within XLA, some 100 ms of steps a call.
// Data, weights and the optimizer's slots stay on the device.
func (m *Model) trainOnDevice(ctx context.Context, data Data, options Options, sums *sums) (timing Timing, err error) {
	fail := func(err error) (Timing, error) {
		return timing, fmt.Errorf("training model %q: %w", m.spec.Name, err)
	}
	plan := data.plan(options.BatchSize)
	shelf := &shelf{device: m.device}
	defer shelf.close()
	if err := shelf.fill(data, plan); err != nil {
		return fail(err)
	}
	loop, err := m.trainLoop(plan)
	if err != nil {
		return timing, err
	}
	steps := plan.steps
	some := 8
	var running time.Duration
	for done := 0; done < steps; {
		if ctx.Err() != nil {
			return timing, ctx.Err()
		}
		some = min(some, steps-done)
		begin := time.Now()
		if err := m.callLoop(loop, done, done+some, data, options, shelf, sums); err != nil {
			return fail(err)
		}
		took := time.Since(begin)
		if done += some; timing.Steps == 0 {
			running -= took // the first call warms up
		}
		timing.Steps, running = done, running+took
		timing.StepSeconds = running.Seconds() / float64(max(1, done-8))
		if options.Progress != nil {
			options.Progress(done, steps, sums.logs())
		}
		some = max(1, min(4*some, int(float64(some)*float64(pace)/float64(took))))
	}
	return timing, nil
}

// callLoop runs the steps from one to another and takes over the variables and
// slots that they leave.
func (m *Model) callLoop(loop *program, from, to int, data Data, options Options, shelf *shelf, sums *sums) error {
	floats := []float32{float32(m.rate)}
	for _, c := range data.X {
		floats = append(floats, c.Factor)
	}
	ints := []int32{int32(from), int32(to), int32(data.Len()), int32(m.iteration)}
	seeds := []uint32{seed32(options.Seed)}
	var inputs []argument
	for _, values := range []any{ints, floats, seeds, make([]float32, len(sums.totals))} {
		buffer, err := m.device.upload(values)
		if err != nil {
			return err
		}
		inputs = append(inputs, argument{buffer, true})
	}
	inputs = append(inputs, shelf.arguments()...)
	state := append(append([]*variable{}, m.variables...), m.slots...)
	for _, v := range state {
		inputs = append(inputs, argument{v.buffer, true})
	}
	outputs, err := loop.run(inputs)
	if err != nil {
		return err
	}
	for i, v := range state {
		v.buffer = outputs[1+i]
	}
	m.iteration += int64(to - from)
	return sums.add(outputs[0])
}

// trainLoop is the program that trains on the batches from one step to another:
// a While loop whose state is everything, because its body cannot see what lies
// outside.
func (m *Model) trainLoop(p plan) (*program, error) {
	key := programKey{kind: "loop", batch: p.batch, steps: p.steps, columns: p.key()}
	return m.program(key, func(g *graph.Graph) []*Node {
		in := parameters{g}
		state := []*Node{
			in.next(shapes.Make(dtypes.Int32, 4)), in.next(float32s(1 + p.features)), in.next(shapes.Make(clockType, 1)),
			in.next(float32s(m.ledger.width)),
		}
		state = append(state, in.each(p.shapes())...)
		fixed := len(state)
		state = append(append(state, in.all(m.variables)...), in.all(m.slots)...)
		inside := func(g *graph.Graph) []*Node {
			var nodes []*Node
			for i, outside := range state {
				nodes = append(nodes, graph.Parameter(g, fmt.Sprintf("s%d", i), outside.Shape()))
			}
			return nodes
		}
		more := graph.NewClosure(g, func(g *graph.Graph) []*Node {
			ints := inside(g)[0]
			return []*Node{graph.LessThan(element(ints, 0), element(ints, 1))}
		})
		step := graph.NewClosure(g, func(g *graph.Graph) []*Node {
			return m.loopStep(p, inside(g), fixed)
		})
		after := graph.While(more, step, state...)
		return append([]*Node{after[3]}, after[fixed:]...)
	})
}

// loopStep is one training step within the loop: from the loop's state to its next.
func (m *Model) loopStep(p plan, state []*Node, fixed int) []*Node {
	ints, floats, seed, sums := state[0], state[1], state[2], state[3]
	variables, slots := state[fixed:fixed+len(m.variables)], state[fixed+len(m.variables):]
	step, rows, iteration := element(ints, 0), element(ints, 2), element(ints, 3)
	g := ints.Graph()

	b := p.take(m, state[4:fixed], graph.MulScalar(step, p.batch), rows, func(i int) *Node { return element(floats, 1+i) })
	net := m.network(variables, &chance{seed: element(seed, 0), step: graph.ConvertDType(step, clockType)})
	net.present = b.mask
	loss, batchSums := net.enter(m.ledger, net.outcomes(b.xs, b.ys), b.mask, b.weight)
	gradients := graph.Gradient(loss, m.onlyTrainable(variables)...)

	weights, afterSlots := m.rule.step(element(floats, 0), iteration, m.onlyTrainable(variables), gradients, slots)
	after := append([]*Node{}, state[:fixed]...)
	after[0] = graph.Add(ints, graph.Const(g, []int32{1, 0, 0, 1}))
	after[3] = graph.Add(sums, batchSums)
	for i, v := range m.variables {
		if !v.trainable {
			after = append(after, net.after(variables[i]))
			continue
		}
		weight := weights[0]
		if v.constraint != nil {
			weight = v.constraint.on(weight)
		}
		after, weights = append(after, weight), weights[1:]
	}
	return append(after, afterSlots...)
}

// element picks one of a vector's values.
func element(vector *Node, i int) *Node {
	return graph.Reshape(graph.Slice(vector, graph.AxisElem(i)))
}
