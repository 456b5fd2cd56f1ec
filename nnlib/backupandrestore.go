package nnlib

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"nnbook/nnlib/internal/wire"
)

// BackupAndRestore returns a callback that lets a training go on in another kernel,
// or on another day: it keeps all that the model learned in a folder, after each
// epoch, and the next Fit that finds it there goes on with the next epoch, to the
// same end as if nothing had happened. When training ends, and was not interrupted,
// the backup is removed.
//
// Fit panics if the folder can't be written, or has the backup of another model.
//
// Source: Keras 3, keras/src/callbacks/backup_and_restore.py.
func BackupAndRestore(folder string) Callback {
	if folder == "" {
		panic(&Error{Who: "nnlib.BackupAndRestore", Expected: "a folder", Got: `""`, Fix: `nnlib.BackupAndRestore("backup")`})
	}
	return &backupper{folder: folder}
}

type backupper struct {
	follower
	folder string
	next   int // epoch
}

// path is the backup's file, in full, since the engine may run in another folder.
func (b *backupper) path() (string, error) {
	return filepath.Abs(filepath.Join(b.folder, "latest.backup"))
}

// OnTrainBegin goes back to the backup, if there is one.
func (b *backupper) OnTrainBegin(map[string]int) error {
	path, err := b.path()
	if err != nil {
		return err
	}
	result, problem := call{who: b.model.who("BackupAndRestore"), request: wire.Restore{Model: b.model.spec, Path: path}}.try()
	if problem != nil {
		return problem
	}
	restored, _ := result.(wire.Restored)
	if b.next = restored.Epoch; restored.Found {
		b.say("Going on from the backup in %s, with epoch %d.", b.folder, b.next+1)
	}
	return nil
}

func (b *backupper) nextEpoch() int { return b.next }

// OnEpochEnd makes a backup.
func (b *backupper) OnEpochEnd(epoch int, _ Logs) error {
	path, err := b.path()
	if err != nil {
		return err
	}
	return b.model.ask(b.model.who("BackupAndRestore"), wire.Backup{Model: b.model.spec, Path: path, Epoch: epoch + 1})
}

// finish removes the backup, and the folder if nothing else is in it.
func (b *backupper) finish() {
	path, err := b.path()
	if err == nil {
		err = os.Remove(path)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		panic(fmt.Errorf("%s: %w", b.model.who("BackupAndRestore"), err))
	}
	_ = os.Remove(b.folder) // which fails if there is more
}
