package engine

import (
	"crypto/sha256"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"sync/atomic"

	"nnbook/nnlib/engine/internal/exec"
	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// snapshotVersion names the form of the files. Another one's are passed over.
const snapshotVersion = 2

// snapshot is what an engine needs to go on with a model where another left off.
type snapshot struct {
	Version   int
	Model     *spec.Model
	Settings  *spec.Compile
	Epochs    []epoch
	Begun     bool
	Optimizer int
	Backend   string
	State     *exec.State // nil for the first weights
}

// folder holds snapshots, a file a model.
type folder struct {
	path   string
	failed atomic.Bool // the last write failed, and the user knows
}

// ending is that of a snapshot's file.
const ending = ".model"

// save writes a model's snapshot. A full disk does not end a training: it is said,
// once until it works again.
func (e *Engine) save(c *call, m *model) {
	if e.snapshots == nil {
		return
	}
	err := e.snapshots.write(m)
	if failed := e.snapshots.failed.Swap(err != nil); err != nil && !failed {
		log.Printf("snapshot of model %q: %v", m.name, err)
		c.notice("What model %q learns can't be kept on disk (%v): it goes on, but would be lost if the engine died. Make room in %s.", m.name, err, filepath.Dir(e.snapshots.path))
	}
}

func (f *folder) write(m *model) error {
	s, err := m.snapshot()
	if err != nil {
		return err
	}
	// Not MkdirAll: where the private folder is gone, so is the notebook.
	if err := os.Mkdir(f.path, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return replaceFile(filepath.Join(f.path, fileName(m.name)), func(file io.Writer) error { return gob.NewEncoder(file).Encode(s) })
}

// snapshot is the model as it is now.
func (m *model) snapshot() (snapshot, error) {
	s := snapshot{snapshotVersion, m.spec, m.settings, m.epochs, m.begun, m.optimizer, m.backend, m.state}
	if m.exec != nil {
		state, err := m.exec.State()
		if err != nil {
			return s, err
		}
		s.State = &state
	}
	return s, nil
}

// replaceFile writes a file whole or not at all.
func replaceFile(path string, write func(io.Writer) error) error {
	temp, err := os.CreateTemp(filepath.Dir(path), "unfinished-*")
	if errors.Is(err, fs.ErrNotExist) {
		return &fault.Error{Got: fmt.Sprintf("no such file or folder: %s", filepath.Dir(path)), Fix: "a folder that is there; os.MkdirAll makes one"}
	}
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // there only if something failed
	err = write(temp)
	if closeErr := temp.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}

// fileName is a hash, as a model may have any name.
func fileName(model string) string {
	return fmt.Sprintf("%.16x%s", sha256.Sum256([]byte(model)), ending)
}

// load reads all snapshots, and clears away what a sudden end left unfinished.
func (f *folder) load() []snapshot {
	for _, path := range f.glob("unfinished-*") {
		if err := os.Remove(path); err != nil {
			log.Printf("removing an unfinished snapshot: %v", err)
		}
	}
	var all []snapshot
	for _, path := range f.glob("*" + ending) {
		s, err := readSnapshot(path)
		if err != nil {
			log.Printf("snapshot %s is passed over: %v", path, err)
			continue
		}
		all = append(all, s)
	}
	return all
}

func (f *folder) glob(pattern string) []string {
	paths, err := filepath.Glob(filepath.Join(f.path, pattern))
	if err != nil {
		log.Printf("looking for snapshots: %v", err)
	}
	return paths
}

func readSnapshot(path string) (s snapshot, err error) {
	if err := decodeFile(path, &s); err != nil {
		return s, err
	}
	if err := s.validate(); err != nil {
		return s, err
	}
	if filepath.Base(path) != fileName(s.Model.Name) {
		return s, fmt.Errorf("it belongs to model %q", s.Model.Name)
	}
	return s, nil
}

func decodeFile(path string, to any) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	return gob.NewDecoder(file).Decode(to)
}

func (s snapshot) validate() error {
	switch {
	case s.Version != snapshotVersion:
		return fmt.Errorf("version %d, want %d", s.Version, snapshotVersion)
	case s.Model == nil:
		return errors.New("no model")
	}
	return nil
}

// restore makes a model of a snapshot.
func restore(s snapshot) *model {
	m := newModel(s.Model)
	m.take(s)
	m.restored = true
	return m
}

// take makes the model what a snapshot says. It comes to its backend when it is used.
func (m *model) take(s snapshot) {
	m.change(func() {
		m.spec, m.settings, m.epochs, m.begun = s.Model, s.Settings, s.Epochs, s.Begun
		m.optimizer, m.backend = s.Optimizer, s.Backend
	})
	m.state = s.State
}
