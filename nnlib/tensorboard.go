package nnlib

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"nnbook/nnlib/internal/spec"
)

// TensorBoard returns a callback that writes what each epoch measures, and the
// learning rate, to event files that TensorBoard draws: in the folder's "train" and
// "validation", under names such as "epoch_loss".
//
//	nnlib.TensorBoard("logs/first") // then: tensorboard --logdir logs
//
// Each training has files of its own.
//
// Fit panics if a file can't be written.
//
// Source: Keras 3, keras/src/callbacks/tensorboard.py.
func TensorBoard(folder string) Callback {
	if folder == "" {
		panic(&Error{Who: "nnlib.TensorBoard", Expected: "a folder", Got: `""`, Fix: `nnlib.TensorBoard("logs")`})
	}
	return &tensorBoard{folder: folder, now: time.Now}
}

type tensorBoard struct {
	follower
	folder string
	now    func() time.Time
	files  map[string]*eventFile // by part: "train", "validation"
}

// OnTrainBegin lets the training have files of its own.
func (t *tensorBoard) OnTrainBegin(map[string]int) { t.files = map[string]*eventFile{} }

// OnEpochEnd writes what the epoch measured.
func (t *tensorBoard) OnEpochEnd(epoch int, logs Logs) error {
	train, validation := Logs{"learning_rate": t.model.LearningRate()}, Logs{}
	for name, value := range logs {
		if measured, ok := strings.CutPrefix(name, "val_"); ok {
			validation[measured] = value
		} else {
			train[name] = value
		}
	}
	for part, logs := range map[string]Logs{"train": train, "validation": validation} {
		if err := t.write(part, epoch, logs); err != nil {
			return fmt.Errorf("nnlib.TensorBoard: %w", err)
		}
	}
	return nil
}

func (t *tensorBoard) write(part string, epoch int, logs Logs) error {
	if len(logs) == 0 {
		return nil
	}
	file, now := t.files[part], t.now()
	if file == nil {
		var err error
		if file, err = newEventFile(filepath.Join(t.folder, part), now); err != nil {
			return err
		}
		t.files[part] = file
	}
	var events [][]byte
	for _, name := range spec.LogNames(logs) {
		events = append(events, scalarEvent(now, epoch, "epoch_"+name, float32(logs[name])))
	}
	return file.write(events...)
}

// eventFile is a file of records, each an event.
type eventFile struct{ path string }

// newEventFile begins a file with the version of what follows.
func newEventFile(folder string, now time.Time) (*eventFile, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	host, err := os.Hostname()
	if err != nil {
		host = "localhost"
	}
	pattern := fmt.Sprintf("events.out.tfevents.%d.%s.%d.*.v2", now.Unix(), host, os.Getpid())
	file, err := os.CreateTemp(folder, pattern)
	if err != nil {
		return nil, err
	}
	if err := file.Close(); err != nil {
		return nil, err
	}
	f := &eventFile{file.Name()}
	return f, f.write(versionEvent(now))
}

// write adds events. The file is closed in between, so that all is there whatever
// happens.
func (f *eventFile) write(events ...[]byte) error {
	file, err := os.OpenFile(f.path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	var data []byte
	for _, event := range events {
		data = appendRecord(data, event)
	}
	_, err = file.Write(data)
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	return err
}
