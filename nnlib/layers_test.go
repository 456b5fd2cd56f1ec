package nnlib

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// layersGolden is what testdata/layers.py let Keras print.
func layersGolden(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile("testdata/layers.json")
	if err != nil {
		t.Fatal(err)
	}
	var g struct {
		Summaries []struct{ Model, Text string }
	}
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	summaries := map[string]string{}
	for _, s := range g.Summaries {
		summaries[s.Model] = s.Text
	}
	return summaries
}

func normalized() *Model {
	return Sequential("normalized",
		Input(4, 6), Permute(2, 1), Reshape(3, -1), Dense(6, GELU),
		BatchNormalization(), ReLU(), SpatialDropout1D(0.1), LayerNormalization(Axis(1, 2)), LeakyReLU(),
		GroupNormalization(2), ELU(), RMSNormalization(), PReLU(SharedAxes(1)), UnitNormalization(),
		GaussianNoise(0.1), Flatten(), GaussianDropout(0.1), BatchNormalization(NoScale()), Mish(),
		AlphaDropout(0.1), ActivityRegularization(0.01, 0), RepeatVector(2), Softmax(Axis(1)),
	)
}

func preprocessed() *Model {
	return Sequential("preprocessed",
		Input(2), Normalization(Adapt(Unlabeled([][]float64{{0, 1}, {2, 5}}))), Rescaling(0.5, 1), Discretization([]float64{0, 1}),
		CategoryEncoding(3, OneHot), Linear(),
	)
}

func TestLayersSummariesAreKeras(t *testing.T) {
	want := layersGolden(t)
	for _, model := range []*Model{normalized(), preprocessed()} {
		if got := model.summary(0); got != want[model.Name()] {
			t.Errorf("got\n%s\nKeras prints\n%s", got, want[model.Name()])
		}
	}
}

// An activation is the same function within another layer and as one, but for the
// leaky ReLU, whose slope Keras sets to 0.2 and 0.3.
func TestActivationObjects(t *testing.T) {
	all := map[string]Activation{
		"linear": Linear, "relu": ReLU, "relu6": ReLU6, "leaky_relu": LeakyReLU, "hard_sigmoid": HardSigmoid, "sparse_sigmoid": SparseSigmoid,
		"hard_tanh": HardTanh, "soft_shrink": SoftShrink, "hard_shrink": HardShrink, "elu": ELU, "celu": CELU, "selu": SELU, "gelu": GELU,
		"silu": SiLU, "hard_silu": HardSiLU, "mish": Mish, "sigmoid": Sigmoid, "log_sigmoid": LogSigmoid, "tanh": Tanh, "tanh_shrink": TanhShrink,
		"softsign": Softsign, "softplus": Softplus, "squareplus": Squareplus, "sparse_plus": SparsePlus, "exponential": Exponential,
		"threshold": Thresholded(1, 0), "softmax": Softmax, "log_softmax": LogSoftmax, "sparsemax": Sparsemax, "glu": GLU,
	}
	for name, activation := range all {
		if got := activation.object().Class; got != name {
			t.Errorf("%s is the function %s", name, got)
		}
		layer := activation().config.Class()
		if layer != "Activation" && !strings.EqualFold(layer, strings.ReplaceAll(name, "_", "")) {
			t.Errorf("%s is the layer %s", name, layer)
		}
	}
	if got := LeakyReLU.object().Param("negative_slope"); got != 0.2 {
		t.Errorf("the leaky ReLU's slope is %v", got)
	}
}

