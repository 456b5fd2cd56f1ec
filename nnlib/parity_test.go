package nnlib_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"nnbook/nnlib/internal/parity"
)

// parityRows are the rows of docs/keras.md that this package's tests measure; the
// engine's measure the others.
var parityRows = []parity.Class{
	{Section: "Layers", Name: "StringLookup"},
	{Section: "Utilities", Name: "pad_sequences"}, {Section: "Utilities", Name: "to_categorical"},
	{Section: "Trainings", Name: "California MLP"}, {Section: "Trainings", Name: "wide and deep"},
	{Section: "Callbacks", Name: "BackupAndRestore"}, {Section: "Callbacks", Name: "CSVLogger"}, {Section: "Callbacks", Name: "EarlyStopping"},
	{Section: "Callbacks", Name: "History"}, {Section: "Callbacks", Name: "LambdaCallback"}, {Section: "Callbacks", Name: "LearningRateScheduler"},
	{Section: "Callbacks", Name: "ModelCheckpoint"}, {Section: "Callbacks", Name: "ProgbarLogger"}, {Section: "Callbacks", Name: "ReduceLROnPlateau"},
	{Section: "Callbacks", Name: "TensorBoard"}, {Section: "Callbacks", Name: "TerminateOnNaN"},
}

// onBackends runs a test on go and, where its plugin is, on XLA.
func onBackends(t *testing.T, test func(t *testing.T, backend string)) {
	for _, backend := range []string{parity.Go, parity.XLA} {
		t.Run(backend, func(t *testing.T) {
			plugin := filepath.Join(os.Getenv("NNBOOK_HOME"), "lib", "libpjrt_cpu.so")
			if _, err := os.Stat(plugin); backend == parity.XLA && err != nil {
				why := "XLA's plugin is not there (NNBOOK_HOME)"
				fmt.Printf("NNBOOK-NOT-RUN: %s: %s\n", t.Name(), why)
				t.Skip(why)
			}
			t.Setenv("GOMLX_BACKEND", backend)
			test(t, backend)
		})
	}
}

// noClasses are the constructors of nnlib that are no class of Keras, and why.
var noClasses = map[string]string{
	"Accuracy":         "one of three metrics, by the loss",
	"ConcatenateAlong": "Concatenate with an axis",
	"CosineOf":         "Dot with normalize",
	"CustomLayer":      "a program's own",
	"CustomLoss":       "a program's own",
	"CustomMetric":     "a program's own",
	"For":              "says which output a metric is for",
	"Input":            "computes nothing",
	"Losses":           "says which output a loss is for",
	"Named":            "names a metric",
	"Weighted":         "weighs a metric",
}

// What nnlib has of Keras has a row in docs/keras.md, and the rows name what nnlib
// has.
func TestEveryClassHasARow(t *testing.T) {
	table, err := parity.Read()
	if err != nil {
		t.Fatal(err)
	}
	constructors, err := parity.Constructors(".")
	if err != nil || len(constructors) < 200 {
		t.Fatal(len(constructors), err)
	}
	named := map[string]bool{}
	for _, row := range table {
		named[row.Name] = true
	}
	for _, name := range constructors {
		if there := named["`nnlib."+name+"`"]; there == (noClasses[name] != "") {
			t.Errorf("%s has a row in docs/keras.md: %v", name, there)
		}
	}
	for name := range noClasses {
		if !slices.Contains(constructors, name) {
			t.Errorf("nnlib has no %s", name)
		}
	}
	for _, class := range parityRows {
		row, ok := table[class]
		if !ok || !(row.Go <= row.Demanded*1.05+1e-12) || row.Demanded > 1e-4 || row.Name == "—" {
			t.Errorf("%v: there is %v, %+v; go test -update writes it", class, ok, row)
		}
	}
}
