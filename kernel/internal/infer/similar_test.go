package infer

import (
	"os"
	"testing"
)

func TestSimilar(t *testing.T) {
	c := New(here, os.Environ())
	for _, x := range []struct {
		name, found string
		parameters  int
	}{
		{"relu", "ReLU", -1},
		{"sparse_categorical_crossentropy", "SparseCategoricalCrossentropy", 1},
		{"Sequental", "Sequential", 2},
		{"BatchNorm", "BatchNormalization", 1},
		{"return_sequences", "ReturnSequences", 0},
		{"Dense", "Dense", 2},
		{"xyzzy", "", -1},
		{"", "", -1},
	} {
		if found, parameters := c.Similar("nnbook/nnlib", x.name); found != x.found || parameters != x.parameters {
			t.Errorf("%s: %q, %d, want %q, %d", x.name, found, parameters, x.found, x.parameters)
		}
	}
	if found, _ := c.Similar("no/such/package", "relu"); found != "" {
		t.Errorf("a package that isn't there has %s", found)
	}
	for name, want := range map[string]string{"load_weights": "LoadWeights", "Fot": "", "Evalute": "Evaluate", "xyzzy": ""} {
		if got := c.SimilarMethod("nnbook/nnlib", "Model", name); got != want {
			t.Errorf("Model.%s: %q, want %q", name, got, want)
		}
	}
	if got := c.SimilarMethod("nnbook/nnlib", "NoType", "Fit"); got != "" {
		t.Errorf("a type that isn't there has %s", got)
	}
}