// What a constructor's options say is what the layer is declared with.
func TestLayerOptions(t *testing.T) {
	regularized := Dense(3, KernelRegularizer(L2(0.1)), BiasRegularizer(L1(0.2)), ActivityRegularizer(L1L2(0.3, 0.4)),
		KernelConstraint(MaxNorm(1, Axis(0, 1))), BiasConstraint(NonNeg()), KernelInitializer(VarianceScaling(2, FanAvg, Uniform)))
	affine := []AffineOption{
		NoCenter(), BetaInitializer(Ones()), GammaInitializer(Zeros()), BetaRegularizer(L1(1)), GammaRegularizer(OrthogonalRegularizer(0.1, ByColumns())),
		BetaConstraint(UnitNorm(Axis(-1))), GammaConstraint(MinMaxNorm(0, 1, 0.5)),
	}
	batch := []BatchNormalizationOption{Axis(1), Momentum(0.5), Epsilon(0.1), MovingMeanInitializer(Ones()), MovingVarianceInitializer(Zeros())}
	group := []GroupNormalizationOption{Axis(1), Epsilon(0.1)}
	layer := []LayerNormalizationOption{Axis(1, 2), Epsilon(0.1)}
	for _, option := range affine {
		batch, group, layer = append(batch, option), append(group, option), append(layer, option)
	}
	const affineJSON = `"epsilon":0.1,"center":false,"scale":true,"beta_initializer":{"class_name":"Ones"},"gamma_initializer":{"class_name":"Zeros"},` +
		`"beta_regularizer":{"class_name":"L1","config":{"l1":1}},"gamma_regularizer":{"class_name":"OrthogonalRegularizer","config":{"columns":1,"factor":0.1}},` +
		`"beta_constraint":{"class_name":"UnitNorm","config":{"axis":-1}},"gamma_constraint":{"class_name":"MinMaxNorm","config":{"axis":0,"max_value":1,"min_value":0,"rate":0.5}}`
	for _, c := range []struct {
		layer *Layer
		want  string
	}{
		{regularized, `{"units":3,"activation":{"class_name":"linear"},"use_bias":true,` +
			`"kernel_initializer":{"class_name":"VarianceScaling","config":{"distribution":2,"mode":2,"scale":2}},"bias_initializer":{"class_name":"Zeros"},` +
			`"kernel_regularizer":{"class_name":"L2","config":{"l2":0.1}},"bias_regularizer":{"class_name":"L1","config":{"l1":0.2}},` +
			`"activity_regularizer":{"class_name":"L1L2","config":{"l1":0.3,"l2":0.4}},` +
			`"kernel_constraint":{"class_name":"MaxNorm","config":{"axis":0,"axis_1":1,"max_value":1}},"bias_constraint":{"class_name":"NonNeg"}}`},
		{BatchNormalization(batch...), `{"axis":1,"momentum":0.5,` + affineJSON + `,"moving_mean_initializer":{"class_name":"Ones"},"moving_variance_initializer":{"class_name":"Zeros"}}`},
		{LayerNormalization(layer...), `{"axis":[1,2],` + affineJSON + `}`},
		{GroupNormalization(-1, group...), `{"groups":-1,"axis":1,` + affineJSON + `}`},
		{LayerNormalization(NoScale()), `{"axis":[-1],"epsilon":0.001,"center":true,"scale":false,"beta_initializer":{"class_name":"Zeros"},"gamma_initializer":{"class_name":"Ones"},` +
			`"beta_regularizer":null,"gamma_regularizer":null,"beta_constraint":null,"gamma_constraint":null}`},
		{RMSNormalization(Axis(1), Epsilon(0.1)), `{"axis":[1],"epsilon":0.1}`},
		{UnitNormalization(Axis(1, 2)), `{"axis":[1,2]}`},
		{Normalization(Moments([]float64{1}, []float64{4}), NoAxis(), Invert()), `{"axis":[],"mean":[1],"variance":[4],"invert":true,"data":null}`},
		{PReLU(AlphaInitializer(Ones()), AlphaRegularizer(L2(1)), AlphaConstraint(NonNeg()), SharedAxes(1, 2)),
			`{"alpha_initializer":{"class_name":"Ones"},"alpha_regularizer":{"class_name":"L2","config":{"l2":1}},"alpha_constraint":{"class_name":"NonNeg"},"shared_axes":[1,2]}`},
		{ReLU(MaxValue(6), NegativeSlope(0.1), Threshold(1)), `{"max_value":6,"negative_slope":0.1,"threshold":1}`},
		{ReLU(), `{"max_value":null,"negative_slope":0,"threshold":0}`},
		{LeakyReLU(), `{"negative_slope":0.3}`},
		{ELU(Alpha(2)), `{"alpha":2}`},
		{Softmax(Axis(1)), `{"axis":1}`},
		{GELU(Approximate()), `{"activation":{"class_name":"gelu","config":{"approximate":1}}}`},
		{HardShrink(Threshold(2)), `{"activation":{"class_name":"hard_shrink","config":{"threshold":2}}}`},
		{IntegerLookup([]int{5, 7}, MaskToken(0), MultiHot), `{"vocabulary":[5,7],"mask_token":0,"output_mode":"multi_hot"}`},
		{IntegerLookup([]int{5, 7}), `{"vocabulary":[5,7],"mask_token":null,"output_mode":"int"}`},
		{CategoryEncoding(4), `{"num_tokens":4,"output_mode":"multi_hot"}`},
		{Discretization([]float64{1, 2}, Count), `{"bin_boundaries":[1,2],"output_mode":"count"}`},
	} {
		got, err := json.Marshal(c.layer.config)
		if err != nil || string(got) != c.want {
			t.Errorf("%v: %v\ngot  %s\nwant %s", c.layer, err, got, c.want)
		}
	}
}
