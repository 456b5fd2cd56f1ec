package engine

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// The notebook's way: compile, fit, evaluate, predict, history, fit again.
func TestNotebook(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	model := network("mnist", spec.Shape{28, 28}, 32, 10)
	c.ok(wire.Compile{Model: model, Settings: classifier})

	fit := fitOf(model, digits(1000), 3)
	valid := slice(digits(60_000), 59_000, 60_000)
	validation := spec.ExamplesOf(valid)
	fit.Validation = &validation
	first := c.ok(fit)
	if first.begin.Steps != 32 || first.begin.Epochs != 3 || first.begin.Backend == "" || len(first.epochs) != 3 {
		t.Errorf("began %+v, %d epochs", first.begin, len(first.epochs))
	}
	var names []string
	for _, c := range first.result.(wire.Trained).Curves {
		names = append(names, c.Name)
		if !slices.Equal(c.Epochs, []int{0, 1, 2}) {
			t.Errorf("%s was measured in epochs %v", c.Name, c.Epochs)
		}
	}
	if want := []string{"accuracy", "loss", "val_accuracy", "val_loss"}; !slices.Equal(names, want) {
		t.Errorf("curves %v, want %v", names, want)
	}
	if loss := curve(t, first, "loss").Values; !(loss[2] < loss[1] && loss[1] < loss[0]) {
		t.Errorf("losses %v do not fall", loss)
	}
	if len(first.notices) != 0 {
		t.Errorf("said %q", first.notices)
	}

	// The validation values are those of an evaluation after the last epoch.
	measured := c.ok(wire.Evaluate{Model: model, Data: spec.ExamplesOf(valid), BatchSize: 32}).result.(wire.Measured)
	if !slices.Equal(measured.Names, []string{"loss", "accuracy"}) {
		t.Errorf("measured %v", measured.Names)
	}
	if want := curve(t, first, "val_loss").Values[2]; math.Abs(measured.Values[0]-want) > 1e-6 {
		t.Errorf("evaluate says %v, fit said %v", measured.Values[0], want)
	}

	predicted := c.ok(wire.Predict{Model: model, Data: spec.ExamplesOf(slice(digits(1000), 0, 5)), BatchSize: 2}).result.(wire.Variables).Arrays[0]
	if !slices.Equal(predicted.Shape, []int{5, 10}) {
		t.Errorf("predictions of shape %v", predicted.Shape)
	}
	for row := range slices.Chunk(predicted.Float32s(), 10) {
		sum := float32(0)
		for _, p := range row {
			sum += p
		}
		if math.Abs(float64(sum)-1) > 1e-5 {
			t.Errorf("probabilities sum up to %v", sum)
		}
	}

	// A second fit continues, says so, and numbers its own epochs from 0.
	second := c.ok(fitOf(model, digits(1000), 2))
	if len(second.notices) != 1 || !strings.Contains(second.notices[0], `Continuing model "mnist" after 3 epochs`) {
		t.Errorf("said %q", second.notices)
	}
	if got := curve(t, second, "loss"); !slices.Equal(got.Epochs, []int{0, 1}) || got.Values[0] >= curve(t, first, "loss").Values[2] {
		t.Errorf("second fit: %+v", got)
	}
	all := c.ok(wire.GetHistory{Model: model})
	if got := curve(t, all, "loss").Epochs; !slices.Equal(got, []int{0, 1, 2, 3, 4}) {
		t.Errorf("history has epochs %v", got)
	}
	if got := curve(t, all, "val_loss").Epochs; !slices.Equal(got, []int{0, 1, 2}) {
		t.Errorf("validation has epochs %v", got)
	}

	status := c.ok(wire.GetModels{}).result.(wire.Models).List
	const parameters = 784*32 + 32 + 32*10 + 10
	want := wire.ModelStatus{Name: "mnist", Parameters: parameters, Optimizer: 2*parameters + 2, Compiled: true, Epochs: 5, Backend: first.begin.Backend,
		Logs: spec.Numbers{"loss": curve(t, second, "loss").Values[1], "accuracy": curve(t, second, "accuracy").Values[1]}}
	if len(status) != 1 || !reflect.DeepEqual(status[0], want) {
		t.Errorf("models %+v, want %+v", status, want)
	}
}

func TestFetch(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	fetched := c.ok(wire.Fetch{Data: slice(digits(100), 3, 5)}).result.(wire.Rows)
	if !slices.Equal(fetched.X.Shape, []int{2, 28, 28}) || fetched.X.DType != "float32" {
		t.Errorf("X is %s of shape %v", fetched.X.DType, fetched.X.Shape)
	}
	if labels := fetched.Y.Int32s(); !slices.Equal(labels, []int32{1, 9}) {
		t.Errorf("labels %v, want 1 and 9", labels)
	}
	if most := slices.Max(fetched.X.Float32s()); math.Abs(float64(most)-1) > 0.01 {
		t.Errorf("the brightest pixel is %v, want about 1", most)
	}
	uploaded := c.upload(wire.Int32s([]int32{1, 2, 3, 4}, 2, 2), wire.Array{})
	fetched = c.ok(wire.Fetch{Data: scale(uploaded, 0.5)}).result.(wire.Rows)
	if !slices.Equal(fetched.X.Float32s(), []float32{0.5, 1, 1.5, 2}) || fetched.Y.DType != "" {
		t.Errorf("got %+v", fetched)
	}
}

