package engine

import (
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/wire"
)

// backup is a training that can go on in another kernel: a model's snapshot, and
// the epoch that comes next.
type backup struct {
	Epoch    int
	Snapshot snapshot
}

func (e *Engine) backup(c *call, r wire.Backup) error {
	m, err := e.open(c, r.Model, beside)
	if err != nil {
		return err
	}
	defer m.leave()
	s, err := m.snapshot()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(r.Path), 0o755); err != nil {
		return err
	}
	return replaceFile(r.Path, func(file io.Writer) error { return gob.NewEncoder(file).Encode(backup{r.Epoch, s}) })
}

// restoreBackup makes a model what it was, if there is a backup.
func (e *Engine) restoreBackup(c *call, r wire.Restore) (any, error) {
	m, err := e.open(c, r.Model, beside)
	if err != nil {
		return nil, err
	}
	defer m.leave()
	b, err := readBackup(r.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return wire.Restored{}, nil
	}
	if err != nil {
		return nil, &fault.Error{Who: c.who, Got: fmt.Sprintf("%s can't be used: %v", r.Path, err), Fix: "remove that file, to train from the beginning"}
	}
	if err := m.takes(c, b.Snapshot, r.Path); err != nil {
		return nil, err
	}
	if err := m.ready(c); err != nil {
		return nil, err
	}
	if err := m.exec.SetState(*b.Snapshot.State); err != nil {
		return nil, err
	}
	m.change(func() { m.epochs, m.begun, m.optimizer = b.Snapshot.Epochs, true, b.Snapshot.Optimizer })
	e.save(c, m)
	return wire.Restored{Found: true, Epoch: b.Epoch}, nil
}

func readBackup(path string) (b backup, err error) {
	if err := decodeFile(path, &b); err != nil {
		return b, err
	}
	if err := b.Snapshot.validate(); err != nil {
		return b, err
	}
	if b.Snapshot.State == nil {
		return b, errors.New("no weights")
	}
	return b, nil
}

// takes tells why a model can't go on from a snapshot.
func (m *model) takes(c *call, s snapshot, path string) error {
	problem := &fault.Error{Who: c.who, Fix: "remove " + path + ", to train from the beginning"}
	if change := m.spec.Change(s.Model); change != "" {
		problem.Expected, problem.Got = "the model of the backup", "another: "+change
		return problem
	}
	if !reflect.DeepEqual(m.settings, s.Settings) {
		problem.Expected, problem.Got = "the optimizer, loss and metrics of the backup", "a model that was compiled in another way"
		return problem
	}
	return nil
}
