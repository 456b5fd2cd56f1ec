package nnlib

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"
)

// convGolden is what testdata/conv.py let Keras print.
type convGolden struct {
	Models []struct {
		Model, Text string
		Layers      []map[string]any
	}
}

// convModels are the models of testdata/conv.py.
func convModels() map[string]*Model {
	return map[string]*Model{
		"digits": Sequential("digits",
			Input(28, 28, 1),
			Conv2D(32, 3, ReLU),
			MaxPooling2D(2),
			Conv2D(64, [2]int{3, 5}, Same, Strides(2), NoBias(), Groups(2)),
			AveragePooling2D([2]int{1, 2}, Strides(1), Same),
			DepthwiseConv2D(3, DepthMultiplier(2), Same),
			SeparableConv2D(16, 3, DilationRate(2)),
			Conv2DTranspose(8, 3, Strides(2), Same, OutputPadding(1)),
			ZeroPadding2D(1),
			Cropping2D([2][2]int{{1, 0}, {2, 1}}),
			UpSampling2D([2]int{1, 2}, Bilinear),
			GlobalAveragePooling2D(KeepDims()),
			GlobalMaxPooling2D(),
		),
		"series": Sequential("series",
			Input(50, 3),
			Conv1D(8, 3, Causal(), DilationRate(2), ReLU),
			MaxPooling1D(2),
			Conv1D(8, 3, Strides(2)),
			AveragePooling1D(3, Same),
			GlobalMaxPooling1D(KeepDims()),
			GlobalAveragePooling1D(),
		),
		"more_series": Sequential("more_series",
			Input(50, 3),
			ZeroPadding1D([2]int{1, 2}),
			DepthwiseConv1D(3, DepthMultiplier(2), Same, ReLU),
			SeparableConv1D(16, 3, DilationRate(2)),
			Conv1DTranspose(8, 3, Strides(2), Same, OutputPadding(1)),
			Cropping1D(1),
			UpSampling1D(2),
			SeparableConv1D(4, 3, Strides(2), NoBias()),
		),
	}
}

// Names, shapes, parameters and every setting are Keras'.
func TestConvolutionsAreDeclaredAsInKeras(t *testing.T) {
	data, err := os.ReadFile("testdata/conv.json")
	var golden convGolden
	if err == nil {
		err = json.Unmarshal(data, &golden)
	}
	if err != nil {
		t.Fatal(err)
	}
	models := convModels()
	for _, g := range golden.Models {
		model := models[g.Model]
		if got := model.summary(0); got != g.Text {
			t.Errorf("got\n%s\nKeras prints\n%s", got, g.Text)
		}
		for i, layer := range model.spec.Layers[1:] { // Keras does not count the Input
			settings, err := json.Marshal(layer.Config)
			if err != nil {
				t.Fatal(err)
			}
			var got map[string]any
			if err := json.Unmarshal(settings, &got); err != nil {
				t.Fatal(err)
			}
			for name, value := range got {
				if want := g.Layers[i][name]; !reflect.DeepEqual(className(value), className(want)) {
					t.Errorf("layer %q: %s is %v, want %v", layer.Name, name, value, want)
				}
			}
		}
	}
	if len(golden.Models) != len(models) {
		t.Errorf("%d golden models for %d", len(golden.Models), len(models))
	}
}

// className is an object's name, or else the setting itself.
func className(setting any) any {
	if object, ok := setting.(map[string]any); ok {
		return object["class_name"]
	}
	return setting
}

