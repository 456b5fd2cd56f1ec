package engine

import (
	"math"
	"strings"
	"testing"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// rowsOf makes features of four columns, one row a target.
func rowsOf(n int) wire.Array {
	values := make([]float32, 4*n)
	for i := range values {
		values[i] = float32(i%7) / 7
	}
	return wire.Float32s(values, n, 4)
}

func labels(values ...int32) wire.Array { return wire.Int32s(values, len(values)) }

func lossOf(class string, params spec.Numbers) spec.Compile {
	return settings(adam(0.001), spec.Object{Class: class, Params: params})
}

var (
	smooth      = spec.Numbers{"from_logits": 0, "label_smoothing": 0.1}
	categorical = lossOf(spec.CategoricalCrossentropy, smooth).Goals[0].Loss
	binary      = lossOf(spec.BinaryCrossentropy, smooth).Goals[0].Loss
	logits      = lossOf(spec.BinaryCrossentropy, spec.Numbers{"from_logits": 1, "label_smoothing": 0}).Goals[0].Loss
)

var (
	focal  = spec.Numbers{"alpha": 0.25, "alpha_0": 0.25, "gamma": 2, "apply_class_balancing": 0, "from_logits": 0, "label_smoothing": 0}
	circle = spec.Numbers{"gamma": 80, "margin": 0.4, "remove_diagonal": 1}
)

var nan, inf = float32(math.NaN()), float32(math.Inf(1))

// Each mistake is answered before the first step, names its fix, and leaves
// the model as it was.
func TestBadData(t *testing.T) {
	const ok = "" // nothing to complain about
	good, spoilt := labels(0, 1, 2, 0), func(i int, v float32) wire.Array {
		x := rowsOf(4).Float32s()
		x[i] = v
		return wire.Float32s(x, 4, 4)
	}
	cases := []struct {
		name     string
		x, y     wire.Array
		change   func(*wire.Fit)
		settings spec.Compile
		want     string // parts of the error, by "…"
	}{
		{"good", rowsOf(4), good, nil, classifier, ok},
		{"bytes as labels", rowsOf(4), wire.Bytes([]byte{0, 1, 2, 0}, 4), nil, classifier, ok},
		{"column of labels", rowsOf(4), wire.Int32s([]int32{0, 1, 2, 0}, 4, 1), nil, classifier, ok},
		{"integers as features", wire.Int32s(make([]int32, 16), 4, 4), good, nil, classifier, ok},
		{"label too large", rowsOf(4), labels(0, 1, 3, 0), nil, classifier,
			`labels from 0 to 2…3 units of layer "dense"…got 3 in row 2…nnlib.Dense(4, nnlib.Softmax)`},
		{"negative label", rowsOf(4), labels(0, -1, 2, 0), nil, classifier, "got -1 in row 1…from 0"},
		{"row counts in the data set", rowsOf(4), labels(0, 1, 2, 9), func(f *wire.Fit) { f.Data = spec.ExamplesOf(slice(f.Data.Inputs[0], 2, 4)) }, classifier, "9 in row 1"},
		{"bad label left out", rowsOf(4), labels(0, 1, 2, 9), func(f *wire.Fit) { f.Data = spec.ExamplesOf(slice(f.Data.Inputs[0], 0, 3)) }, classifier, ok},
		{"NaN", spoilt(9, nan), good, nil, classifier, "finite numbers…NaN in row 2…fix"},
		{"infinite", spoilt(15, inf), good, nil, classifier, "+Inf in row 3"},
		{"bad row left out", spoilt(15, inf), good, func(f *wire.Fit) { f.Data = spec.ExamplesOf(slice(f.Data.Inputs[0], 0, 3)) }, classifier, ok},
		{"scaled to infinity", spoilt(6, 1e30), good, func(f *wire.Fit) { f.Data = spec.ExamplesOf(scale(f.Data.Inputs[0], 1e20)) }, classifier, "+Inf in row 1"},
		{"one-hot", rowsOf(4), wire.Int32s([]int32{1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0}, 4, 3), nil, classifier, "one-hot…position of its 1"},
		{"two labels", rowsOf(4), wire.Int32s(make([]int32, 8), 4, 2), nil, classifier, "one a row…rows of 2 values"},
		{"float labels", rowsOf(4), wire.Float32s([]float32{0, 1, 2, 0}, 4), nil, classifier, "type float32…int32"},
		{"no targets", rowsOf(4), wire.Array{}, nil, classifier, "targets…a data set without"},
		{"regression", rowsOf(4), wire.Float32s(make([]float32, 12), 4, 3), nil, regression, ok},
		{"too few targets", rowsOf(4), wire.Float32s(make([]float32, 4), 4), nil, regression, "(None, 3)…(None,)…nnlib.Dense(1)"},
		{"labels for regression", rowsOf(4), good, nil, regression, "(None, 3)…nnlib.SparseCategoricalCrossentropy()"},
		{"NaN target", rowsOf(4), wire.Float32s([]float32{0, 0, 0, 0, nan, 0, 0, 0, 0, 0, 0, 0}, 4, 3), nil, regression, "finite targets…NaN in row 1"},
		{"one-hot for its loss", rowsOf(2), wire.Int32s([]int32{1, 0, 0, 0, 0, 1}, 2, 3), nil, lossOf(spec.CategoricalCrossentropy, smooth), ok},
		{"probabilities", rowsOf(1), wire.Float32s([]float32{0.2, 0.3, 0.5}, 1, 3), nil, lossOf(spec.KLDivergence, nil), ok},
		{"labels for one-hot", rowsOf(4), good, nil, lossOf(spec.CategoricalCrossentropy, smooth), "(None, 3)…nnlib.SparseCategoricalCrossentropy()…data.ToCategorical(3)"},
		{"two classes in a row", rowsOf(2), wire.Float32s([]float32{1, 0, 0, 0, 1, 1}, 2, 3), nil, lossOf(spec.CategoricalCrossentropy, smooth), "one-hot rows…the sum 2 in row 1…a 1 at"},
		{"no class in a row", rowsOf(1), wire.Bytes([]byte{0, 0, 0}, 1, 3), nil, lossOf(spec.CategoricalHinge, nil), "one-hot rows…the sum 0 in row 0"},
		{"yes and no", rowsOf(1), wire.Bytes([]byte{0, 1, 1}, 1, 3), nil, lossOf(spec.BinaryCrossentropy, smooth), ok},
		{"more than yes", rowsOf(2), wire.Float32s([]float32{0, 1, 0.5, 0, 0, 2}, 2, 3), nil, lossOf(spec.BinaryCrossentropy, smooth), "from 0 to 1…2 in row 1…nnlib.MeanSquaredError()"},
		{"more than certain", rowsOf(1), wire.Float32s([]float32{0, 1, 2}, 1, 3), nil, lossOf(spec.BinaryFocalCrossentropy, focal), "from 0 to 1…2 in row 0"},
		{"labels for focal", rowsOf(4), good, nil, lossOf(spec.CategoricalFocalCrossentropy, focal), "(None, 3)…nnlib.SparseCategoricalCrossentropy()"},
		{"segments of bytes", rowsOf(1), wire.Bytes([]byte{0, 1, 255}, 1, 3), nil, lossOf(spec.Dice, nil), "from 0 to 1…255 in row 0…1 where the segment is"},
		{"segments", rowsOf(1), wire.Bytes([]byte{0, 1, 1}, 1, 3), nil, lossOf(spec.Tversky, spec.Numbers{"alpha": 0.5, "beta": 0.5}), ok},
		{"label for forgiving", rowsOf(4), labels(0, 1, 3, 0), nil, lossOf(spec.CategoricalGeneralizedCrossEntropy, spec.Numbers{"q": 0.5}), "got 3 in row 2"},
		{"any classes", rowsOf(4), labels(7, -1, 7, 300), nil, lossOf(spec.Circle, circle), ok},
		{"numbers for classes", rowsOf(4), wire.Float32s(make([]float32, 4), 4), nil, lossOf(spec.Circle, circle), "one class a row…float32…int32"},
		{"-1 and 1", rowsOf(1), wire.Int32s([]int32{-1, 1, 1}, 1, 3), nil, lossOf(spec.Hinge, nil), ok},
		{"classes for hinge", rowsOf(1), wire.Int32s([]int32{0, 1, 2}, 1, 3), nil, lossOf(spec.SquaredHinge, nil), "-1 and 1…2 in row 0"},
		{"negative count", rowsOf(1), wire.Int32s([]int32{0, -3, 2}, 1, 3), nil, lossOf(spec.Poisson, nil), "0 or more…-3 in row 0…nnlib.MeanSquaredError()"},
		{"bad target left out", rowsOf(2), wire.Int32s([]int32{0, 1, 2, 0, 0, -1}, 2, 3), func(f *wire.Fit) { f.Data = spec.ExamplesOf(slice(f.Data.Inputs[0], 0, 1)) }, lossOf(spec.Poisson, nil), ok},
		{"empty", rowsOf(4), good, func(f *wire.Fit) { f.Data = spec.ExamplesOf(slice(f.Data.Inputs[0], 2, 2)) }, classifier, "at least one row…empty data set"},
		{"no rows at all", wire.Float32s(nil, 0, 4), wire.Int32s(nil, 0), nil, classifier, "empty data set"},
		{"batch of none", rowsOf(4), good, func(f *wire.Fit) { f.BatchSize = 0 }, classifier, "nnlib.BatchSize(32)"},
		{"no epochs", rowsOf(4), good, func(f *wire.Fit) { f.Epochs = 0 }, classifier, "nnlib.Epochs(1)"},
		{"late start", rowsOf(4), good, func(f *wire.Fit) { f.InitialEpoch = 1 }, classifier, "initial epoch…nnlib.Epochs(2)"},
		{"flat rows", wire.Float32s(make([]float32, 16), 4, 4, 1), good, nil, classifier, "(None, 4)…(None, 4, 1)…nnlib.Input(4, 1), nnlib.Flatten()"},
		{"wide rows", wire.Float32s(make([]float32, 20), 4, 5), good, nil, classifier, "(None, 4)…(None, 5)…nnlib.Input(5)"},
		{"bad validation", rowsOf(4), labels(0, 1, 2, 3), func(f *wire.Fit) {
			f.ValidationSplit = 0.25
		}, classifier, "validation: expected labels…got 3 in row 0"},
		{"more rows declared", rowsOf(4), good, func(f *wire.Fit) { f.Data.Inputs[0].Length = 5 }, classifier, "has 4 rows, declared as 5"},
		{"slice beyond", rowsOf(4), good, func(f *wire.Fit) { f.Data = spec.ExamplesOf(slice(f.Data.Inputs[0], 0, 5)) }, classifier, "rows 0 to 5 of 4"},
		{"unknown source", rowsOf(4), good, func(f *wire.Fit) { f.Data.Inputs[0].Source = "cifar/train" }, classifier, `unknown data set "cifar/train"`},
		{"unknown part", rowsOf(4), good, func(f *wire.Fit) { f.Data.Inputs[0].Source = "mnist/valid" }, classifier, `no part "valid"`},
	}
	c := newCell(t, newEngine(t, ""))
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			c.t = t
			model := network("small", spec.Shape{4}, 3)
			c.ok(wire.Compile{Model: model, Settings: test.settings})
			fit := fitOf(model, c.upload(test.x, test.y), 1)
			fit.Shuffle = false
			if test.change != nil {
				test.change(&fit)
			}
			if test.want == ok {
				c.ok(fit)
				return
			}
			h := c.refused(fit, append(strings.Split(test.want, "…"), `Fit of model "small"`)...)
			if h.begin.Steps != 0 || len(h.epochs) != 0 {
				t.Error("training began")
			}
			t.Log(h.fault)
		})
	}
}

