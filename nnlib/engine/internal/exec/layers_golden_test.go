package exec

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// layersGolden is testdata/layers.json, which testdata/layers.py writes.
type layersGolden struct {
	Activations, Regularizers, Constraints, Initializers []computed
}

// computed is what Keras makes of X.
type computed struct {
	Class       string `json:"class"`
	Config      spec.Numbers
	Shape       []int
	X, Scale    []float32
	Y, Gradient []float32
	Value       float32
}

func (c computed) object() spec.Object { return spec.Object{Class: c.Class, Params: c.Config} }

func (c computed) input() wire.Array { return wire.Float32s(c.X, c.Shape...) }

func (c computed) String() string { return fmt.Sprint(c.Class, c.Config, c.Shape) }

func readLayers(t *testing.T) layersGolden {
	t.Helper()
	data, err := os.ReadFile("testdata/layers.json")
	if err != nil {
		t.Fatal(err)
	}
	var g layersGolden
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	return g
}

func TestMoreActivationsAreKeras(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range readGolden(t).Activations.Cases {
		seen[c.Class] = true // see TestActivationsAreKeras
	}
	all := readLayers(t).Activations
	onBackends(t, func(t *testing.T, backend string) {
		for _, c := range all {
			seen[c.Class] = true
			got := evaluate(t, backend, []wire.Array{c.input()}, func(in []*Node) []*Node {
				y := activations[c.Class](c.object(), in[0])
				scale := graph.Reshape(graph.Const(y.Graph(), c.Scale), y.Shape().Dimensions...)
				return append([]*Node{y}, graph.Gradient(graph.ReduceAllSum(graph.Mul(y, scale)), in[0])...)
			})
			near(t, c.String(), got[0], c.Y, 2e-6)
			near(t, c.String()+" gradient", got[1], c.Gradient, 5e-6)
		}
	})
	for class := range activations {
		if !seen[class] {
			t.Errorf("no golden values of the activation %s", class)
		}
	}
}

func TestRegularizersAreKeras(t *testing.T) {
	seen := map[string]bool{}
	onBackends(t, func(t *testing.T, backend string) {
		for _, c := range readLayers(t).Regularizers {
			seen[c.Class] = true
			got := evaluate(t, backend, []wire.Array{c.input()}, func(in []*Node) []*Node {
				y := regularize(c.object(), in[0])
				return append([]*Node{y}, graph.Gradient(y, in[0])...)
			})
			near(t, c.String(), got[0], []float32{c.Value}, 1e-6)
			near(t, c.String()+" gradient", got[1], c.Gradient, 1e-6)
		}
	})
	for class := range regularizers {
		if !seen[class] {
			t.Errorf("no golden values of the regularizer %s", class)
		}
	}
}

// As a graph and on the host.
func TestConstraintsAreKeras(t *testing.T) {
	all, seen := readLayers(t).Constraints, map[string]bool{}
	onBackends(t, func(t *testing.T, backend string) {
		for _, c := range all {
			seen[c.Class] = true
			constraint, err := constraintOf(c.object())
			if err != nil {
				t.Fatal(err)
			}
			got := evaluate(t, backend, []wire.Array{c.input()}, func(in []*Node) []*Node { return []*Node{constraint.on(in[0])} })
			near(t, c.String(), got[0], c.Y, 1e-6)
			onHost := slices.Clone(c.X)
			constraint.onHost(onHost, c.Shape)
			near(t, c.String()+" on the host", onHost, c.Y, 1e-6)
		}
	})
	if len(seen) != 4 {
		t.Errorf("golden values of the constraints %v only", seen)
	}
}

func TestInitializersAreKeras(t *testing.T) {
	for _, c := range readLayers(t).Initializers {
		got, err := draw(spec.Weight{Name: "kernel", Shape: c.Shape, Initializer: c.object()}, 1, 2)
		if err != nil {
			t.Fatal(err)
		}
		near(t, c.String(), got, c.Y, 0)
	}
}

// Rows or columns, whichever are fewer, are at right angles and have the norm gain.
func TestOrthogonal(t *testing.T) {
	for _, shape := range [][]int{{4, 4}, {7, 3}, {3, 7}, {2, 3, 4}, {1, 5}} {
		o := object(spec.Orthogonal, "gain", 2.0)
		values, err := orthogonal(o, shape, rand.New(rand.NewPCG(1, 1)))
		if err != nil {
			t.Fatal(err)
		}
		columns := shape[len(shape)-1]
		rows := len(values) / columns
		at := func(vector, i int) float64 {
			if rows >= columns {
				return float64(values[i*columns+vector])
			}
			return float64(values[vector*columns+i])
		}
		var got, want []float32
		for a := range min(rows, columns) {
			for b := range min(rows, columns) {
				sum := 0.0
				for i := range max(rows, columns) {
					sum += at(a, i) * at(b, i)
				}
				got, want = append(got, float32(sum)), append(want, 0)
				if a == b {
					want[len(want)-1] = 4
				}
			}
		}
		near(t, fmt.Sprint(shape), got, want, 1e-6)
	}
}

func TestUnsuitableShapes(t *testing.T) {
	for _, o := range []spec.Object{object(spec.Identity, "gain", 1.0), object(spec.Orthogonal, "gain", 1.0)} {
		if _, err := draw(spec.Weight{Name: "bias", Shape: []int{3}, Initializer: o}, 1, 1); err == nil {
			t.Errorf("%s draws a vector", o.Class)
		}
	}
}
