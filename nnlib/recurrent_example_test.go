package nnlib_test

import (
	"fmt"

	"nnbook/nnlib"
)

// Which comes first, word 1 or word 2? Sentences end in zeros, which say nothing.
func ExampleLSTM() {
	sentences := [][]int{
		{1, 2, 0, 0}, {2, 1, 0, 0}, {3, 1, 2, 0}, {3, 2, 1, 0}, {1, 3, 2, 0}, {2, 3, 1, 0}, {3, 3, 1, 2}, {3, 3, 2, 1},
	}
	first := nnlib.FromSlices(sentences, []int{0, 1, 0, 1, 0, 1, 0, 1})

	model := nnlib.Sequential("first",
		nnlib.Input(4),
		nnlib.Embedding(4, 4, nnlib.MaskZero()),
		nnlib.LSTM(8),
		nnlib.Dense(2, nnlib.Softmax),
	)
	model.Compile(nnlib.Adam(nnlib.LearningRate(0.05)), nnlib.SparseCategoricalCrossentropy())
	model.Fit(first, nnlib.Epochs(100), nnlib.Verbose(0))

	unseen := nnlib.Unlabeled([][]int{{1, 3, 3, 2}, {2, 3, 3, 1}})
	fmt.Println(model.Predict(unseen, nnlib.Verbose(0)).ArgMax())
	// Output:
	// [0 1]
}

func ExampleBidirectional() {
	model := nnlib.Sequential("tagger",
		nnlib.Input(20),
		nnlib.Embedding(1_000, 32, nnlib.MaskZero()),
		nnlib.Bidirectional(nnlib.GRU(16, nnlib.ReturnSequences())),
		nnlib.Dense(5, nnlib.Softmax), // for each word
	)
	model.Summary()
	// Output:
	// Model: "tagger"
	// ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
	// ┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
	// ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
	// │ embedding (Embedding)           │ (None, 20, 32)         │        32,000 │
	// ├─────────────────────────────────┼────────────────────────┼───────────────┤
	// │ bidirectional (Bidirectional)   │ (None, 20, 32)         │         4,800 │
	// ├─────────────────────────────────┼────────────────────────┼───────────────┤
	// │ dense (Dense)                   │ (None, 20, 5)          │           165 │
	// └─────────────────────────────────┴────────────────────────┴───────────────┘
	//  Total params: 36,965 (144.39 KB)
	//  Trainable params: 36,965 (144.39 KB)
	//  Non-trainable params: 0 (0.00 B)
}

// One step looks at the others, and none ahead.
func ExampleMultiHeadAttention() {
	words := nnlib.Input(20)
	x := nnlib.Embedding(1_000, 32).Call(words)
	attention := nnlib.MultiHeadAttention(4, 8, nnlib.CausalMask())
	next := nnlib.Dense(1_000, nnlib.Softmax).Call(attention.Call(x, x))
	fmt.Println(nnlib.Functional("next_word", nnlib.Inputs(words), nnlib.Outputs(next)))
	// Output:
	// model "next_word": 4 layers, 69,224 parameters
}
