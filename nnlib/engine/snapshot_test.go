package engine

import (
	"encoding/gob"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// An engine goes on where another left off: the same epochs follow as if nothing
// had happened.
func TestSnapshot(t *testing.T) {
	model := network("digits/π", spec.Shape{28, 28}, 8, 10)
	straight := newCell(t, newEngine(t, ""))
	straight.ok(wire.Compile{Model: model, Settings: classifier})
	want := curve(t, straight.ok(fitOf(model, digits(200), 4)), "loss").Values

	folder := filepath.Join(t.TempDir(), "engine")
	c := newCell(t, newEngine(t, folder))
	c.ok(wire.Compile{Model: model, Settings: classifier})
	c.ok(fitOf(model, digits(200), 2))

	c = newCell(t, newEngine(t, folder))
	models := c.ok(wire.GetModels{}).result.(wire.Models).List
	if len(models) != 1 || models[0].Epochs != 2 || !models[0].Compiled || models[0].Optimizer == 0 || models[0].Backend == "" {
		t.Errorf("restored %+v", models)
	}
	h := c.ok(fitOf(model, digits(200), 2))
	if said := strings.Join(h.notices, "\n"); !strings.Contains(said, "started again") || !strings.Contains(said, "after 2 epochs") {
		t.Errorf("said %q", said)
	}
	all := c.ok(wire.GetHistory{Model: model})
	if got := curve(t, all, "loss").Values; !slices.Equal(got, want) {
		t.Errorf("losses %v, want %v", got, want)
	}
	if len(all.notices) != 0 {
		t.Errorf("said twice: %q", all.notices)
	}
}

// Each of these calls changes what a later engine finds.
func TestWhatIsKept(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "engine")
	model := network("small", spec.Shape{4}, 3)
	again := func() *cell { return newCell(t, newEngine(t, folder)) }
	weights := func(c *cell) wire.Variables { return c.ok(wire.GetWeights{Model: model}).result.(wire.Variables) }

	first := weights(again())
	again().ok(wire.Compile{Model: model, Settings: classifier})
	c := again()
	data := c.upload(rowsOf(4), labels(0, 1, 2, 0))
	c.ok(wire.Evaluate{Model: model, Data: spec.ExamplesOf(data), BatchSize: 4})

	set := wire.Variables{Names: first.Names, Arrays: []wire.Array{wire.Float32s(make([]float32, 12), 4, 3), first.Arrays[1]}}
	again().ok(wire.SetWeights{Model: model, Variables: set})
	if !reflect.DeepEqual(weights(again()), set) {
		t.Error("the weights that were set are gone")
	}
	again().ok(wire.Reset{Model: model})
	if !reflect.DeepEqual(weights(again()), first) {
		t.Error("a reset is forgotten")
	}
	c = again()
	data = c.upload(rowsOf(4), labels(0, 1, 2, 0))
	c.ok(wire.Evaluate{Model: model, Data: spec.ExamplesOf(data), BatchSize: 4})
}

func TestBadSnapshots(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "engine")
	c := newCell(t, newEngine(t, folder))
	for _, name := range []string{"good", "cut", "garbage", "renamed"} {
		c.ok(wire.Compile{Model: network(name, spec.Shape{4}, 3), Settings: classifier})
	}
	path := func(name string) string { return filepath.Join(folder, fileName(name)) }
	data, err := os.ReadFile(path("cut"))
	if err != nil {
		t.Fatal(err)
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.WriteFile(path("cut"), data[:len(data)-1], 0o600))
	must(os.WriteFile(path("garbage"), []byte("garbage"), 0o600))
	must(os.Rename(path("renamed"), path("another")))
	must(os.WriteFile(filepath.Join(folder, "unfinished-1"), data, 0o600))
	old, err := os.Create(path("old"))
	must(err)
	must(gob.NewEncoder(old).Encode(snapshot{Version: snapshotVersion + 1, Model: network("old", spec.Shape{4}, 3)}))
	must(old.Close())

	models := newCell(t, newEngine(t, folder)).ok(wire.GetModels{}).result.(wire.Models).List
	if len(models) != 1 || models[0].Name != "good" {
		t.Errorf("restored %+v, want the good one", models)
	}
	if _, err := os.Stat(filepath.Join(folder, "unfinished-1")); !os.IsNotExist(err) {
		t.Errorf("the unfinished snapshot is still there: %v", err)
	}
}

// A state that does not fit its model, which no engine writes, costs the weights
// and not the engine.
func TestForeignState(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "engine")
	small, other := network("small", spec.Shape{4}, 3), network("other", spec.Shape{5}, 3)
	e := newEngine(t, folder)
	c := newCell(t, e)
	c.ok(wire.Compile{Model: small, Settings: classifier})
	c.ok(wire.Compile{Model: other, Settings: classifier})
	state, err := e.models["other"].exec.State()
	if err != nil {
		t.Fatal(err)
	}
	small2 := restore(snapshot{Model: small, Settings: &classifier, State: &state, Epochs: make([]epoch, 3), Begun: true})
	if err := e.snapshots.write(small2); err != nil {
		t.Fatal(err)
	}
	c = newCell(t, newEngine(t, folder))
	h := c.ok(wire.GetWeights{Model: small})
	if said := strings.Join(h.notices, "\n"); !strings.Contains(said, "can't be used") {
		t.Errorf("said %q", said)
	}
	if all := c.ok(wire.GetHistory{Model: small}).result.(wire.Trained); len(all.Curves) != 0 {
		t.Errorf("history %v", all)
	}
}

// A disk that takes nothing is said once; training goes on, and when there is room
// again so do snapshots.
func TestUnwritableSnapshots(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "engine")
	if err := os.WriteFile(folder, nil, 0o600); err != nil { // in the folder's place
		t.Fatal(err)
	}
	c := newCell(t, newEngine(t, folder))
	model := network("mnist", spec.Shape{28, 28}, 8, 10)
	h := c.ok(wire.Compile{Model: model, Settings: classifier})
	if len(h.notices) != 1 || !strings.Contains(h.notices[0], "can't be kept on disk") {
		t.Errorf("said %q", h.notices)
	}
	if h = c.ok(fitOf(model, digits(64), 3)); len(h.notices) != 0 || len(h.epochs) != 3 {
		t.Errorf("said %q in %d epochs", h.notices, len(h.epochs))
	}
	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	c.ok(fitOf(model, digits(64), 1))
	models := newCell(t, newEngine(t, folder)).ok(wire.GetModels{}).result.(wire.Models).List
	if len(models) != 1 || models[0].Epochs != 4 {
		t.Errorf("restored %+v", models)
	}
}

func FuzzSnapshot(f *testing.F) {
	model := network("small", spec.Shape{4}, 3)
	e := New(filepath.Join(f.TempDir(), "engine"))
	if err := e.snapshots.write(newModel(model)); err != nil {
		f.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(e.snapshots.path, fileName("small")))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	path := filepath.Join(f.TempDir(), fileName("small"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if s, err := readSnapshot(path); err == nil {
			restore(s).status()
		}
	})
}