func TestConvolutionMistakesNameTheirFix(t *testing.T) {
	images, rows := Input(8, 8, 3), Input(28, 28)
	for _, c := range []struct {
		name string
		f    func()
		want []string // parts of the message
	}{
		{"no filters", func() { Conv2D(0, 3) }, []string{"nnlib.Conv2D(0, 3)", "at least 1 filter", "nnlib.Conv2D(32, 3)"}},
		{"no kernel", func() { Conv2D(8, [2]int{3, 0}) }, []string{"nnlib.Conv2D(8, [2]int{3, 0})", "[3 0]"}},
		{"no kernel of a sequence", func() { Conv1D(8, 0) }, []string{"nnlib.Conv1D(8, 0)", "nnlib.Conv1D(32, 3)"}},
		{"no filters of a transposed one", func() { Conv2DTranspose(0, 3) }, []string{"nnlib.Conv2DTranspose(0, 3)"}},
		{"no kernel for each channel", func() { DepthwiseConv2D(0) }, []string{"nnlib.DepthwiseConv2D(0)", "nnlib.DepthwiseConv2D(3)"}},
		{"no separable filters", func() { SeparableConv2D(-1, 3) }, []string{"nnlib.SeparableConv2D(-1, 3)"}},
		{"stride 0", func() { Conv2D(8, 3, Strides(0)) }, []string{"nnlib.Conv2D(8, 3)", "nnlib.Strides", "[0]"}},
		{"strides for three axes", func() { Conv2D(8, 3, Strides(1, 2, 3)) }, []string{"one for each of 2 axes", "[1 2 3]"}},
		{"two strides of a sequence", func() { MaxPooling1D(2, Strides(1, 2)) }, []string{"nnlib.MaxPooling1D(2)", "one for each of 1 axes"}},
		{"no strides", func() { Conv2D(8, 3, Strides()) }, []string{"nnlib.Strides(2)"}},
		{"strides and dilation", func() { Conv2D(8, 3, Strides(2), DilationRate(2)) }, []string{"either strides or a dilation rate", "[2 2]"}},
		{"unknown padding", func() { Conv2D(8, 3, Padding("full")) }, []string{`"full"`, "nnlib.Same"}},
		{"no groups", func() { Groups(0) }, []string{"nnlib.Groups(0)"}},
		{"groups that do not divide", func() { Conv2D(8, 3, Groups(2)).Call(images) }, []string{"Conv2D", "3 channels and 8 filters", "nnlib.Groups(1)"}},
		{"no multiplier", func() { DepthMultiplier(0) }, []string{"nnlib.DepthMultiplier(0)"}},
		{"output padding as large as the stride", func() { Conv2DTranspose(8, 3, Strides(2), OutputPadding(2)) }, []string{"[2 2] with strides [2 2]", "nnlib.OutputPadding(1)"}},
		{"negative output padding", func() { Conv2DTranspose(8, 3, OutputPadding(-1)) }, []string{"nnlib.OutputPadding", "[-1]"}},
		{"no pool", func() { MaxPooling2D(0) }, []string{"nnlib.MaxPooling2D(0)", "nnlib.MaxPooling2D(2)"}},
		{"no average", func() { AveragePooling2D([2]int{2, -1}) }, []string{"nnlib.AveragePooling2D([2]int{2, -1})"}},
		{"no filters of a transposed one in 1D", func() { Conv1DTranspose(0, 3) }, []string{"nnlib.Conv1DTranspose(0, 3)"}},
		{"no kernel for each channel in 1D", func() { DepthwiseConv1D(0) }, []string{"nnlib.DepthwiseConv1D(0)", "nnlib.DepthwiseConv1D(3)"}},
		{"no separable filters in 1D", func() { SeparableConv1D(-1, 3) }, []string{"nnlib.SeparableConv1D(-1, 3)"}},
		{"sequences of images", func() { DepthwiseConv1D(3).Call(images) }, []string{"sequences of shape (steps, channels)"}},
		{"negative end", func() { ZeroPadding1D([2]int{1, -1}) }, []string{"nnlib.ZeroPadding1D([1 -1])", "nnlib.ZeroPadding1D(1)"}},
		{"no steps left", func() { Cropping1D(4).Call(Input(8, 3)) }, []string{"(None, 8, 3)", "nnlib.Cropping1D(1)"}},
		{"no times", func() { UpSampling1D(0) }, []string{"nnlib.UpSampling1D(0)", "nnlib.UpSampling1D(2)"}},
		{"negative border", func() { ZeroPadding2D([2]int{1, -1}) }, []string{"nnlib.ZeroPadding2D([1 -1])", "nnlib.ZeroPadding2D(1)"}},
		{"all cut off", func() { Cropping2D(4).Call(images) }, []string{"(None, 8, 8, 3)", "nnlib.Cropping2D(1)"}},
		{"no size", func() { UpSampling2D(0) }, []string{"nnlib.UpSampling2D(0)", "nnlib.UpSampling2D(2)"}},
		{"unknown interpolation", func() { UpSampling2D(2, Interpolation("cubic")) }, []string{`"cubic"`, "nnlib.Bilinear"}},
		{"grey images without channels", func() { Conv2D(8, 3).Call(rows) }, []string{"(height, width, channels)", "(None, 28, 28)", "fix: nnlib.Reshape(28, 28, 1) first"}},
		{"the same in a stack", func() { Sequential("m", rows, MaxPooling2D(2)) }, []string{`MaxPooling2D, item 2 of model "m"`, "nnlib.Reshape(28, 28, 1) first"}},
		{"long rows", func() { GlobalAveragePooling2D().Call(Input(784)) }, []string{"nnlib.Input(height, width, channels)"}},
		{"numbers for sequences", func() { Conv1D(8, 3).Call(Input(10)) }, []string{"(steps, channels)", "nnlib.Reshape(10, 1) first"}},
		{"small images", func() { Conv2D(8, 9).Call(images) }, []string{"[9 9]", "(None, 8, 8, 3)", "nnlib.Same"}},
	} {
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
