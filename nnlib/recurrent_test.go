package nnlib

import (
	"slices"
	"strings"
	"testing"
)

func TestRecurrentMistakesNameTheirFix(t *testing.T) {
	steps := Input(5, 3)
	cases := []struct {
		name string
		f    func()
		want []string // parts of the message
	}{
		{"no units", func() { LSTM(0) }, []string{"nnlib.LSTM(0)", "at least 1 unit", "nnlib.LSTM(32)"}},
		{"no steps", func() { GRU(4).Call(Input(5)) }, []string{"GRU", "(None, 5)", "nnlib.Input(steps, features)"}},
		{"recurrent on a last output", func() { LSTM(4).Call(LSTM(4).Call(steps)) }, []string{"(None, 4)", "nnlib.ReturnSequences()"}},
		{"drop all", func() { SimpleRNN(4, DropoutRate(1)) }, []string{"nnlib.DropoutRate(1)", "nnlib.DropoutRate(0.5)"}},
		{"drop less than nothing", func() { LSTM(4, RecurrentDropout(-1)) }, []string{"nnlib.RecurrentDropout(-1)", "from 0"}},
		{"drop NaN", func() { DropoutRate(nan()) }, []string{"NaN"}},
		{"no classes", func() { Embedding(0, 8) }, []string{"nnlib.Embedding(0, 8)", "at least 1 class"}},
		{"no vector", func() { Embedding(8, 0) }, []string{"8 and 0", "nnlib.Embedding(10_000, 32)"}},
		{"mask of NaN", func() { Masking(nan()) }, []string{"nnlib.Masking", "nnlib.Masking(0)"}},
		{"mask of numbers", func() { Masking(0).Call(Input()) }, []string{"(None,)", "nnlib.Input(steps, features)"}},
		{"both ways of Dense", func() { Bidirectional(Dense(3)) }, []string{"nnlib.Bidirectional", "got Dense", "nnlib.Bidirectional(nnlib.LSTM(32))"}},
		{"both ways of nothing", func() { Bidirectional(nil) }, []string{"got nil"}},
		{"back with Dense", func() { BackwardLayer(Dense(3)) }, []string{"nnlib.BackwardLayer(nnlib.LSTM(32))"}},
		{"both forwards", func() { Bidirectional(LSTM(3), BackwardLayer(LSTM(3))).Call(steps) }, []string{"one goes backwards", "nnlib.GoBackwards()"}},
		{"of unlike sizes", func() { Bidirectional(LSTM(3), BackwardLayer(LSTM(4, GoBackwards()))).Call(steps) }, []string{"(None, 3)", "(None, 4)"}},
		{"merged somehow", func() { Bidirectional(LSTM(3), MergeMode("max")).Call(steps) }, []string{`"max"`, "MergeSum"}},
		{"steps of nothing", func() { TimeDistributed(nil) }, []string{"got nil", "nnlib.TimeDistributed(nnlib.Flatten())"}},
		{"no steps to distribute over", func() { TimeDistributed(Flatten()).Call(Input(5)) }, []string{"(None, 5)", "nnlib.Flatten(…) as it is"}},
		{"a step that does not fit", func() { TimeDistributed(LSTM(3)).Call(steps) }, []string{"TimeDistributed", "(None, 3)"}},
		{"two inputs to distribute", func() { TimeDistributed(MultiHeadAttention(2, 8)).Call(Input(4, 5, 3)) }, []string{"a layer of one input", "got MultiHeadAttention"}},
		{"no heads", func() { MultiHeadAttention(0, 8) }, []string{"nnlib.MultiHeadAttention(0, 8)", "at least 1 head"}},
		{"no values", func() { ValueDim(0) }, []string{"nnlib.ValueDim(0)", "nnlib.ValueDim(16)"}},
		{"no output", func() { OutputDim(-1) }, []string{"nnlib.OutputDim(-1)"}},
		{"attention to itself", func() { MultiHeadAttention(2, 8).Call(steps) }, []string{"MultiHeadAttention", "got 1"}},
		{"attention without steps", func() { MultiHeadAttention(2, 8).Call(steps, Input(3)) }, []string{"(None, 3)", "nnlib.ReturnSequences()"}},
		{"attention of unlike features", func() { Attention().Call(steps, Input(5, 4)) }, []string{"Attention", "3 and 4", "nnlib.MultiHeadAttention"}},
		{"plain attention without steps", func() { Attention().Call(Input(3), steps) }, []string{"(None, 3)"}},
		{"keys without values", func() { MultiHeadAttention(2, 8).Call(steps, steps, Input(4, 3)) }, []string{"5 values and 4 keys"}},
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

// Options change what they say, and nothing else.
func TestRecurrentShapes(t *testing.T) {
	steps, words := Input(5, 3), Input(6)
	for _, c := range []struct {
		name       string
		output     *Tensor
		shape      []int
		parameters int // Keras'
	}{
		{"SimpleRNN", SimpleRNN(4).Call(steps), []int{4}, 32},
		{"LSTM", LSTM(4, ReLU, RecurrentActivation(Tanh), NoForgetBias()).Call(steps), []int{4}, 128},
		{"sequences", LSTM(4, ReturnSequences(), GoBackwards(), RecurrentDropout(0.5)).Call(steps), []int{5, 4}, 128},
		{"no bias", LSTM(4, NoBias(), RecurrentInitializer(Zeros())).Call(steps), []int{4}, 112},
		{"GRU", GRU(4, DropoutRate(0.1)).Call(steps), []int{4}, 108},
		{"GRU that resets before", GRU(4, ResetBefore()).Call(steps), []int{4}, 96},
		{"Embedding", Embedding(10, 4, MaskZero(), EmbeddingsInitializer(Ones())).Call(words), []int{6, 4}, 40},
		{"Masking", Masking(0).Call(steps), []int{5, 3}, 0},
		{"Bidirectional", Bidirectional(LSTM(4)).Call(steps), []int{8}, 256},
		{"sum", Bidirectional(LSTM(4, ReturnSequences()), MergeSum).Call(steps), []int{5, 4}, 256},
		{"another way back", Bidirectional(LSTM(4), BackwardLayer(GRU(4, GoBackwards())), MergeAve).Call(steps), []int{4}, 236},
		{"TimeDistributed", TimeDistributed(Flatten()).Call(Input(5, 2, 3)), []int{5, 6}, 0},
		{"TimeDistributed Dense", TimeDistributed(Dense(4)).Call(steps), []int{5, 4}, 16},
		{"attention", MultiHeadAttention(2, 4).Call(steps, steps), []int{5, 3}, 32*3 + 27},
		{"attention of three", MultiHeadAttention(2, 4, ValueDim(5), OutputDim(6), CausalMask(), NoBias()).Call(steps, Input(7, 2), Input(7, 1)), []int{5, 6}, 24 + 8 + 20 + 60},
		{"plain attention", Attention(CausalMask(), DropoutRate(0.5)).Call(steps, Input(7, 3)), []int{5, 3}, 0},
		{"scored by a sum", Attention(ConcatScore(), UseScale()).Call(steps, Input(7, 2), Input(7, 3)), []int{5, 2}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			var inputs []*Tensor
			for _, input := range c.output.inputs {
				if !slices.Contains(inputs, input) {
					inputs = append(inputs, input)
				}
			}
			model := Functional("m", inputs, Outputs(c.output))
			parameters := 0
			for _, w := range model.spec.Weights() {
				for _, weight := range w {
					size := 1
					for _, n := range weight.Shape {
						size *= n
					}
					parameters += size
				}
			}
			if !slices.Equal(c.output.Shape(), c.shape) || parameters != c.parameters {
				t.Errorf("shape %v with %d parameters, want %v with %d", c.output.Shape(), parameters, c.shape, c.parameters)
			}
		})
	}
}
