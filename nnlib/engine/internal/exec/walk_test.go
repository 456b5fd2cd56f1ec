package exec

import (
	"math"
	"slices"
	"testing"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/wire"
)

// walk lets a rule change weights by gradients that are given.
type walk struct {
	rule      *rule
	rate      float64
	start     [][]float32   // weights
	gradients [][][]float32 // by step
}

// slots makes what a rule keeps beside the weights.
func (w walk) slots() [][][]float32 {
	slots := make([][][]float32, len(w.start))
	for i, weight := range w.start {
		for _, value := range w.rule.slots() {
			slots[i] = append(slots[i], slices.Repeat([]float32{value}, len(weight)))
		}
	}
	return slots
}

// onHost returns the weights after each step, those of all variables end to end,
// and last the means of the weights where there are such.
func (w walk) onHost() [][]float32 {
	var trace [][]float32
	slots, weights := w.slots(), make([][]float32, len(w.start))
	for i := range weights {
		weights[i] = slices.Clone(w.start[i])
	}
	for step, gradients := range w.gradients {
		now := w.rule.at(w.rate, int64(step))
		mine := make([][]float32, len(gradients))
		for i, gradient := range gradients {
			mine[i] = slices.Clone(gradient)
			now.gather(mine[i], slots[i])
		}
		if now.due && w.rule.byNorm() {
			now.clipWhole(mine)
		}
		for i := range weights {
			now.apply(weights[i], mine[i], slots[i])
		}
		trace = append(trace, slices.Concat(weights...))
	}
	if w.rule.mean {
		for i := range weights {
			_, weights[i], _ = split(w.rule, slots[i])
		}
	}
	return append(trace, slices.Concat(weights...))
}

// inGraph returns the same for several walks from the same start, computed by one
// graph of a step.
func inGraph(t *testing.T, backend string, walks []walk) [][][]float32 {
	n := len(walks[0].start)
	var state [][]float32 // each walk's weights, then its slots
	for _, w := range walks {
		state = append(append(state, w.start...), slices.Concat(w.slots()...)...)
	}
	step := stepOf(t, backend, walks, state)
	trace := make([][][]float32, len(walks))
	for i, gradients := range walks[0].gradients {
		state = step(int32(i), gradients, state)
		at := state
		for j, w := range walks {
			trace[j] = append(trace[j], slices.Concat(at[:n]...))
			k := len(w.rule.slots())
			if ends := at[:n]; i+1 == len(w.gradients) {
				if w.rule.mean {
					ends = make([][]float32, n)
					for v := range ends {
						_, ends[v], _ = split(w.rule, at[n+v*k:][:k])
					}
				}
				trace[j] = append(trace[j], slices.Concat(ends...))
			}
			at = at[n+n*k:]
		}
	}
	return trace
}

// stepOf compiles a step of several walks.
func stepOf(t *testing.T, backend string, walks []walk, like [][]float32) func(step int32, gradients, state [][]float32) [][]float32 {
	t.Helper()
	d, err := openDevice(backend)
	if err != nil {
		t.Fatal(err)
	}
	g := graph.NewGraph(d.Backend, t.Name())
	t.Cleanup(g.Finalize)
	build := func() (outputs []*Node) {
		p, n := parameters{g}, len(walks[0].start)
		iteration := p.next(shapes.Make(dtypes.Int32))
		var gradients, state []*Node
		for _, values := range walks[0].start {
			gradients = append(gradients, p.next(float32s(len(values))))
		}
		for _, values := range like {
			state = append(state, p.next(float32s(len(values))))
		}
		for _, w := range walks {
			size := n + n*len(w.rule.slots())
			weights, slots := w.rule.step(graph.Scalar(g, dtypes.Float32, w.rate), iteration, state[:n], gradients, state[n:size])
			outputs, state = append(append(outputs, weights...), slots...), state[size:]
		}
		return outputs
	}
	if err := try(func() error { return g.Compile(build()...) }); err != nil {
		t.Fatal(err)
	}
	return func(step int32, gradients, state [][]float32) [][]float32 {
		inputs := []wire.Array{wire.Int32s([]int32{step})}
		for _, values := range slices.Concat(gradients, state) {
			inputs = append(inputs, wire.Float32s(values, len(values)))
		}
		var arguments []argument
		for _, input := range inputs {
			buffer, err := d.uploadArray(input)
			if err != nil {
				t.Fatal(err)
			}
			arguments = append(arguments, argument{buffer, true})
		}
		buffers, err := (&program{graph: g}).run(arguments)
		if err != nil {
			t.Fatal(err)
		}
		after := make([][]float32, len(state))
		for i, buffer := range buffers {
			after[i] = make([]float32, len(state[i]))
			if err := receive(buffer, after[i]); err != nil {
				t.Fatal(err)
			}
		}
		return after
	}
}

// twoWeights are the weights and gradients of training.py.
func twoWeights() (start [][]float32, gradients [][][]float32) {
	start = [][]float32{{1, -1, 0.5, 0, 2}, {-1, -0.6, -0.2, 0.2, 0.6, 1}}
	for step := range 20 {
		var both [][]float32
		for weight := range start {
			gradient := make([]float32, len(start[weight]))
			for place := range gradient {
				scale := math.Pow(10, float64(place-2))
				if weight == 1 {
					scale = (0.1 + float64(place)) * float64(step%5)
				}
				gradient[place] = float32(math.Sin(float64(step+place+weight)) * scale)
			}
			both = append(both, gradient)
		}
		gradients = append(gradients, both)
	}
	return start, gradients
}
