package engine

import (
	"io"
	"slices"
	"strings"
	"sync"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// Engine answers calls. It may be used by several goroutines.
type Engine struct {
	snapshots *folder // nil for none
	sources   *sources

	mu     sync.Mutex
	models map[string]*model // by name
}

// New makes an engine. It keeps a snapshot of each model in a folder of its own
// below the one given, and takes up the models that it finds there; with "" it
// lives in memory only.
func New(snapshots string) *Engine {
	e := &Engine{sources: newSources(), models: map[string]*model{}}
	if snapshots != "" {
		e.snapshots = &folder{path: snapshots}
		for _, s := range e.snapshots.load() {
			e.models[s.Model.Name] = restore(s)
		}
	}
	return e
}

// standard is the engine of programs that run outside a notebook.
var standard = sync.OnceValue(func() *Engine { return New("") })

func init() { wire.Register(Serve) }

// Serve answers one call with the engine of this process. It closes the stream.
func Serve(stream io.ReadWriteCloser) { standard().Serve(stream) }

// named returns the model of that name, new where there is none.
func (e *Engine) named(declared *spec.Model) *model {
	e.mu.Lock()
	defer e.mu.Unlock()
	m, ok := e.models[declared.Name]
	if !ok {
		m = newModel(declared)
		e.models[declared.Name] = m
	}
	return m
}

// status lists what the engine holds, by name.
func (e *Engine) status() wire.Models {
	e.mu.Lock()
	defer e.mu.Unlock()
	var list []wire.ModelStatus
	for _, m := range e.models {
		list = append(list, m.status())
	}
	slices.SortFunc(list, func(a, b wire.ModelStatus) int { return strings.Compare(a.Name, b.Name) })
	return wire.Models{List: list}
}
