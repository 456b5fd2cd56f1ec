package engine

import (
	"encoding/gob"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// A model from a file goes on in another engine as if nothing had happened.
func TestModelFile(t *testing.T) {
	model := network("digits", spec.Shape{28, 28}, 8, 10)
	straight := newCell(t, newEngine(t, ""))
	straight.ok(wire.Compile{Model: model, Settings: classifier})
	want := curve(t, straight.ok(fitOf(model, digits(200), 4)), "loss").Values

	path := filepath.Join(t.TempDir(), "digits.nnbook")
	c := newCell(t, newEngine(t, ""))
	c.ok(wire.Compile{Model: model, Settings: classifier})
	c.ok(fitOf(model, digits(200), 2))
	c.ok(wire.SaveModel{Model: model, Path: path})

	folder := filepath.Join(t.TempDir(), "engine")
	c = newCell(t, newEngine(t, folder))
	h := c.ok(wire.LoadModel{Path: path})
	loaded := h.result.(wire.Declared).Model
	if !reflect.DeepEqual(loaded, model) || len(h.notices) != 0 {
		t.Errorf("loaded %+v and said %q", loaded, h.notices)
	}
	c.ok(fitOf(loaded, digits(200), 2))
	got := curve(t, c.ok(wire.GetHistory{Model: loaded}), "loss").Values
	if !slices.Equal(got, want) {
		t.Errorf("losses %v, want %v", got, want)
	}
	models := newCell(t, newEngine(t, folder)).ok(wire.GetModels{}).result.(wire.Models).List
	if len(models) != 1 || models[0].Epochs != 4 {
		t.Errorf("a third engine finds %+v", models)
	}
}

// A notebook declares the model in every cell: it is loaded once, and again when the
// file is another one.
func TestModelFileIsLoadedOnce(t *testing.T) {
	model := network("digits", spec.Shape{28, 28}, 8, 10)
	path := filepath.Join(t.TempDir(), "digits.nnbook")
	c := newCell(t, newEngine(t, ""))
	c.ok(wire.Compile{Model: model, Settings: classifier})
	c.ok(wire.SaveModel{Model: model, Path: path})
	epochs := func() int { return c.ok(wire.GetModels{}).result.(wire.Models).List[0].Epochs }
	load := func() []string { return c.ok(wire.LoadModel{Path: path}).notices }

	load()
	c.ok(fitOf(model, digits(64), 1))
	if load(); epochs() != 1 {
		t.Error("declared again, the model was loaded again")
	}
	c.ok(wire.Reset{Model: model})
	if load(); epochs() != 0 {
		t.Error("declared again, the model took back the reset")
	}
	c.ok(fitOf(model, digits(64), 3))
	c.ok(wire.SaveModel{Model: model, Path: path})
	c.ok(fitOf(model, digits(64), 1))
	if said := strings.Join(load(), "\n"); epochs() != 3 || !strings.Contains(said, "as it was saved") || !strings.Contains(said, "after 3 epochs") {
		t.Errorf("after %d epochs, and said %q", epochs(), said)
	}
	// Another architecture by that name is another model, and the file's is gone.
	c.ok(wire.Compile{Model: network("digits", spec.Shape{28, 28}, 4, 10), Settings: classifier})
	if load(); epochs() != 3 {
		t.Error("the file's model was not loaded again")
	}
}

func TestBadModelFiles(t *testing.T) {
	folder := t.TempDir()
	small, other := network("small", spec.Shape{4}, 3), network("other", spec.Shape{5}, 3)
	c := newCell(t, newEngine(t, ""))
	path := func(name string) string { return filepath.Join(folder, name+".nnbook") }
	for _, m := range []*spec.Model{small, other} {
		c.ok(wire.Compile{Model: m, Settings: classifier})
		c.ok(wire.SaveModel{Model: m, Path: path(m.Name)})
	}
	good, err := os.ReadFile(path("small"))
	if err != nil {
		t.Fatal(err)
	}
	write := func(name string, data []byte) {
		if err := os.WriteFile(path(name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("cut", good[:len(good)/2])
	write("garbage", []byte("a model"))
	mixed, err := readModel(path("other"))
	if err != nil {
		t.Fatal(err)
	}
	mixed.Model = small
	file, err := os.Create(path("mixed"))
	if err == nil {
		err = gob.NewEncoder(file).Encode(mixed)
	}
	if err != nil {
		t.Fatal(err)
	}
	file.Close()
	c.refused(wire.LoadModel{Path: path("none")}, "no file", "none.nnbook")
	c.refused(wire.LoadModel{Path: path("cut")}, "cut.nnbook", "model.Save(path)")
	c.refused(wire.LoadModel{Path: path("garbage")}, "garbage.nnbook", "model.Save(path)")
	c.refused(wire.LoadModel{Path: path("mixed")}, "not those of model")
	c.refused(wire.LoadModel{Path: folder}, "directory")
	c.refused(wire.SaveModel{Model: small, Path: filepath.Join(folder, "none", "small.nnbook")}, "no such file")
	c.refused(wire.SaveModel{}, "without a model")
	if now, err := os.ReadFile(path("small")); err != nil || !slices.Equal(now, good) {
		t.Errorf("a failed save changed a file: %v", err)
	}
}

func FuzzModelFile(f *testing.F) {
	model := network("small", spec.Shape{4}, 3)
	path := filepath.Join(f.TempDir(), "small.nnbook")
	e := New("")
	m := e.named(model)
	if err := m.ready(&call{}); err != nil {
		f.Fatal(err)
	}
	s, err := m.snapshot()
	if err != nil {
		f.Fatal(err)
	}
	s.Settings = &classifier
	if err := replaceFile(path, func(file io.Writer) error { return gob.NewEncoder(file).Encode(s) }); err != nil {
		f.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		c := newCell(t, New(""))
		h := c.call(wire.LoadModel{Path: path})
		if declared, ok := h.result.(wire.Declared); ok {
			c.call(wire.GetWeights(declared))
		}
	})
}