// An output of several axes takes a label for each place.
func TestLabelsOfPlaces(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	model := network("places", spec.Shape{4}, 3)
	model.Layers[0].Config = &spec.Input{Shape: spec.Shape{2, 4}}
	model.Nodes[0].Shape, model.Nodes[1].Shape = spec.Shape{2, 4}, spec.Shape{2, 3}
	c.ok(wire.Compile{Model: model, Settings: settings(adam(0.001), crossentropy(0), spec.Object{Class: spec.SparseCategoricalAccuracy})})
	x := wire.Float32s(make([]float32, 16), 2, 2, 4)
	fit := func(y wire.Array) wire.Fit { return fitOf(model, c.upload(x, y), 1) }
	c.ok(fit(wire.Int32s([]int32{0, 1, 2, 0}, 2, 2)))
	c.refused(fit(wire.Int32s([]int32{0, 1, 2, 3}, 2, 2)), "labels from 0 to 2, 2 a row", "got 3 in row 1")
	c.refused(fit(labels(0, 1)), "2 a row", "got one label a row", `nnlib.Flatten() before layer "dense", or as many labels`)
	c.refused(fit(wire.Int32s(make([]int32, 12), 2, 6)), "2 a row", "rows of 6 values")
}

func TestPredictNeedsNoTargets(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	model := network("small", spec.Shape{4}, 3)
	data := c.upload(rowsOf(4), wire.Array{})
	predicted := c.ok(wire.Predict{Model: model, Data: spec.ExamplesOf(data), BatchSize: 32}).result.(wire.Variables).Arrays[0]
	if len(predicted.Float32s()) != 12 {
		t.Errorf("predictions of shape %v", predicted.Shape)
	}
	c.refused(wire.Evaluate{Model: model, Data: spec.ExamplesOf(data), BatchSize: 32}, "compiled", "model.Compile(nnlib.Adam(), nnlib.SparseCategoricalCrossentropy(), nnlib.Accuracy())")
	c.refused(fitOf(model, data, 1), "compiled", "model.Compile(")
	c.ok(wire.Compile{Model: model, Settings: classifier})
	c.refused(wire.Evaluate{Model: model, Data: spec.ExamplesOf(data), BatchSize: 32}, "targets")
	c.refused(wire.Evaluate{Model: model, Data: spec.ExamplesOf(c.upload(rowsOf(4), labels(0, 0, 0, 7))), BatchSize: 32}, "7 in row 3")
	c.refused(wire.Predict{Model: model, Data: spec.ExamplesOf(slice(data, 1, 1)), BatchSize: 32}, "empty data set")
	c.refused(wire.Predict{Model: model, Data: spec.ExamplesOf(data), BatchSize: 0}, "batch size")
	c.refused(wire.Predict{Model: model, Data: spec.ExamplesOf(c.upload(wire.Float32s([]float32{0, 0, 0, nan}, 1, 4), wire.Array{})), BatchSize: 1}, "NaN in row 0")
	c.refused(wire.Predict{Model: network("digits", spec.Shape{784}, 3), Data: spec.ExamplesOf(digits(10)), BatchSize: 1}, "nnlib.Input(28, 28), nnlib.Flatten()")
}

