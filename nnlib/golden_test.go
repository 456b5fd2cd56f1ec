package nnlib

import (
	"encoding/json"
	"os"
	"strconv"
	"testing"

	"nnbook/nnlib/internal/parity"
)

// golden is what testdata/golden.py let Keras print.
type golden struct {
	Keras     string
	Summaries []struct {
		Model, Optimizer, Text string
		OptimizerParams        int `json:"optimizer_params"`
	}
	Bars []struct {
		Verbose, Steps, At int
		Elapsed            float64
		PerStep            float64 `json:"per_step"`
		Logs               map[string]string
		Final              bool
		Text               string
	}
}

func readGolden(t *testing.T) golden {
	t.Helper()
	data, err := os.ReadFile("testdata/keras.json")
	if err != nil {
		t.Fatal(err)
	}
	var g golden
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	if g.Keras == "" || len(g.Summaries) == 0 || len(g.Bars) == 0 {
		t.Fatal("testdata/keras.json is empty")
	}
	return g
}

// goldenModels are the models of testdata/golden.py.
func goldenModels() map[string]*Model {
	return map[string]*Model{
		"mnist":      digits("mnist"),
		"dropout":    Sequential("dropout", Input(784), Dropout(0.2), Dense(300, ReLU), Dropout(0.5), Dense(10, Softmax, NoBias())),
		"long_names": longNames(),
		"big":        Sequential("big", Input(2_000), Dense(50_000, KernelInitializer(Zeros()))),
		"many_axes":  Sequential("many_axes", Input(1000, 1000, 1000, 2), Dense(1)),
		"shared":     shared(),
		"chain":      chain(),
		"branches":   branches(),
	}
}

func digits(name string) *Model {
	return Sequential(name, Input(28, 28), Flatten(), Dense(300, ReLU), Dense(100, ReLU), Dense(10, Softmax))
}

func longNames() *Model {
	return Sequential("long_names",
		Input(28, 28, 1),
		Flatten().Named("flatten_the_image_into_one_row"),
		Dense(8).Named("a_name_that_is_longer_than_the_column_is_wide"),
		Dense(8).Named("exactly_twenty_three_ch"),
		Dense(8).Named("exactly_twenty_four_char"),
		Dense(8).Named("two words and a few more of them"),
	)
}

func shared() *Model {
	wide, deep := Input(5).Named("wide"), Input(6).Named("deep")
	twice := Dense(6, ReLU)
	h := twice.Call(twice.Call(deep))
	return Functional("shared", Inputs(wide, deep), Outputs(Dense(1).Named("out").Call(h), Dense(1).Named("aux").Call(wide)))
}

func chain() *Model {
	x := Input(4)
	return Functional("chain", Inputs(x), Outputs(Dense(2).Call(Dense(3).Call(x))))
}

func branches() *Model {
	unused, a, b := Input(3).Named("unused"), Input(4).Named("a"), Input(5).Named("b")
	h := Dense(7).Call(Dense(6).Call(a))
	return Functional("branches", Inputs(unused, a, b), Outputs(Dense(8).Call(b), h, Dense(9).Call(h)))
}

func TestSummaryIsKeras(t *testing.T) {
	models := goldenModels()
	for _, g := range readGolden(t).Summaries {
		t.Run(g.Model+" "+g.Optimizer+" "+strconv.Itoa(g.OptimizerParams), func(t *testing.T) {
			model, ok := models[g.Model]
			if !ok {
				t.Fatalf("no model %q", g.Model)
			}
			if got := model.summary(g.OptimizerParams); got != g.Text {
				t.Errorf("got\n%s\nKeras prints\n%s", got, g.Text)
			}
		})
	}
}

func TestBarIsKeras(t *testing.T) {
	for _, g := range readGolden(t).Bars {
		t.Run(g.Text, func(t *testing.T) {
			b := bar{at: g.At, steps: g.Steps, elapsed: g.Elapsed, perStep: g.PerStep, logs: Logs{}, final: g.Final}
			for name, text := range g.Logs {
				value, err := strconv.ParseFloat(text, 64)
				if err != nil {
					t.Fatal(err)
				}
				b.logs[name] = value
			}
			got := "\r" + b.colored()
			if g.Verbose == 2 {
				got = b.short()
			}
			if g.Final {
				got += "\n"
			}
			if got != g.Text {
				t.Errorf("got\n%q\nKeras prints\n%q", got, g.Text)
			}
		})
	}
	parity.Record(parity.Class{Section: "Callbacks", Name: "ProgbarLogger"}, parity.Host, 0, 0)
}