// The same declarations give the same training, epoch by epoch, in one fit or two.
func TestSeeds(t *testing.T) {
	losses := func(seed uint64, epochs ...int) []float64 {
		c := newCell(t, newEngine(t, ""))
		model := network("mnist", spec.Shape{28, 28}, 8, 10)
		c.ok(wire.Compile{Model: model, Settings: classifier})
		for _, n := range epochs {
			fit := fitOf(model, digits(300), n)
			fit.Seed = seed
			c.ok(fit)
		}
		return curve(t, c.ok(wire.GetHistory{Model: model}), "loss").Values
	}
	once, again, parts, other := losses(1, 4), losses(1, 4), losses(1, 2, 2), losses(2, 4)
	if !slices.Equal(once, again) {
		t.Errorf("the same seed gives %v and %v", once, again)
	}
	if !slices.Equal(once, parts) {
		t.Errorf("two fits give %v, one %v", parts, once)
	}
	if slices.Equal(once, other) {
		t.Error("another seed gives the same")
	}
}

func TestShuffleDiffersByEpoch(t *testing.T) {
	f := &fit{request: wire.Fit{Model: &spec.Model{Seed: 7}}}
	seen := map[uint64]bool{}
	for epoch := range 100 {
		seen[f.seed(epoch, forRows)], seen[f.seed(epoch, forDropout)] = true, true
	}
	if len(seen) != 200 {
		t.Errorf("%d different seeds of 200", len(seen))
	}
}

func TestCompileKeepsWeights(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	model := network("mnist", spec.Shape{28, 28}, 8, 10)
	c.ok(wire.Compile{Model: model, Settings: classifier})
	c.ok(fitOf(model, digits(100), 1))
	before := c.ok(wire.GetWeights{Model: model}).result
	c.ok(wire.Compile{Model: model, Settings: classifier})
	if status := c.ok(wire.GetModels{}).result.(wire.Models).List[0]; status.Optimizer != 0 || status.Epochs != 1 {
		t.Errorf("after compiling again: %+v", status)
	}
	if !reflect.DeepEqual(before, c.ok(wire.GetWeights{Model: model}).result) {
		t.Error("compiling again changed the weights")
	}
}

func TestSetWeights(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	a, b := network("a", spec.Shape{4}, 3), network("b", spec.Shape{4}, 3)
	b.Seed = 1
	weights := func(m *spec.Model) wire.Variables {
		return c.ok(wire.GetWeights{Model: m}).result.(wire.Variables)
	}
	of := weights(a)
	if !slices.Equal(of.Names, []string{"dense/kernel", "dense/bias"}) || !slices.Equal(of.Arrays[0].Shape, []int{4, 3}) {
		t.Errorf("weights %v", of.Names)
	}
	if reflect.DeepEqual(of, weights(b)) {
		t.Error("another seed gives the same weights")
	}
	c.ok(wire.SetWeights{Model: b, Variables: of})
	if !reflect.DeepEqual(of, weights(b)) {
		t.Error("the weights are not those that were set")
	}
	c.refused(wire.SetWeights{Model: b, Variables: wire.Variables{Arrays: of.Arrays[:1]}}, `SetWeights of model "b"`, "2 arrays")
	wrong := slices.Clone(of.Arrays)
	wrong[0] = wire.Float32s(make([]float32, 12), 3, 4)
	c.refused(wire.SetWeights{Model: b, Variables: wire.Variables{Arrays: wrong}}, "[4 3]", "[3 4]")
	wrong[0].Data = wrong[0].Data[:5]
	c.refused(wire.SetWeights{Model: b, Variables: wire.Variables{Arrays: wrong}}, "5 bytes")
}

func TestReset(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	model := network("mnist", spec.Shape{28, 28}, 8, 10)
	c.ok(wire.Compile{Model: model, Settings: classifier})
	first := c.ok(wire.GetWeights{Model: model}).result
	losses := curve(t, c.ok(fitOf(model, digits(100), 2)), "loss").Values
	c.ok(wire.Reset{Model: model})
	if !reflect.DeepEqual(first, c.ok(wire.GetWeights{Model: model}).result) {
		t.Error("the weights are not the first ones")
	}
	if all := c.ok(wire.GetHistory{Model: model}).result.(wire.Trained); len(all.Curves) != 0 {
		t.Errorf("history after a reset: %v", all)
	}
	again := c.ok(fitOf(model, digits(100), 2))
	if !slices.Equal(losses, curve(t, again, "loss").Values) || len(again.notices) != 0 {
		t.Errorf("after a reset: %v, said %q; want %v", again.result, again.notices, losses)
	}
}

