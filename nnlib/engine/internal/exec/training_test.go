package exec

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// trainingGolden is testdata/training.json, which testdata/training.py writes.
type trainingGolden struct {
	Optimizers, Ftrl []struct {
		Class   string `json:"class"`
		Config  spec.Numbers
		At      []int       // steps
		Weights [][]float32 // after these
		End     []float32   // when training ends
		Values  int
	}
	Schedules []struct {
		Class     string `json:"class"`
		Config    spec.Numbers
		At        []int64
		Rates     []float32
		Steps     []int
		SGD, Adam [][]float32 // after these steps; Adam gathers three gradients to an update
	}
	Fits []struct {
		Class    string `json:"class"`
		Config   spec.Numbers
		Schedule *spec.Object
		History  map[string][]float64
		Weights  [][]float32 // the first ones of each variable
	}
}

func readTraining(t *testing.T) trainingGolden {
	t.Helper()
	data, err := os.ReadFile("testdata/training.json")
	if err != nil {
		t.Fatal(err)
	}
	var g trainingGolden
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	return g
}

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

// What all optimizers share, and Ftrl's own: twenty steps of two weights.
func TestOptimizerSettingsAreKeras(t *testing.T) {
	g := readTraining(t)
	start, gradients := twoWeights()
	cases := append(g.Optimizers, g.Ftrl...)
	seen, walks := map[string]bool{}, []walk{}
	for _, c := range cases {
		seen[c.Class] = true
		walks = append(walks, walk{newRule(spec.Object{Class: c.Class, Params: c.Config}), c.Config["learning_rate"], start, gradients})
	}
	check := func(how string, which int, trace [][]float32) {
		c := cases[which]
		name := fmt.Sprint(c.Class, c.Config, " on ", how)
		for i, step := range c.At {
			near(t, fmt.Sprint(name, ", step ", step), trace[step], c.Weights[i], 1e-5)
		}
		near(t, name+", the end", trace[20], c.End, 1e-5)
		if got := 2 + (5+6)*len(walks[which].rule.slots()); got != c.Values && got+1 != c.Values { // Nadam's product is one more
			t.Errorf("%s: %d values in its variables, want %d", name, got, c.Values)
		}
	}
	for i, walk := range walks {
		check("the host", i, walk.onHost())
	}
	onBackends(t, func(t *testing.T, backend string) {
		for i, trace := range inGraph(t, backend, walks) {
			check(backend, i, trace)
		}
	})
	for class := range optimizers {
		if !seen[class] {
			t.Errorf("no golden steps of the optimizer %s", class)
		}
	}
}

func TestSchedulesAreKeras(t *testing.T) {
	start, gradients := twoWeights()
	cases := readTraining(t).Schedules
	seen, walks := map[string]bool{}, []walk{} // two for each case
	far := []int{0, 24, 39, 40, 41}            // places in At: a graph of them all would take XLA a minute
	for _, c := range cases {
		seen[c.Class] = true
		schedule := spec.Object{Class: c.Class, Params: c.Config}
		var rates []float32
		for _, step := range c.At {
			rates = append(rates, float32(schedule.Rate(step)))
		}
		near(t, fmt.Sprint(c.Class, c.Config), rates, c.Rates, 1e-6)
		sgd := spec.Object{Class: spec.SGD, Params: spec.Numbers{"momentum": 0, "nesterov": 0}, Schedule: &schedule}
		adam := spec.Object{Class: spec.Adam, Schedule: &schedule, Params: spec.Numbers{
			"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7, "amsgrad": 0, "gradient_accumulation_steps": 3}}
		walks = append(walks, walk{newRule(sgd), 0, start, gradients}, walk{newRule(adam), 0, start, gradients})
	}
	check := func(how string, which int, trace [][]float32) {
		c := cases[which/2]
		for i, step := range c.Steps {
			near(t, fmt.Sprint(c.Class, c.Config, " on ", how, ", walk ", which%2, ", step ", step), trace[step], [][][]float32{c.SGD, c.Adam}[which%2][i], 1e-5)
		}
	}
	for i, walk := range walks {
		check("the host", i, walk.onHost())
	}
	onBackends(t, func(t *testing.T, backend string) {
		var steps []int32
		for _, i := range far {
			steps = append(steps, int32(cases[0].At[i]))
		}
		rates := evaluate(t, backend, []wire.Array{wire.Int32s(steps, len(steps))}, func(in []*Node) []*Node {
			var all []*Node
			for _, c := range cases {
				var rates []*Node
				for i := range steps {
					rates = append(rates, scheduled(spec.Object{Class: c.Class, Params: c.Config}, element(in[0], i)))
				}
				all = append(all, graph.Stack(rates, 0))
			}
			return all
		})
		for i, c := range cases {
			for j, at := range far {
				near(t, fmt.Sprint(c.Class, c.Config, " on ", backend), rates[i][j:j+1], c.Rates[at:at+1], 1e-6)
			}
		}
		for i, trace := range inGraph(t, backend, walks) {
			check(backend, i, trace)
		}
	})
	for class := range schedules {
		if !seen[class] {
			t.Errorf("no golden values of the schedule %s", class)
		}
	}
}

// Whole trainings from fixed weights, not shuffled, with the settings that go
// through every part of the loop.
func TestFitsWithSettingsAreKeras(t *testing.T) {
	x, y := wire.Float32s(lcg(50*8, 1, 7), 50, 8), wire.Float32s(lcg(50*3, 1, 8), 50, 3)
	data := func(n int) Data { return oneInput(x, y).Slice(0, n) }
	onBackends(t, func(t *testing.T, backend string) {
		for _, c := range readTraining(t).Fits {
			name := fmt.Sprint(c.Class, c.Config, c.Schedule)
			model := sequential(t, spec.Shape{8}, denseLayer("dense", 40, object(spec.ReLU)), denseLayer("dense_1", 3, object(spec.Linear)))
			optimizer := spec.Object{Class: c.Class, Params: c.Config, Schedule: c.Schedule}
			m := newModel(t, model, backend, oneGoal(optimizer, object(spec.MeanSquaredError)))
			all, err := m.Variables()
			if err != nil {
				t.Fatal(err)
			}
			for i, array := range all.Arrays {
				all.Arrays[i] = wire.Float32s(lcg(array.Len(), 0.5, uint32(i+1)), array.Shape...)
			}
			if err := m.SetVariables(all); err != nil {
				t.Fatal(err)
			}
			for epoch := range 4 {
				logs, _, err := m.Train(t.Context(), data(50), Options{BatchSize: 16})
				if err != nil {
					t.Fatal(err)
				}
				measured, err := m.Evaluate(t.Context(), data(20), Options{BatchSize: 16})
				if err != nil {
					t.Fatal(err)
				}
				got := []float32{float32(logs["loss"]), float32(measured.Values[0])}
				near(t, fmt.Sprintf("%s, epoch %d", name, epoch), got, []float32{float32(c.History["loss"][epoch]), float32(c.History["val_loss"][epoch])}, 1e-5)
			}
			if changed, err := m.EndTraining(); err != nil || changed != m.rule.mean {
				t.Fatal(changed, err)
			}
			if all, err = m.Variables(); err != nil {
				t.Fatal(err)
			}
			for i, want := range c.Weights {
				near(t, name+", "+all.Names[i], all.Arrays[i].Float32s()[:len(want)], want, 1e-4)
			}
		}
	})
}
