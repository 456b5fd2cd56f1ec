package nnlib_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"nnbook/nnlib"
	"nnbook/nnlib/internal/parity"
)

// sequencesGolden is testdata/sequences.json, which testdata/sequences.py writes.
type sequencesGolden struct {
	Sequences [][]int
	Labels    []int
	Padded    []struct {
		MaxLen              *int
		Padding, Truncating string
		Value               float64
		Rows                [][]int
	}
	Hot []struct {
		Classes int
		Rows    [][]float32
	}
}

func readSequences(t *testing.T) (g sequencesGolden) {
	t.Helper()
	text, err := os.ReadFile("testdata/sequences.json")
	if err == nil {
		err = json.Unmarshal(text, &g)
	}
	if err != nil || len(g.Padded) == 0 || len(g.Hot) == 0 {
		t.Fatal("no golden values: ", err)
	}
	return g
}

func TestPadSequencesIsKeras(t *testing.T) {
	golden := readSequences(t)
	for _, c := range golden.Padded {
		options := []nnlib.PadOption{nnlib.PadWith(c.Value)}
		if c.MaxLen != nil {
			options = append(options, nnlib.MaxLength(*c.MaxLen))
		}
		if c.Padding == "post" {
			options = append(options, nnlib.PadAfter())
		}
		if c.Truncating == "post" {
			options = append(options, nnlib.CutAfter())
		}
		if got := nnlib.PadSequences(golden.Sequences, options...); fmt.Sprint(got) != fmt.Sprint(c.Rows) {
			t.Errorf("%v, %s, %s, %v: %v, want %v", c.MaxLen, c.Padding, c.Truncating, c.Value, got, c.Rows)
		}
	}
	parity.Record(parity.Class{Section: "Utilities", Name: "pad_sequences"}, parity.Host, 0, 0)
}

func TestToCategoricalIsKeras(t *testing.T) {
	golden := readSequences(t)
	rows := nnlib.FromSlices([][]float32{{0}, {0}, {0}, {0}}, golden.Labels)
	for _, c := range golden.Hot {
		hot := rows.ToCategorical(c.Classes)
		for i, want := range c.Rows {
			if _, got := hot.Row(i); !slices.Equal(got, want) {
				t.Errorf("label %d of %d classes: %v, want %v", golden.Labels[i], c.Classes, got, want)
			}
		}
	}
	parity.Record(parity.Class{Section: "Utilities", Name: "to_categorical"}, parity.Host, 0, 0)
}

// Tags of padded words are learned, and padding weighs nothing, whatever its tag.
func TestFromSequences(t *testing.T) {
	words := nnlib.PadSequences([][]int{{1, 2, 3}, {3, 1}, {2}, {1, 1, 2, 3}}, nnlib.PadAfter())
	tags := nnlib.PadSequences([][]int{{0, 1, 0}, {0, 0}, {1}, {0, 0, 1, 0}}, nnlib.PadAfter())
	other := nnlib.PadSequences([][]int{{0, 1, 0}, {0, 0}, {1}, {0, 0, 1, 0}}, nnlib.PadAfter(), nnlib.PadWith(1))
	model := nnlib.Sequential(t.Name(), nnlib.Input(4), nnlib.Embedding(4, 3, nnlib.MaskZero()), nnlib.LSTM(4, nnlib.ReturnSequences()), nnlib.Dense(2, nnlib.Softmax))
	t.Cleanup(model.Reset)
	model.Compile(nnlib.Adam(nnlib.LearningRate(0.05)), nnlib.SparseCategoricalCrossentropy(), nnlib.Accuracy())
	loss := func(tags [][]int) float64 {
		return model.Evaluate(nnlib.FromSequences(words, tags), nnlib.Verbose(0)).Value("loss")
	}
	if a, b := loss(tags), loss(other); a != b {
		t.Errorf("the loss is %v and, with other tags of padding, %v", a, b)
	}
	model.Fit(nnlib.FromSequences(words, tags), nnlib.Epochs(60), nnlib.Verbose(0))
	if got := model.Evaluate(nnlib.FromSequences(words, tags), nnlib.Verbose(0)).Value("accuracy"); got != 1 {
		t.Errorf("the accuracy is %v", got)
	}
	next := nnlib.FromSequences([][]float64{{1, 2, 3}}, [][]float64{{2, 3, 4}}, 3, 1)
	if x, y := next.Row(0); fmt.Sprint(next.Shape(), x, y) != "[3 1] [1 2 3] [2 3 4]" {
		t.Errorf("rows of shape %v: %v, %v", next.Shape(), x, y)
	}
}

func TestSequenceMistakes(t *testing.T) {
	for name, c := range map[string]struct {
		make func()
		want []string
	}{
		"ragged targets":   {func() { nnlib.FromSequences([][]int{{1, 2}, {3, 4}}, [][]int{{1, 2}, {3}}) }, []string{"2 targets in each row", "1 in row 1", "nnlib.PadSequences(targets)"}},
		"ragged rows":      {func() { nnlib.FromSequences([][]int{{1, 2}, {3}}, [][]int{{1}, {3}}) }, []string{"nnlib.PadSequences"}},
		"few targets":      {func() { nnlib.FromSequences([][]int{{1, 2}, {3, 4}}, [][]int{{1}}) }, []string{"a target for each of the 2 rows"}},
		"length":           {func() { nnlib.MaxLength(0) }, []string{"nnlib.MaxLength(80)"}},
		"padding":          {func() { nnlib.PadSequences([][]int{{1}}, nnlib.PadWith(0.5)) }, []string{"a padding that int can hold", "0.5"}},
		"padding of bytes": {func() { nnlib.PadSequences([][]uint8{{1}}, nnlib.PadWith(-1)) }, []string{"uint8", "-1"}},
	} {
		t.Run(name, func(t *testing.T) {
			text := mistake(t, c.make).Error()
			for _, want := range c.want {
				if !strings.Contains(text, want) {
					t.Errorf("it says %q, without %q", text, want)
				}
			}
		})
	}
}

// Sentences of different lengths, with a tag for each word.
func ExampleFromSequences() {
	sentences := [][]int{{4, 9, 2}, {7}, {3, 3, 8, 1, 5}}
	tags := [][]int{{1, 0, 2}, {0}, {1, 1, 0, 2, 2}}
	words := nnlib.PadSequences(sentences, nnlib.MaxLength(4), nnlib.PadAfter(), nnlib.CutAfter())
	data := nnlib.FromSequences(words, nnlib.PadSequences(tags, nnlib.MaxLength(4), nnlib.PadAfter(), nnlib.CutAfter()))
	for i := range data.Len() {
		fmt.Println(data.Row(i))
	}
	// Output:
	// [4 9 2 0] [1 0 2 0]
	// [7 0 0 0] [0 0 0 0]
	// [3 3 8 1] [1 1 0 2]
}

func ExamplePadSequences() {
	fmt.Println(nnlib.PadSequences([][]int{{1, 2}, {3, 4, 5, 6}}, nnlib.MaxLength(3)))
	// Output: [[0 1 2] [4 5 6]]
}