func TestWarnings(t *testing.T) {
	cases := []struct {
		name       string
		units      int
		activation string
		loss       spec.Object
		want       string
	}{
		{"as it should be", 3, spec.Softmax, crossentropy(0), ""},
		{"logits", 3, spec.Linear, crossentropy(1), ""},
		{"regression", 3, spec.Linear, regression.Goals[0].Loss, ""},
		{"softmax over one", 1, spec.Softmax, crossentropy(0), "nnlib.Sigmoid"},
		{"softmax and logits", 3, spec.Softmax, crossentropy(1), "expects logits"},
		{"no softmax", 3, spec.ReLU, crossentropy(0), "nnlib.Dense(3, nnlib.Softmax)"},
		{"no softmax for one-hot", 3, spec.Linear, categorical, "nnlib.Dense(3, nnlib.Softmax)"},
		{"softmax for one-hot", 3, spec.Softmax, categorical, ""},
		{"sigmoid", 1, spec.Sigmoid, binary, ""},
		{"no sigmoid", 1, spec.Linear, binary, "nnlib.Dense(1, nnlib.Sigmoid)"},
		{"softmax for each by itself", 3, spec.Softmax, binary, "one choice of 3. Did you mean nnlib.SparseCategoricalCrossentropy()"},
		{"classes of one unit", 1, spec.Sigmoid, crossentropy(0), "nnlib.BinaryCrossentropy()"},
		{"sigmoid and logits", 1, spec.Sigmoid, logits, "Leave its sigmoid out"},
		{"binary logits", 1, spec.Linear, logits, ""},
	}
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			c := newCell(t, newEngine(t, ""))
			model := network("small", spec.Shape{4}, test.units)
			last(model).Activation.Class = test.activation
			h := c.ok(wire.Compile{Model: model, Settings: settings(adam(0.001), test.loss)})
			said := strings.Join(h.notices, "\n")
			if (test.want == "") != (said == "") || !strings.Contains(said, test.want) {
				t.Errorf("said %q, want %q", said, test.want)
			}
		})
	}
}

