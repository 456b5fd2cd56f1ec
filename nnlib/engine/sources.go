package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"nnbook/nnlib/internal/datasets"
	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/wire"
)

// maxSources is how much data the engine keeps in memory for later calls. What
// was not used for longest goes first; what is needed again is read again.
const maxSources = 2 << 30

// source is the content of a source: x uint8 or float32, y int32, float32 or none.
type source struct {
	id   string
	x, y wire.Array
	facts

	columns, classNames []string // of a file's features and classes, nil for none
	classes             int
	mapped              bool // x lies in a file
}

// bytes is how much memory it takes.
func (s *source) bytes() int {
	if s.mapped {
		return len(s.y.Data)
	}
	return len(s.x.Data) + len(s.y.Data)
}

// sources are those in memory.
type sources struct {
	limit    int
	inMemory int // of one file's features
	library  *datasets.Library
	loading  gate // one at a time

	mu   sync.Mutex
	kept []*source // the latest used last
}

func newSources() *sources {
	return &sources{limit: maxSources, inMemory: maxInMemory, library: datasets.Default(), loading: newGate()}
}

// get returns a source, and loads it where it isn't in memory.
func (s *sources) get(c *call, id string, load func() (*source, error)) (*source, error) {
	if found := s.find(id); found != nil {
		return found, nil
	}
	if err := s.loading.enter(c); err != nil {
		return nil, err
	}
	defer s.loading.leave()
	if found := s.find(id); found != nil { // loaded while this call waited
		return found, nil
	}
	loaded, err := load()
	if err != nil {
		return nil, err
	}
	loaded.facts = learn(loaded.x, loaded.y)
	s.keep(loaded)
	return loaded, nil
}

func (s *sources) find(id string) *source {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, kept := range s.kept {
		if kept.id == id {
			s.kept = append(slices.Delete(s.kept, i, i+1), kept)
			return kept
		}
	}
	return nil
}

// keep makes room for a source. The one in use always stays; one that another
// call made meanwhile is enough.
func (s *sources) keep(loaded *source) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if slices.ContainsFunc(s.kept, func(kept *source) bool { return kept.id == loaded.id }) {
		return
	}
	s.kept = append(s.kept, loaded)
	total := 0
	for _, kept := range s.kept {
		total += kept.bytes()
	}
	s.kept = slices.DeleteFunc(s.kept, func(kept *source) bool {
		if total <= s.limit || kept == loaded || kept.mapped { // what is mapped can't be given back
			return false
		}
		total -= kept.bytes()
		return true
	})
}

func (s *sources) load(c *call, id string) (*source, error) {
	kind, name, _ := strings.Cut(id, "/")
	switch kind {
	case "mnist":
		return images(s.speaking(c).MNIST, c, id, name)
	case "fashion-mnist":
		return images(s.speaking(c).FashionMNIST, c, id, name)
	case "california":
		return s.california(c, id, name)
	case "arrays":
		return askForArrays(c, id, name)
	}
	return nil, fmt.Errorf("unknown data set %q", id)
}

// speaking is the library with a voice in the call.
func (s *sources) speaking(c *call) *datasets.Library {
	library := *s.library
	library.Notice = func(text string) { c.notice("%s", text) }
	return &library
}

// images are a part of a set of images with a label each.
func images(of func(context.Context, string) (datasets.Images, error), c *call, id, part string) (*source, error) {
	images, err := of(c, part)
	if err != nil {
		return nil, err
	}
	x := wire.Bytes(images.Pixels, images.Count, images.Height, images.Width)
	labels := wire.Bytes(images.Labels, images.Count).Int32s()
	return &source{id: id, x: x, y: wire.Int32s(labels, images.Count)}, nil
}

// california reads the table as scikit-learn shows it, or as StatLib does.
func (s *sources) california(c *call, id, view string) (*source, error) {
	columns := map[string]func(datasets.Block) [datasets.Features + 1]float64{
		"sklearn": datasets.Block.Derived, "raw": datasets.Block.Raw,
	}[view]
	if columns == nil {
		return nil, fmt.Errorf("no view %q of California housing", view)
	}
	blocks, err := s.speaking(c).California(c)
	if err != nil {
		return nil, err
	}
	x, y := make([]float32, 0, len(blocks)*datasets.Features), make([]float32, 0, len(blocks))
	for _, block := range blocks {
		values := columns(block)
		for _, value := range values[:datasets.Features] {
			x = append(x, float32(value))
		}
		y = append(y, float32(values[datasets.Features]))
	}
	return &source{id: id, x: wire.Float32s(x, len(blocks), datasets.Features), y: wire.Float32s(y, len(blocks))}, nil
}

// askForArrays gets data that the cell holds.
func askForArrays(c *call, id, hash string) (*source, error) {
	c.tell(wire.NeedArrays{ID: hash})
	var sent wire.Arrays
	select {
	case sent = <-c.arrays:
	case <-c.Done():
		return nil, context.Cause(c)
	}
	if err := checkArrays(sent, hash); err != nil {
		return nil, &fault.Error{
			Who:      c.who,
			Expected: "the data that the data set was made from",
			Got:      err.Error(),
			Fix:      "make the data set again, and don't change its slices after",
		}
	}
	return &source{id: id, x: features(sent.X), y: targets(sent.Y)}, nil
}

func checkArrays(a wire.Arrays, hash string) error {
	for _, array := range []wire.Array{a.X, a.Y} {
		if err := array.Validate(); err != nil {
			return err
		}
	}
	switch {
	case len(a.X.Shape) == 0:
		return fmt.Errorf("features of shape %v, without rows", a.X.Shape)
	case a.Y.DType != "" && (len(a.Y.Shape) == 0 || a.Y.Shape[0] != a.X.Shape[0]):
		return fmt.Errorf("features of shape %v and targets of shape %v", a.X.Shape, a.Y.Shape)
	case wire.ID(a.X, a.Y) != hash:
		return fmt.Errorf("other data than %.8s…", hash)
	}
	return nil
}

// features and targets bring arrays to the types that backends compute with.
func features(a wire.Array) wire.Array {
	if a.DType == "int32" {
		return wire.Float32s(a.Float32s(), a.Shape...)
	}
	return a
}

func targets(a wire.Array) wire.Array {
	if a.DType == "uint8" {
		return wire.Int32s(a.Int32s(), a.Shape...)
	}
	return a
}
