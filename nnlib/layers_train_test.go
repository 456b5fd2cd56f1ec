package nnlib_test

import (
	"math"
	"testing"

	"nnbook/nnlib"
)

// All kinds of layers learn together, through the public API, and a second Fit goes
// on with the moving means.
func TestAllLayersLearn(t *testing.T) {
	var x [][]float64
	var y []float64
	for i := range 64 {
		a, b := math.Sin(float64(i)), math.Cos(1.7*float64(i))
		x, y = append(x, []float64{10 * a, b, a * b, b - a, float64(i % 3), 1}), append(y, a+0.5*b)
	}
	data := nnlib.FromSlices(x, y)
	model := nnlib.Sequential(t.Name(),
		nnlib.Input(6),
		nnlib.Normalization(nnlib.Adapt(data)),
		nnlib.Rescaling(2, 0.1),
		nnlib.GaussianNoise(0.01),
		nnlib.Dense(12, nnlib.NoBias(), nnlib.KernelRegularizer(nnlib.L2(0.001)), nnlib.KernelConstraint(nnlib.MaxNorm(2))),
		nnlib.BatchNormalization(nnlib.Momentum(0.8)),
		nnlib.SiLU(),
		nnlib.Reshape(3, 4), nnlib.Permute(2, 1), nnlib.SpatialDropout1D(0.01),
		nnlib.Dense(6, nnlib.GLU),
		nnlib.LayerNormalization(), nnlib.PReLU(nnlib.AlphaConstraint(nnlib.NonNeg())),
		nnlib.Flatten(),
		nnlib.GroupNormalization(3), nnlib.GaussianDropout(0.01), nnlib.LeakyReLU(), nnlib.RMSNormalization(),
		nnlib.Dense(1, nnlib.ActivityRegularizer(nnlib.L1(0.001))),
	)
	t.Cleanup(model.Reset)
	model.Compile(nnlib.Adam(nnlib.LearningRate(0.01)), nnlib.MeanSquaredError())
	fit := func() []float64 {
		_, losses := model.Fit(data, nnlib.Epochs(10), nnlib.BatchSize(12), nnlib.Verbose(0)).Curve("loss")
		return losses
	}
	first, second := fit(), fit()
	if !(second[9] < first[0]/2 && second[0] < first[0]) {
		t.Errorf("losses %v, then %v", first, second)
	}
	measured := model.Evaluate(data, nnlib.Verbose(0)).Value("loss")
	if !(measured < first[0]) {
		t.Errorf("evaluated: %v", measured)
	}
}

// With regularizers the loss is what the error and the penalties add up to.
func TestLossIncludesPenalties(t *testing.T) {
	data := nnlib.FromSlices([][]float64{{1, 2}, {3, 4}, {5, 6}}, []float64{1, 2, 3})
	model := nnlib.Sequential(t.Name(), nnlib.Input(2), nnlib.Dense(1, nnlib.KernelInitializer(nnlib.Constant(2)), nnlib.BiasInitializer(nnlib.Constant(-1)),
		nnlib.KernelRegularizer(nnlib.L1L2(0.1, 0.01)), nnlib.BiasRegularizer(nnlib.L1(0.5)), nnlib.ActivityRegularizer(nnlib.L1(0.01))))
	t.Cleanup(model.Reset)
	model.Compile(nnlib.SGD(), nnlib.MeanSquaredError(), nnlib.MeanSquaredError())
	measured := model.Evaluate(data, nnlib.BatchSize(2), nnlib.Verbose(0))
	const outputs = (5 + 13 + 21) / 3.0
	want := measured.Value("mean_squared_error") + 0.1*4 + 0.01*8 + 0.5 + 0.01*outputs
	if got := measured.Value("loss"); math.Abs(got-want) > 1e-4 {
		t.Errorf("the loss is %v, want %v", got, want)
	}
}
