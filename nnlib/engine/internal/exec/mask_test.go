package exec

import (
	"testing"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// Masks end where a layer gives one output for all steps, and where it mixes them.
func TestMasksOutput(t *testing.T) {
	embedding := func(maskZero bool) spec.Layer {
		return spec.Layer{Name: "embedding", Config: &spec.Embedding{InputDim: 3, OutputDim: 2, MaskZero: maskZero}}
	}
	named := func(name string, config spec.Config) spec.Layer { return spec.Layer{Name: name, Config: config} }
	for _, c := range []struct {
		name   string
		layers []spec.Layer
		want   bool
	}{
		{"none", []spec.Layer{embedding(false), named("lstm", lstmOf(2, true))}, false},
		{"sequences", []spec.Layer{embedding(true), named("lstm", lstmOf(2, true)), denseLayer("dense", 2, object(spec.Linear))}, true},
		{"last output", []spec.Layer{embedding(true), named("lstm", lstmOf(2, false))}, false},
		{"both ways", []spec.Layer{embedding(true), named("both", bidirectionalOf(lstmOf(2, true)))}, true},
		{"both last outputs", []spec.Layer{embedding(true), named("both", bidirectionalOf(lstmOf(2, false)))}, false},
		{"steps of features", []spec.Layer{embedding(false), named("masking", &spec.Masking{})}, true},
		{"flattened", []spec.Layer{embedding(true), named("flatten", &spec.Flatten{})}, false},
		{"distributed", []spec.Layer{embedding(true), named("each", &spec.TimeDistributed{Layer: denseLayer("dense", 2, object(spec.Linear))})}, true},
	} {
		if got := masksOutput(sequential(t, spec.Shape{4}, c.layers...)); got != c.want {
			t.Errorf("%s: %t, want %t", c.name, got, c.want)
		}
	}
}

// adding is a layer that puts inputs together.
type adding struct{ spec.Flatten }

func (*adding) Class() string { return "Add" }

// Where inputs are put together a step counts that counts in one of them, and every
// step if one of them has no mask.
func TestMergedMasks(t *testing.T) {
	a, b := wire.Float32s([]float32{1, 1, 0, 0}, 1, 4), wire.Float32s([]float32{1, 0, 1, 0}, 1, 4)
	got := evaluate(t, goBackend, []wire.Array{a, b}, func(in []*Node) []*Node {
		isTrue := func(x *Node) *Node { return graph.NotEqual(x, number(x, 0)) }
		s := &scope{inputMasks: []*Node{isTrue(in[0]), isTrue(in[1])}}
		if (&scope{inputMasks: []*Node{nil, isTrue(in[1])}}).passMask(&adding{}) != nil {
			t.Error("a mask, though the first input has none")
		}
		if (&scope{inputMasks: []*Node{isTrue(in[0]), nil}}).passMask(&adding{}) != nil {
			t.Error("a mask, though the second input has none")
		}
		return []*Node{graph.ConvertDType(s.passMask(&adding{}), dtypes.Float32)}
	})
	near(t, "mask", got[0], []float32{1, 1, 1, 0}, 0)
}
