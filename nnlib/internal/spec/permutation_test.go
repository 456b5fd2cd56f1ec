package spec

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
)

//go:generate python3 testdata/split.py

// What testdata/split.py saw scikit-learn do.
func TestPermutationIsNumPys(t *testing.T) {
	text, err := os.ReadFile("testdata/split.json")
	if err != nil {
		t.Fatal(err)
	}
	var golden struct {
		Cases []struct {
			N           int
			Seed        uint32
			Train, Test int
			TrainHead   []int32 `json:"train_rows"`
			TestHead    []int32 `json:"test_rows"`
			TrainSum    int64   `json:"train_sum"`
			TestSum     int64   `json:"test_sum"`
		}
	}
	if err := json.Unmarshal(text, &golden); err != nil {
		t.Fatal(err)
	}
	if len(golden.Cases) == 0 {
		t.Fatal("no cases")
	}
	for _, c := range golden.Cases {
		all := Dataset{Length: c.N}.With(Op{Kind: "permute", Seed: uint64(c.Seed)})
		test := rowsOf(t, all.With(Op{Kind: "slice", From: 0, To: c.Test}), nil)
		train := rowsOf(t, all.With(Op{Kind: "slice", From: c.Test, To: c.N}), nil)
		if len(train) != c.Train || !slices.Equal(train[:len(c.TrainHead)], c.TrainHead) || sum(train) != c.TrainSum {
			t.Errorf("%d rows, seed %d: trains with %d rows, the first %v", c.N, c.Seed, len(train), train[:len(c.TrainHead)])
		}
		if !slices.Equal(test[:len(c.TestHead)], c.TestHead) || sum(test) != c.TestSum {
			t.Errorf("%d rows, seed %d: tests with the rows %v", c.N, c.Seed, test[:len(c.TestHead)])
		}
	}
}

// sum counts each row as often as its place says.
func sum(rows []int32) (sum int64) {
	for i, row := range rows {
		sum += int64(row) * int64(i+1)
	}
	return sum
}

// A permutation comes in order with the other steps: of what is left so far.
func TestPermuteThenSlice(t *testing.T) {
	data := Dataset{Length: 10}.With(Op{Kind: "slice", From: 5, To: 10}).With(Op{Kind: "permute", Seed: 1})
	rows := rowsOf(t, data, nil)
	if data.Len() != 5 || slices.Equal(rows, []int32{5, 6, 7, 8, 9}) {
		t.Errorf("rows %v", rows)
	}
	slices.Sort(rows)
	if !slices.Equal(rows, []int32{5, 6, 7, 8, 9}) {
		t.Errorf("sorted rows %v", rows)
	}
}

func TestValidateSteps(t *testing.T) {
	two := Dataset{Source: "arrays/a", Length: 4, X: Column{DType: "float32", Shape: Shape{2}}}
	by := func(on *Dataset) Dataset { return two.With(Op{Kind: "standardize", On: on}) }
	deep := two
	for range maxNested + 1 {
		on := deep
		deep = by(&on)
	}
	broken := two.With(Op{Kind: "slice", From: 0, To: 5})
	within := two
	for range maxNested + 1 {
		within = Dataset{Source: "concat", Length: 4, Parts: []Dataset{within}}
	}
	step := func(op Op) Dataset { return two.With(op) }
	for name, c := range map[string]struct {
		data Dataset
		ok   bool
	}{
		"good":         {by(&two), true},
		"by none":      {by(nil), false},
		"broken slice": {by(&broken), false},
		"too deep":     {deep, false},
		"large seed":   {step(Op{Kind: "permute", Seed: 1 << 32}), false},

		"parts":           {Dataset{Source: "concat", Length: 8, Parts: []Dataset{two, two}}, true},
		"broken part":     {Dataset{Source: "concat", Length: 9, Parts: []Dataset{two, broken}}, false},
		"too many within": {within, false},
		"columns":         {step(Op{Kind: "select", Columns: []int{1, 1, 0}}), true},
		"no column":       {step(Op{Kind: "select"}), false},
		"negative column": {step(Op{Kind: "select", Columns: []int{-1}}), false},
		"shape":           {step(Op{Kind: "reshape", Shape: Shape{2, 1}}), true},
		"empty shape":     {step(Op{Kind: "reshape", Shape: Shape{0}}), false},
		"one-hot":         {step(Op{Kind: "one-hot", Classes: 3}), true},
		"no class":        {step(Op{Kind: "one-hot"}), false},
		"labels":          {step(Op{Kind: "where", Labels: []int32{1}, To: 4}), true},
		"more by label":   {step(Op{Kind: "where", Labels: []int32{1}, To: 5}), false},
	} {
		if err := c.data.Validate(); (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}
