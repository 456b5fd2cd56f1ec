package exec

import (
	"fmt"
	"slices"
	"testing"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// Loop and steps one behind the other are the same, with their derivatives.
func TestScan(t *testing.T) {
	const steps, batch, size = 4, 2, 3
	over := lcg(steps*batch*size, 1, 1)
	fixed := lcg(size*size, 1, 2)
	scale := lcg(steps*batch*size, 1, 3)
	inputs := []wire.Array{wire.Float32s(over, steps, batch, size), wire.Float32s(fixed, size, size), wire.Float32s(scale, steps, batch, size)}
	for _, reverse := range []bool{false, true} {
		t.Run(fmt.Sprint(reverse), func(t *testing.T) {
			build := func(run func(scan) *Node) func(in []*Node) []*Node {
				return func(in []*Node) []*Node {
					start := graph.Zeros(in[0].Graph(), float32s(batch, size))
					all := run(scan{
						over: in[:1], fixed: in[1:2], states: []*Node{start, start}, reverse: reverse,
						step: func(over, fixed, states []*Node) []*Node {
							sum := graph.Add(states[1], over[0])
							return []*Node{graph.Tanh(graph.Add(graph.Mul(sum, states[0]), dot(over[0], fixed[0]))), sum}
						},
					})
					sum := graph.ReduceAllSum(graph.Mul(all, in[2]))
					return append([]*Node{all}, graph.Gradient(sum, in[:2]...)...)
				}
			}
			want := evaluate(t, goBackend, inputs, build(scan.unroll))
			t.Run("xla", func(t *testing.T) {
				for k, got := range evaluate(t, xlaBackend(t), inputs, build(scan.loop)) {
					near(t, fmt.Sprintf("output %d", k), got, want[k], 1e-6)
				}
			})
		})
	}
}

// On XLA a graph is as large for a hundred steps as for ten.
func TestStepsAreCompiledOnce(t *testing.T) {
	t.Run("xla", func(t *testing.T) {
		d, err := openDevice(xlaBackend(t))
		if err != nil {
			t.Fatal(err)
		}
		nodes := func(steps int) int {
			g := graph.NewGraph(d.Backend, "steps")
			defer g.Finalize()
			config := lstmOf(2, true)
			p := parameters{g}
			x := p.next(float32s(3, steps, 4))
			s := &scope{network: newNetwork(&spec.Model{}, nil)}
			for _, w := range config.Weights([]spec.Shape{{steps, 4}}) {
				s.weights = append(s.weights, p.next(float32s(w.Shape...)))
			}
			y := lstm(s, config, []*Node{x})
			graph.Gradient(graph.ReduceAllSum(y), slices.Insert(s.weights, 0, x)...)
			return len(g.Nodes())
		}
		if few, many := nodes(10), nodes(100); few != many {
			t.Errorf("%d nodes for 10 steps, %d for 100", few, many)
		}
	})
}
