package exec

import (
	"context"
	"fmt"
	"time"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// trainOnDevice runs an epoch as a loop within XLA, some 100 ms of steps a call.
// Data, weights and the optimizer's slots stay on the device.
func (m *Model) trainOnDevice(ctx context.Context, data Data, options Options, sums *sums) (timing Timing, err error) {
	fail := func(err error) (Timing, error) {
		return timing, fmt.Errorf("training model %q: %w", m.spec.Name, err)
	}
	resident, err := m.device.keep(data)
	if err != nil {
		return fail(err)
	}
	defer m.device.done(resident)
	batch := options.BatchSize
	steps := (len(data.Rows) + batch - 1) / batch
	loop, err := m.trainLoop(data, batch, steps)
	if err != nil {
		return timing, err
	}
	order := make([]int32, steps*batch) // the last batch is filled up with row 0, which the loop gives no weight
	copy(order, data.Rows)
	rows, err := m.device.BufferFromFlatData(0, order, shapes.Make(dtypes.Int32, len(order)))
	if err != nil {
		return fail(err)
	}
	defer func() { _ = rows.Finalize() }()

	some := 8
	var running time.Duration
	for done := 0; done < steps; {
		if ctx.Err() != nil {
			return timing, ctx.Err()
		}
		some = min(some, steps-done)
		begin := time.Now()
		if err := m.callLoop(loop, done, done+some, data, options, resident, rows, sums); err != nil {
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
func (m *Model) callLoop(loop *program, from, to int, data Data, options Options, resident *resident, rows compute.Buffer, sums *sums) error {
	floats := []float32{data.Factor, float32(m.rate)}
	ints := []int32{int32(from), int32(to), int32(len(data.Rows)), int32(m.iteration)}
	seeds := []uint32{seed32(options.Seed)}
	var inputs []argument
	for _, values := range []any{ints, floats, seeds, make([]float32, len(sums.totals))} {
		buffer, err := m.device.upload(values)
		if err != nil {
			return err
		}
		inputs = append(inputs, argument{buffer, true})
	}
	inputs = append(inputs, argument{resident.x, false}, argument{resident.y, false}, argument{rows, false})
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
func (m *Model) trainLoop(data Data, batch, steps int) (*program, error) {
	x := shapes.Make(dtypeOf(data.X.DType), data.X.Shape[0], m.input().Size())
	y := shapes.Make(dtypeOf(data.Y.DType), data.Y.Shape...)
	key := programKey{kind: "loop", batch: batch, steps: steps, x: x.String(), targets: y.String()}
	return m.program(key, func(g *graph.Graph) []*Node {
		p := parameters{g}
		state := []*Node{
			p.next(shapes.Make(dtypes.Int32, 4)), p.next(float32s(2)), p.next(shapes.Make(clockType, 1)),
			p.next(float32s(len(m.settings.Metrics) + 2)),
			p.next(x), p.next(y), p.next(shapes.Make(dtypes.Int32, steps*batch)),
		}
		const fixed = 7
		state = append(append(state, p.all(m.variables)...), p.all(m.slots)...)
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
			return m.loopStep(inside(g), batch, fixed)
		})
		after := graph.While(more, step, state...)
		return append([]*Node{after[3]}, after[fixed:]...)
	})
}

// loopStep is one training step within the loop: from the loop's state to its next.
func (m *Model) loopStep(state []*Node, batch, fixed int) []*Node {
	ints, floats, seed, sums, xs, ys, rows := state[0], state[1], state[2], state[3], state[4], state[5], state[6]
	variables, slots := state[fixed:fixed+len(m.variables)], state[fixed+len(m.variables):]
	step, real, iteration := element(ints, 0), element(ints, 2), element(ints, 3)
	g := ints.Graph()

	start := graph.MulScalar(step, batch)
	chosen := graph.InsertAxes(graph.DynamicSlice(rows, []*Node{start}, []int{batch}), -1)
	position := graph.Add(graph.Iota(g, shapes.Make(dtypes.Int32, batch), 0), start)
	weight := graph.ConvertDType(graph.LessThan(position, real), dtypes.Float32)
	x := graph.Gather(xs, chosen)
	if x.DType() != dtypes.Float32 {
		x = graph.ConvertDType(x, dtypes.Float32)
	}
	x = graph.Reshape(graph.Mul(x, element(floats, 0)), append(spec.Shape{batch}, m.input()...)...)
	y := graph.Gather(ys, chosen)

	net := m.network(variables, &chance{seed: element(seed, 0), step: graph.ConvertDType(step, clockType)})
	out := net.run(x)
	loss, batchSums := net.sums(m.settings, outcome{y, out, net.logits[out]}, weight)
	gradients := graph.Gradient(graph.Div(loss, graph.ReduceAllSum(weight)), m.onlyTrainable(variables)...)

	weights, afterSlots := m.rule.step(element(floats, 1), iteration, m.onlyTrainable(variables), gradients, slots)
	after := append([]*Node{}, state[:fixed]...)
	after[0] = graph.Add(ints, graph.Const(g, []int32{1, 0, 0, 1}))
	after[3] = graph.Add(sums, batchSums)
	for i, v := range m.variables {
		if v.trainable {
			after, weights = append(after, weights[0]), weights[1:]
		} else {
			after = append(after, net.after(variables[i]))
		}
	}
	return append(after, afterSlots...)
}

// element picks one of a vector's values.
func element(vector *Node, i int) *Node {
	return graph.Reshape(graph.Slice(vector, graph.AxisElem(i)))
}