func TestChangedArchitecture(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	c.ok(wire.Compile{Model: network("mnist", spec.Shape{28, 28}, 8, 10), Settings: classifier})
	c.ok(fitOf(network("mnist", spec.Shape{28, 28}, 8, 10), digits(100), 1))
	changed := network("mnist", spec.Shape{28, 28}, 12, 10)
	h := c.ok(fitOf(changed, digits(100), 1))
	if len(h.notices) != 1 || !strings.Contains(h.notices[0], `layer "dense" has 12 units, it had 8`) || !strings.Contains(h.notices[0], "old weights") {
		t.Errorf("said %q", h.notices)
	}
	if got := curve(t, c.ok(wire.GetHistory{Model: changed}), "loss").Epochs; len(got) != 1 {
		t.Errorf("history has epochs %v", got)
	}
	// What never had weights changes without a word.
	if h := c.ok(wire.Compile{Model: network("new", spec.Shape{4}, 3), Settings: classifier}); len(h.notices) != 0 {
		t.Errorf("said %q", h.notices)
	}
}

// The last rows validate, as they come before shuffling.
func TestValidationSplit(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	model := network("mnist", spec.Shape{28, 28}, 8, 10)
	c.ok(wire.Compile{Model: model, Settings: classifier})
	fit := fitOf(model, digits(101), 1)
	fit.ValidationSplit = 0.25
	h := c.ok(fit)
	if h.begin.Steps != 3 { // 75 rows of 101
		t.Errorf("%d steps, want 3", h.begin.Steps)
	}
	measured := c.ok(wire.Evaluate{Model: model, Data: spec.ExamplesOf(slice(digits(101), 75, 101)), BatchSize: 32}).result.(wire.Measured)
	if got := curve(t, h, "val_loss").Values[0]; math.Abs(got-measured.Values[0]) > 1e-6 {
		t.Errorf("val_loss %v, want the last rows' %v", got, measured.Values[0])
	}
	fit.ValidationSplit = 0.999
	c.refused(fit, "rows to train and rows to validate", "0 and 101")
	fit.ValidationSplit = math.NaN()
	c.refused(fit, "validation split")
}

func TestInitialEpochAndStop(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	model := network("mnist", spec.Shape{28, 28}, 8, 10)
	c.ok(wire.Compile{Model: model, Settings: classifier})
	fit := fitOf(model, digits(64), 8)
	fit.InitialEpoch = 4
	c.stop = func(end wire.EpochEnd) bool { return end.Epoch == 5 }
	h := c.ok(fit)
	if got := curve(t, h, "loss").Epochs; !slices.Equal(got, []int{4, 5}) {
		t.Errorf("trained epochs %v, want 4 and 5", got)
	}
	if h.result.(wire.Trained).Interrupted {
		t.Error("a callback's stop is no interrupt")
	}
	if got := curve(t, c.ok(wire.GetHistory{Model: model}), "loss").Epochs; !slices.Equal(got, []int{0, 1}) {
		t.Errorf("history has epochs %v, want 0 and 1", got)
	}
}

// A callback may use the model between two epochs.
func TestCallsBetweenEpochs(t *testing.T) {
	e := newEngine(t, "")
	c, callback := newCell(t, e), newCell(t, e)
	model := network("mnist", spec.Shape{28, 28}, 8, 10)
	c.ok(wire.Compile{Model: model, Settings: classifier})
	var losses []float64
	c.on = func(event any, _ *wire.Conn) {
		end, ok := event.(wire.EpochEnd)
		if !ok {
			return
		}
		callback.ok(wire.Predict{Model: model, Data: spec.ExamplesOf(digits(3)), BatchSize: 32})
		callback.ok(wire.SetWeights{Model: model, Variables: callback.ok(wire.GetWeights{Model: model}).result.(wire.Variables)})
		if got := curve(t, callback.ok(wire.GetHistory{Model: model}), "loss"); len(got.Epochs) != end.Epoch+1 {
			t.Errorf("history in epoch %d: %v", end.Epoch, got)
		}
		measured := callback.ok(wire.Evaluate{Model: model, Data: spec.ExamplesOf(digits(64)), BatchSize: 32}).result.(wire.Measured)
		losses = append(losses, measured.Values[0])
		const training = "is training in another call"
		callback.refused(fitOf(model, digits(64), 1), training)
		callback.refused(wire.Compile{Model: model, Settings: classifier}, training)
		callback.refused(wire.Reset{Model: model}, training)
		callback.refused(wire.Predict{Model: network("mnist", spec.Shape{28, 28}, 9, 10), Data: spec.ExamplesOf(digits(3)), BatchSize: 32}, training)
	}
	c.ok(fitOf(model, digits(64), 3))
	if len(losses) != 3 {
		t.Errorf("%d callbacks", len(losses))
	}
	c.on = nil
	c.ok(fitOf(model, digits(64), 1))
}
