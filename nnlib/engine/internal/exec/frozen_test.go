package exec

import (
	"math"
	"testing"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

func normalizing() *spec.BatchNormalization {
	return &spec.BatchNormalization{
		Axis: -1, Momentum: 0.9, Affine: spec.Affine{
			Epsilon: 1e-3, Center: true, Scale: true, BetaInitializer: object(spec.Zeros), GammaInitializer: object(spec.Ones),
		},
		MovingMeanInitializer: object(spec.Zeros), MovingVarianceInitializer: object(spec.Ones),
	}
}

// A frozen BatchNormalization normalizes by what it learned, also in training, and
// keeps it: with means of 0 and variances of 1 it leaves values nearly as they are.
func TestFrozenBatchNormalization(t *testing.T) {
	model := sequential(t, spec.Shape{4},
		spec.Layer{Name: "frozen", Config: normalizing(), Frozen: true}, denseLayer("dense", 1, object(spec.Linear)))
	data := oneInput(wire.Float32s([]float32{1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6}, 3, 4), wire.Float32s([]float32{1, 2, 3}, 3))
	onBackends(t, func(t *testing.T, backend string) {
		m := newModel(t, model, backend, squared)
		evaluated, err := m.Evaluate(t.Context(), data, Options{BatchSize: 3})
		if err != nil {
			t.Fatal(err)
		}
		logs, _, err := m.Train(t.Context(), data, Options{BatchSize: 3})
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(logs["loss"]-evaluated.Values[0]) > 1e-4*evaluated.Values[0] {
			t.Errorf("the loss is %v in training and %v in evaluation", logs["loss"], evaluated.Values[0])
		}
		after, err := m.Variables()
		if err != nil {
			t.Fatal(err)
		}
		near(t, "gamma", after.Arrays[0].Float32s(), []float32{1, 1, 1, 1}, 0)
		near(t, "moving mean", after.Arrays[2].Float32s(), []float32{0, 0, 0, 0}, 0)
	})
}
