package nnlib

import (
	"errors"
	"strings"
	"testing"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// mistake runs f and returns the *Error that it panics with.
func mistake(t *testing.T, f func()) (problem *Error) {
	t.Helper()
	defer func() {
		t.Helper()
		err, _ := recover().(error)
		if !errors.As(err, &problem) {
			t.Fatalf("panicked with %v, want an *Error", err)
		}
	}()
	f()
	return nil
}

func TestMistakesNameTheirFix(t *testing.T) {
	x := Input(4)
	data := FromSlices([][]float64{{1, 2}, {3, 4}}, []int{0, 1})
	model := Sequential("m", Input(2), Dense(2, Softmax))
	cases := []struct {
		name string
		f    func()
		want []string // parts of the message
	}{
		{"no units", func() { Dense(0) }, []string{"nnlib.Dense(0)", "at least 1 unit"}},
		{"softmax over one", func() { Dense(1, Softmax) }, []string{"nnlib.Dense(1)", "nnlib.Dense(1, nnlib.Sigmoid)"}},
		{"unknown activation", func() { Dense(2, Activation(nil)) }, []string{"one of nnlib's activations", "nnlib.ReLU"}},
		{"an activation of one's own", func() { Dense(2, Activation(func(...ActivationOption) *Layer { return Flatten() })) }, []string{"another function"}},
		{"another activation's option", func() { Tanh(Alpha(2)) }, []string{"the activation tanh", "alpha", "nnlib.ELU(nnlib.Alpha(1))"}},
		{"a softmax along two axes", func() { Softmax(Axis(1, 2)) }, []string{"one axis", "[1 2]"}},
		{"dropout of all", func() { Dropout(1) }, []string{"nnlib.Dropout(1)", "nnlib.Dropout(0.5)"}},
		{"dropout of NaN", func() { Dropout(nan()) }, []string{"NaN"}},
		{"spatial dropout of all", func() { SpatialDropout2D(1) }, []string{"nnlib.SpatialDropout2D(1)", "nnlib.SpatialDropout2D(0.5)"}},
		{"spatial dropout of features", func() { SpatialDropout1D(0.5).Call(x) }, []string{"rows with 2 axes", "(None, 4)"}},
		{"negative noise", func() { GaussianNoise(-1) }, []string{"nnlib.GaussianNoise", "0 or above"}},
		{"negative slope", func() { LeakyReLU(NegativeSlope(-1)) }, []string{"nnlib.NegativeSlope"}},
		{"negative maximum", func() { ReLU(MaxValue(-1)) }, []string{"nnlib.MaxValue"}},
		{"alpha of 0", func() { ELU(Alpha(0)) }, []string{"nnlib.Alpha(1)"}},
		{"activation's axis", func() { Softmax(Axis(2)).Call(x) }, []string{"Softmax", "axes of rows of shape (None, 4)", "[2]"}},
		{"the batch's axis", func() { LayerNormalization(Axis(0)).Call(x) }, []string{"LayerNormalization", "counted from 1"}},
		{"one axis twice", func() { LayerNormalization(Axis(1, -1)).Call(x) }, []string{"each once", "[1 -1]"}},
		{"no axis", func() { Axis() }, []string{"nnlib.Axis(-1)"}},
		{"two axes of features", func() { BatchNormalization(Axis(1, 2)) }, []string{"one axis"}},
		{"no groups", func() { GroupNormalization(0) }, []string{"nnlib.GroupNormalization(0)", "or -1"}},
		{"groups that do not divide", func() { GroupNormalization(3).Call(x) }, []string{"the 4 channels", "got 3", "nnlib.GroupNormalization(4)"}},
		{"shared axis that is not there", func() { PReLU(SharedAxes(2)).Call(x) }, []string{"PReLU", "[2]"}},
		{"half a row gated", func() { GLU().Call(Input(3)) }, []string{"two halves", "(None, 3)"}},
		{"half a Dense gated", func() { Dense(3, GLU).Call(x) }, []string{"Dense", "two halves"}},
		{"another shape", func() { Reshape(3, -1).Call(x) }, []string{"Reshape", "the 4 values", "[3 -1]", "nnlib.Reshape(4)"}},
		{"two open sizes", func() { Reshape(-1, -1).Call(x) }, []string{"at most one -1"}},
		{"size below zero", func() { Reshape(-2, -2).Call(x) }, []string{"[-2 -2]"}},
		{"axis left out", func() { Permute(1).Call(Input(2, 3)) }, []string{"Permute", "each axis", "nnlib.Permute(2, 1)"}},
		{"no repetition", func() { RepeatVector(0) }, []string{"nnlib.RepeatVector(0)"}},
		{"image repeated", func() { RepeatVector(3).Call(Input(2, 3)) }, []string{"rows with one axis", "nnlib.Flatten() before nnlib.RepeatVector(3)"}},
		{"negative penalty", func() { L2(-1) }, []string{"nnlib.L2(0.01)"}},
		{"half a penalty", func() { L1L2(0.1, nan()) }, []string{"nnlib.L1L2", "NaN"}},
		{"penalty for an output", func() { ActivityRegularization(-1, 0) }, []string{"nnlib.ActivityRegularization"}},
		{"no regularizer", func() { KernelRegularizer(Regularizer{}).dense(new(spec.Dense)) }, []string{"nnlib.KernelRegularizer", "nnlib.L2(0.01)"}},
		{"no constraint", func() { BiasConstraint(Constraint{}).dense(new(spec.Dense)) }, []string{"nnlib.BiasConstraint", "nnlib.MaxNorm(2)"}},
		{"negative norm", func() { MaxNorm(-1) }, []string{"nnlib.MaxNorm(2)"}},
		{"norms upside down", func() { MinMaxNorm(2, 1, 1) }, []string{"the smaller first"}},
		{"rate above 1", func() { MinMaxNorm(0, 1, 2) }, []string{"a rate from 0 to 1"}},
		{"scale of 0", func() { VarianceScaling(0, FanIn, Uniform) }, []string{"a scale above 0"}},
		{"unknown fan", func() { VarianceScaling(1, 7, Uniform) }, []string{"FanIn, FanOut or FanAvg"}},
		{"infinite gain", func() { Identity(1 / zero()) }, []string{"nnlib.Identity(1)"}},
		{"truncated without width", func() { TruncatedNormal(0, -1) }, []string{"nnlib.TruncatedNormal"}},
		{"rescaled by NaN", func() { Rescaling(nan(), 0) }, []string{"nnlib.Rescaling(1.0/255, 0)"}},
		{"nothing to normalize by", func() { Normalization() }, []string{"either data", "nnlib.Normalization(nnlib.Adapt(train))"}},
		{"two to normalize by", func() { Normalization(Adapt(data), Moments([]float64{0}, []float64{1})) }, []string{"neither or both"}},
		{"no rows to adapt to", func() { Adapt(data.Take(0)) }, []string{"nnlib.Adapt(train)"}},
		{"other rows to adapt to", func() { Normalization(Adapt(data)).Call(x) }, []string{"rows of shape (None, 4)", "(None, 2)"}},
		{"moments apart", func() { Moments([]float64{0}, nil) }, []string{"as many means as variances"}},
		{"negative variance", func() { Moments([]float64{0}, []float64{-1}) }, []string{"nnlib.Moments"}},
		{"moments for another row", func() { Normalization(Moments([]float64{0, 1}, []float64{1, 1})).Call(x) }, []string{"1 or 4 of each", "got 2 and 2"}},
		{"no categories", func() { CategoryEncoding(0) }, []string{"nnlib.CategoryEncoding(10)"}},
		{"unknown encoding", func() { CategoryEncoding(3, "hot") }, []string{"OneHot, MultiHot or Count", "hot"}},
		{"categories of an image", func() { CategoryEncoding(3).Call(Input(2, 2)) }, []string{"rows with one axis", "nnlib.OneHot"}},
		{"boundaries out of order", func() { Discretization([]float64{1, 0}) }, []string{"the smallest first", "[1 0]"}},
		{"one bin", func() { BinBoundaries([]int{1, 2}, 1) }, []string{"2 values and 1 bins"}},
		{"bins of NaN", func() { BinBoundaries([]float64{1, nan()}, 2) }, []string{"NaN as value 1"}},
		{"no vocabulary", func() { IntegerLookup(nil) }, []string{"nnlib.IntegerLookup", "got none"}},
		{"number twice", func() { IntegerLookup([]int{1, 2, 1}) }, []string{"1 twice"}},
		{"number too large", func() { IntegerLookup([]int{1 << 25}) }, []string{"33554432"}},
		{"mask among numbers", func() { IntegerLookup([]int{1}, MaskToken(1)) }, []string{"without the mask"}},
		{"word twice", func() { StringLookup([]string{"a", "a"}) }, []string{"nnlib.StringLookup", "a twice"}},
		{"mask among words", func() { StringLookup([]string{"a"}, MaskWord("a")) }, []string{"a twice"}},
		{"word that is not there", func() { StringLookup([]string{"a"}).Word(2) }, []string{"from 0 to 1"}},
		{"empty axis", func() { Input(28, 0) }, []string{"nnlib.Input", "[28 0]", "nnlib.Input(28, 28)"}},
		{"empty layer name", func() { Dense(2).Named("") }, []string{"Dense", `""`}},
		{"slash in a layer name", func() { Dense(2).Named("a/b") }, []string{`"a/b"`, "without a slash"}},
		{"named output", func() { Dense(2).Call(x).Named("h") }, []string{"the output of Dense", `nnlib.Dense(…).Named("h").Call(…)`}},
		{"two inputs to Dense", func() { Dense(2).Call(x, x) }, []string{"Dense", "one input, got 2"}},
		{"dense on numbers", func() { Dense(2).Named("d").Call(Input()) }, []string{`Dense "d"`, "(None,)", "nnlib.Input(1)"}},
		{"no model name", func() { Sequential("", Input(2), Dense(1)) }, []string{"nnlib.Sequential", `nnlib.Sequential("mnist", …)`}},
		{"no input", func() { Sequential("m", Dense(1)) }, []string{`model "m"`, "an Input first", "got Dense", `nnlib.Sequential("m", nnlib.Input(28, 28), …)`}},
		{"nothing", func() { Sequential("m") }, []string{"an Input first", "got nothing"}},
		{"input only", func() { Sequential("m", x) }, []string{"layers after the Input"}},
		{"second input", func() { Sequential("m", x, x) }, []string{"a layer as item 2", "InputLayer (None, 4)", "nnlib.Functional"}},
		{"nil layer", func() { Sequential("m", x, nil) }, []string{"a layer as item 2"}},
		{"layer twice", func() { d := Dense(4); Sequential("m", x, d, d) }, []string{"each layer once", "item 3"}},
		{"dense on numbers in a stack", func() { Sequential("m", Input(), Dense(1)) }, []string{`Dense, item 2 of model "m"`}},
		{"name twice", func() { Sequential("m", x, Dense(1).Named("a"), Dense(1).Named("a")) }, []string{`two layers named "a"`, `Named("a_2")`}},
		{"too large", func() { Sequential("m", Input(1_000_000), Dense(1_000_000)) }, []string{`model "m"`, "not possible", "fewer units"}},
		{"stray input", func() { Functional("m", Inputs(Input(3)), Outputs(Dense(1).Call(x))) }, []string{"(None, 4)", "nnlib.Inputs(…)"}},
		{"shared on another width", func() {
			shared, wide := Dense(3).Named("shared"), Input(6)
			Functional("m", Inputs(x, wide), Outputs(Add().Call(shared.Call(x), shared.Call(wide))))
		}, []string{`layer "shared" of model "m"`, "(None, 4)", "(None, 6)", "a layer of its own"}},
		{"no outputs", func() { Functional("m", Inputs(x), nil) }, []string{"nnlib.Outputs"}},
		{"output as input", func() { h := Dense(1).Call(x); Functional("m", Inputs(h), Outputs(h)) }, []string{"nnlib.Inputs"}},
		{"constant NaN", func() { Constant(nan()) }, []string{"nnlib.Constant", "NaN"}},
		{"uniform upside down", func() { RandomUniform(1, -1) }, []string{"nnlib.RandomUniform(-0.05, 0.05)"}},
		{"infinitely uniform", func() { RandomUniform(-1/zero(), 0) }, []string{"nnlib.RandomUniform"}},
		{"negative deviation", func() { RandomNormal(0, -1) }, []string{"nnlib.RandomNormal"}},
		{"rate 0", func() { Adam(LearningRate(0)) }, []string{"nnlib.LearningRate", "nnlib.LearningRate(0.001)"}},
		{"infinite rate", func() { SGD(LearningRate(1 / zero())) }, []string{"nnlib.LearningRate"}},
		{"beta 1", func() { Adam(Beta1(1)) }, []string{"nnlib.Beta1"}},
		{"momentum 2", func() { SGD(Momentum(2)) }, []string{"nnlib.Momentum"}},
		{"batch of 0", func() { BatchSize(0) }, []string{"nnlib.BatchSize(0)", "nnlib.BatchSize(32)"}},
		{"verbose 3", func() { Verbose(3) }, []string{"nnlib.Verbose(3)"}},
		{"no epochs", func() { Epochs(0) }, []string{"nnlib.Epochs(0)", "nnlib.Epochs(1)"}},
		{"negative initial epoch", func() { InitialEpoch(-1) }, []string{"nnlib.InitialEpoch(-1)", "nnlib.InitialEpoch(0)"}},
		{"all for validation", func() { ValidationSplit(1) }, []string{"nnlib.ValidationSplit"}},
		{"seed 0", func() { Seed(0) }, []string{"nnlib.Seed(1)"}},
		{"nil callback", func() { Callbacks(nil) }, []string{"charts.Live()"}},
		{"split too far", func() { data.Split(3) }, []string{"Split(3)", "2 rows", "fix: Split(2)"}},
		{"take too many", func() { data.Take(-1) }, []string{"Take(-1)", "fix: Take(0)"}},
		{"skip too many", func() { data.Skip(3) }, []string{"Skip(3)", "2 rows"}},
		{"scale by 0", func() { data.Scale(0) }, []string{"Scale(1.0 / 255)"}},
		{"scale by NaN", func() { data.Scale(nan()) }, []string{"NaN"}},
		{"row that is not there", func() { data.Row(2) }, []string{"2 rows", "row 2"}},
		{"features as image", func() { data.Image(0) }, []string{"(None, 2)", "28, 28"}},
		{"too few labels", func() { FromSlices([][]int{{1}, {2}}, []int{1}) }, []string{"2 rows", "1 targets"}},
		{"ragged rows", func() { Unlabeled([][]int{{1, 2}, {2}}) }, []string{"2 values in each row", "1 in row 1"}},
		{"another shape", func() { Unlabeled([][]int{{1, 2}}, 28, 28) }, []string{"784 values", "2 in row 0"}},
		{"nil data", func() { model.Fit(nil) }, []string{`Fit of model "m"`, "nil"}},
		{"no rows", func() { model.Fit(data.Take(0)) }, []string{`Fit of model "m"`, "at least one row"}},
		{"another shape of rows", func() { model.Fit(FromSlices([][]int{{1, 2, 3}}, []int{1})) }, []string{"(None, 2)", "(None, 3)", "nnlib.Input(3)"}},
		{"images for a long row", func() { Sequential("flat", Input(784), Dense(1)).Predict(Must(MNIST()).Test) }, []string{"(None, 784)", "(None, 28, 28)", "nnlib.Input(28, 28), nnlib.Flatten() as the first layers"}},
		{"rows without a channel", func() {
			Sequential("cnn", Input(2, 2, 1), Conv2D(1, 2), Flatten(), Dense(2)).Fit(FromSlices([][]int{{1, 2, 3, 4}}, []int{1}, 2, 2))
		}, []string{"(None, 2, 2, 1)", "data.Reshape(2, 2, 1), or nnlib.Input(2, 2), nnlib.Reshape(2, 2, 1) as the first layers"}},
		{"embedding first", func() { Sequential("m", Embedding(100, 8)) }, []string{"an Input first", "got Embedding", "nnlib.Input(100), …), for rows of 100 tokens"}},
		{"convolution first", func() { Sequential("m", Conv2D(8, 3)) }, []string{"an Input first", "nnlib.Input(28, 28, 1)"}},
		{"column that is not there", func() { predictionsOf(wire.Float32s([]float32{1, 2}, 1, 2)).At(0, 2) }, []string{"a column from 0 to 1, got 2"}},
		{"a file of Keras'", func() { panic(model.Save("m.weights.h5")) }, []string{"ends in .nnbook", `fix: "m.nnbook"`}},
		{"a model as weights", func() { panic(model.LoadWeights("m.nnbook")) }, []string{"ends in .npz", `fix: "m.npz"`}},
		{"no targets", func() { model.Evaluate(Unlabeled([][]int{{1, 2}})) }, []string{"Evaluate", "targets", "nnlib.FromSlices"}},
		{"nil validation", func() { model.Fit(data, Validation(nil)) }, []string{"Validation", "nil"}},
		{"split that leaves nothing", func() { model.Fit(data, ValidationSplit(0.9)) }, []string{"ValidationSplit(0.9) of 2 rows", "0 to train"}},
		{"no optimizer", func() { model.Compile(Optimizer{}, MeanSquaredError()) }, []string{"an optimizer", "nnlib.Adam()"}},
		{"decay below zero", func() { WeightDecay(-1) }, []string{"0 or a number above", "nnlib.WeightDecay(0.004)"}},
		{"rho of 1", func() { Rho(1) }, []string{"not including, 1", "nnlib.Rho(0.9)"}},
		{"no loss", func() { model.Compile(Adam(), Loss{}) }, []string{"a loss", "nnlib.SparseCategoricalCrossentropy()"}},
		{"nil metric", func() { model.Compile(Adam(), MeanSquaredError(), nil) }, []string{"a metric", "nnlib.Accuracy()"}},
		{"empty metric", func() { model.Compile(Adam(), MeanSquaredError(), Loss{}) }, []string{"a metric", "nnlib.Accuracy()"}},
		{"smoothing of 2", func() { LabelSmoothing(2) }, []string{"from 0 to 1", "got 2", "nnlib.LabelSmoothing(0.1)"}},
		{"Huber without a seam", func() { Huber(Delta(0)) }, []string{"above 0", "nnlib.Delta(1)"}},
		{"top 0", func() { SparseTopKCategoricalAccuracy(0) }, []string{"1 class or more", "nnlib.SparseTopKCategoricalAccuracy(5)"}},
		{"no average", func() { F1Score("") }, []string{"nnlib.F1Score", "one of micro, macro, weighted", "nnlib.MacroAverage as the average"}},
		{"beta of 0", func() { FBetaScore(MacroAverage, 0) }, []string{"a beta above 0"}},
		{"unknown curve", func() { AUC(Curve("DET")) }, []string{"ROC, PR, PRGAIN", "DET", "nnlib.PR"}},
		{"unknown summation", func() { AUC(Summation("simpson")) }, []string{"simpson", "nnlib.Interpolated"}},
		{"one threshold", func() { AUC(NumThresholds(1)) }, []string{"2 thresholds or more", "nnlib.NumThresholds(200)"}},
		{"negative label weight", func() { LabelWeights(1, -1) }, []string{"got -1"}},
		{"infinite threshold", func() { Precision(Threshold(1 / zero())) }, []string{"+Inf", "nnlib.Threshold(0.5)"}},
		{"precision of the top 0", func() { Precision(TopK(0)) }, []string{"nnlib.TopK(5)"}},
		{"negative class", func() { Recall(ClassID(-1)) }, []string{"got -1", "nnlib.ClassID(0)"}},
		{"specificity in percent", func() { SensitivityAtSpecificity(95) }, []string{"from 0 to 1, got 95", "nnlib.SensitivityAtSpecificity(0.9)"}},
		{"negative regressors", func() { R2Score(NumRegressors(-1)) }, []string{"nnlib.NumRegressors(8)"}},
		{"segments of one class", func() { MeanIoU(1) }, []string{"nnlib.MeanIoU", "2 classes or more"}},
		{"no classes to measure", func() { IoU(3, nil) }, []string{"from 0 to 2", "nnlib.IoU(3, []int{0})"}},
		{"class that is not there", func() { OneHotIoU(3, []int{3}) }, []string{"got [3]", "nnlib.OneHotIoU(3, []int{0})"}},
		{"ignored class below 0", func() { MeanIoU(3, IgnoreClass(-1)) }, []string{"nnlib.IgnoreClass(0)"}},
		{"third of two", func() { BinaryIoU(TargetClass(2)) }, []string{"0 or 1, got 2"}},
		{"negative gamma", func() { BinaryFocalCrossentropy(Gamma(-1)) }, []string{"nnlib.Gamma(2)"}},
		{"balanced beyond 1", func() { ClassBalancing(1.5) }, []string{"got 1.5", "nnlib.ClassBalancing(0.25)"}},
		{"no alpha", func() { FocalAlpha() }, []string{"at least one alpha", "nnlib.FocalAlpha(0.25)"}},
		{"forgiving 1", func() { CategoricalGeneralizedCrossEntropy(1) }, []string{"between 0 and 1", "nnlib.CategoricalGeneralizedCrossEntropy(0.5)"}},
		{"negative Tversky", func() { Tversky(0.5, -0.5) }, []string{"got -0.5", "nnlib.Tversky(0.5, 0.5)"}},
		{"over no axes", func() { OverAxes() }, []string{"nnlib.OverAxes(1, 2, 3)"}},
		{"margin of NaN", func() { Margin(nan()) }, []string{"nnlib.Margin(0.4)"}},
		{"metric without a name", func() { Named("", AUC()) }, []string{"nnlib.Named", "a name"}},
		{"class beyond the outputs", compiled(Precision(ClassID(2))), []string{`Compile of model "m", metric Precision`, "(None, 2)", "nnlib.ClassID(2)", "nnlib.ClassID(0)"}},
		{"alphas for other classes", compiled(CategoricalFocalCrossentropy(FocalAlpha(1, 2, 3))), []string{"3 in nnlib.FocalAlpha", "nnlib.FocalAlpha(0.25)"}},
		{"label weights for others", compiled(AUC(LabelWeights(1, 2, 3))), []string{"each of the 2 outputs", "3 in nnlib.LabelWeights"}},
		{"axis that is not there", compiled(Dice(OverAxes(1, 2))), []string{"[1 2] in nnlib.OverAxes", "nnlib.OverAxes(1)"}},
		{"axis twice", compiled(Dice(OverAxes(1, -1))), []string{"each once"}},
		{"correlation of one", func() {
			Sequential("one", Input(2), Dense(1)).Compile(Adam(), MeanSquaredError(), PearsonCorrelation())
		}, []string{`Compile of model "one", metric PearsonCorrelation`, "two numbers", "nnlib.R2Score()"}},
		{"segments of one output", func() {
			Sequential("one", Input(2), Dense(1)).Compile(Adam(), MeanSquaredError(), MeanIoU(2))
		}, []string{"(None, …, classes)", "nnlib.BinaryIoU()"}},
		{"score of sequences", func() {
			Sequential("sequence", Input(3, 2), Dense(2)).Compile(Adam(), MeanSquaredError(), F1Score(MicroAverage))
		}, []string{"(None, n)", "(None, 3, 2)", "nnlib.Flatten()"}},
		{"labels for precision", func() {
			m := Sequential("labels", Input(2), Dense(2, Softmax))
			m.Compile(Adam(), SparseCategoricalCrossentropy(), Precision())
			m.Evaluate(data)
		}, []string{"(None, 2)", "one-hot rows as targets", "nnlib.SparseCategoricalAccuracy()"}},
		{"two inputs", func() { shared().Predict(data) }, []string{"2 inputs"}},
		{"too few weights", func() { model.SetWeights(nil) }, []string{"2 weights, got 0", "model.Weights()"}},
		{"wrong weights", func() { model.SetWeights(make([]Weight, 2)) }, []string{"dense/kernel of shape [2 2]"}},
		{"unknown metric", func() { Evaluation{names: []string{"loss"}}.Value("acuracy") }, []string{"acuracy", "loss"}},
		{"prediction that is not there", func() { new(Predictions{shape: []int{2, 1}}).At(2, 0) }, []string{"0 to 1, got 2"}},
		{"class that is too large", func() { FromSlices([][]int{{1}}, []int64{1 << 40}).wire() }, []string{"row 0", "[]float64"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			problem := mistake(t, c.f)
			if problem.Who == "" || problem.Fix == "" {
				t.Errorf("it does not say who speaks or what to do: %+v", problem)
			}
			for _, part := range c.want {
				if !strings.Contains(problem.Error(), part) {
					t.Errorf("it does not say %q:\n%v", part, problem)
				}
			}
		})
	}
}

// compiled measures a model of two outputs.
func compiled(metric Metric) func() {
	return func() {
		Sequential("m", Input(2), Dense(2, Softmax)).Compile(Adam(), SparseCategoricalCrossentropy(), metric)
	}
}

func zero() float64 { return 0 }
func nan() float64  { return zero() / zero() }

func TestMust(t *testing.T) {
	if got := Must(3, nil); got != 3 {
		t.Errorf("got %d", got)
	}
	broken := errors.New("broken")
	defer func() {
		if got := recover(); got != broken {
			t.Errorf("panicked with %v", got)
		}
	}()
	Must(3, broken)
}

// A package-level var is where Fit is refused, so here are some.
var (
	packageVarModel   = Sequential("package_var", Input(2), Dense(2, Softmax))
	packageVarData    = FromSlices([][]float64{{1, 2}}, []int{1})
	packageVarRefused = map[string]any{
		"Fit":        panicOf(func() { packageVarModel.Fit(packageVarData) }),
		"Compile":    panicOf(func() { packageVarModel.Compile(Adam(), MeanSquaredError()) }),
		"Reset":      panicOf(func() { packageVarModel.Reset() }),
		"SetWeights": panicOf(func() { packageVarModel.SetWeights(nil) }),
	}
)

func panicOf(f func()) (p any) {
	defer func() { p = recover() }()
	f()
	return nil
}

func TestRefusedInPackageVar(t *testing.T) {
	for name, refused := range packageVarRefused {
		problem, ok := refused.(*Error)
		if !ok || !strings.Contains(problem.Error(), "package-level var") || !strings.Contains(problem.Fix, "model.") {
			t.Errorf("%s: panicked with %v", name, refused)
		}
	}
	if initialising() {
		t.Error("a function that runs later is taken for a package-level var")
	}
}
