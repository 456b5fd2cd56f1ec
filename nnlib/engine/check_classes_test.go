package engine

import (
	"strings"
	"testing"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// An Embedding takes class numbers: whole ones, within range and as they are.
func TestClassNumbers(t *testing.T) {
	m := &spec.Model{
		Layers: []spec.Layer{{Name: "input", Config: &spec.Input{Shape: spec.Shape{2}}}, {Name: "words", Config: &spec.Embedding{InputDim: 5, OutputDim: 2}}},
		Nodes:  []spec.Node{{Shape: spec.Shape{2}}, {Layer: 1, Inputs: []int{0}, Shape: spec.Shape{2, 2}}},
	}
	for _, c := range []struct {
		name   string
		x      wire.Array
		factor float32
		rows   []int32
		want   string // parts of the error, by "…"
	}{
		{"good", wire.Float32s([]float32{0, 1, 4, 2}, 2, 2), 1, []int32{0, 1}, ""},
		{"bytes", wire.Bytes([]byte{0, 1, 4, 2}, 2, 2), 1, []int32{0, 1}, ""},
		{"too large", wire.Float32s([]float32{0, 1, 5, 2}, 2, 2), 1, []int32{0, 1}, `from 0 to 4, for layer "words"…5 in row 1…nnlib.Embedding(6, …)`},
		{"left out", wire.Float32s([]float32{0, 1, 5, 2}, 2, 2), 1, []int32{0}, ""},
		{"negative", wire.Float32s([]float32{0, -1, 4, 2}, 2, 2), 1, []int32{1, 0}, "-1 in row 1…0, 1, 2"},
		{"not whole", wire.Float32s([]float32{0, 1.5, 4, 2}, 2, 2), 1, []int32{0, 1}, "1.5 in row 0…as they are"},
		{"scaled", wire.Bytes([]byte{0, 1, 4, 2}, 2, 2), 1.0 / 255, []int32{0, 1}, "in row 0…neither scaled"},
	} {
		t.Run(c.name, func(t *testing.T) {
			checker := checker{who: "Fit", rows: rows{&source{x: c.x}, c.factor, c.rows}}
			tells(t, checker.classNumbers(m, 0), c.want)
		})
	}
}

// An output of steps takes a label for each.
func TestLabelsOfSteps(t *testing.T) {
	for _, c := range []struct {
		name string
		y    wire.Array
		want string
	}{
		{"good", wire.Int32s([]int32{0, 1, 2, 3}, 2, 2), ""},
		{"as a column", wire.Int32s([]int32{0, 1, 2, 3}, 2, 2, 1), ""},
		{"one a row", wire.Int32s([]int32{0, 1}, 2), "2 a row, for the 4 units of each step…one label a row…nnlib.Flatten() before"},
		{"too large", wire.Int32s([]int32{0, 1, 2, 4}, 2, 2), "4 in row 1…nnlib.Dense(5, nnlib.Softmax)"},
		{"negative", wire.Int32s([]int32{0, -1, 2, 3}, 2, 2), "-1 in row 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			of := rows{&source{y: c.y}, 1, []int32{0, 1}}
			of.lowest, of.most = bounds(c.y.Int32s())
			tells(t, checker{who: "Fit", rows: of, shape: spec.Shape{2, 4}}.labels(), c.want)
		})
	}
}

// tells checks that an error says some parts, by "…", in order; none for "".
func tells(t *testing.T, err error, parts string) {
	t.Helper()
	if parts == "" {
		if err != nil {
			t.Errorf("it complains: %v", err)
		}
		return
	}
	if err == nil {
		t.Fatalf("no error, want one about %q", parts)
	}
	rest := err.Error()
	for part := range strings.SplitSeq(parts, "…") {
		_, after, found := strings.Cut(rest, part)
		if !found {
			t.Errorf("it does not say %q:\n%v", part, err)
		}
		rest = after
	}
}