// A metric that takes logits for probabilities says so, and what to write.
func TestMetricsOfLogits(t *testing.T) {
	threshold := func(class string, at float64) spec.Object {
		return spec.Object{Class: class, Params: spec.Numbers{"threshold": at, "top_k": 0, "class_id": -1}}
	}
	auc := func(fromLogits float64) spec.Object {
		return spec.Object{Class: spec.AUC, Params: spec.Numbers{
			"num_thresholds": 200, "curve": 0, "summation_method": 0, "multi_label": 0, "from_logits": fromLogits}}
	}
	point := spec.Object{Class: spec.PrecisionAtRecall, Params: spec.Numbers{"recall": 0.5, "num_thresholds": 200, "class_id": -1}}
	for _, test := range []struct {
		name       string
		activation string
		loss       spec.Object
		metric     spec.Object
		want       string
	}{
		{"area of logits", spec.Linear, logits, auc(0), "nnlib.AUC(nnlib.FromLogits())"},
		{"area that knows", spec.Linear, logits, auc(1), ""},
		{"area of probabilities", spec.Sigmoid, binary, auc(0), ""},
		{"precision of logits", spec.Linear, logits, threshold(spec.Precision, 0.5), "nnlib.Precision(nnlib.Threshold(0))"},
		{"precision that knows", spec.Linear, logits, threshold(spec.Precision, 0), ""},
		{"precision of a hinge", spec.Linear, spec.Object{Class: spec.Hinge}, threshold(spec.Precision, 0.5), ""},
		{"point of logits", spec.Linear, logits, point, "nnlib.Sigmoid in that layer"},
		{"point of probabilities", spec.Sigmoid, binary, point, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := newCell(t, newEngine(t, ""))
			model := network("small", spec.Shape{4}, 1)
			last(model).Activation.Class = test.activation
			said := strings.Join(c.ok(wire.Compile{Model: model, Settings: settings(adam(0.001), test.loss, test.metric)}).notices, "\n")
			if (test.want == "") != (said == "") || !strings.Contains(said, test.want) {
				t.Errorf("said %q, want %q", said, test.want)
			}
		})
	}
}

func TestDivergence(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	model := network("small", spec.Shape{4}, 3)
	sgd := spec.Object{Class: spec.SGD, Params: spec.Numbers{"learning_rate": 1e30, "momentum": 0, "nesterov": 0}}
	last(model).Activation.Class = spec.Linear
	c.ok(wire.Compile{Model: model, Settings: settings(sgd, regression.Goals[0].Loss)})
	fit := fitOf(model, c.upload(rowsOf(64), wire.Float32s(make([]float32, 192), 64, 3)), 4)
	fit.BatchSize = 8
	h := c.ok(fit)
	if len(h.notices) != 1 || !strings.Contains(h.notices[0], "learning rate") {
		t.Errorf("said %q", h.notices)
	}
}
