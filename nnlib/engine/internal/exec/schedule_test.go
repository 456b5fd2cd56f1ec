package exec

import (
	"fmt"
	"testing"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

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
