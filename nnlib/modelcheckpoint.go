package nnlib

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ModelCheckpointOption is an option of [ModelCheckpoint].
type ModelCheckpointOption interface{ modelCheckpoint(*checkpointer) }

type checkpointSetting func(*checkpointer)

func (s checkpointSetting) modelCheckpoint(c *checkpointer) { s(c) }

// ModelCheckpoint returns a callback that saves the model's weights after each
// epoch, as [Model.SaveWeights] does, or with [SaveBestOnly] only where a value is
// better than ever. The path may have the epoch, from 1, and what was measured in
// braces, each with a format, and must end in ".npz":
//
//	nnlib.ModelCheckpoint("weights/{epoch:02d}-{val_loss:.3f}.npz", nnlib.SaveBestOnly())
//
// Defaults: every epoch; [Monitor] "val_loss", the direction from its name, no
// [InitialValueThreshold].
//
// It panics for another ending; Fit panics if a file can't be written, and with
// SaveBestOnly if it does not measure the value.
//
// Source: Keras 3, keras/src/callbacks/model_checkpoint.py.
func ModelCheckpoint(path string, options ...ModelCheckpointOption) Callback {
	const who = "nnlib.ModelCheckpoint"
	if _, err := fullPath(who, path, weightEnding); err != nil {
		panic(err)
	}
	c := &checkpointer{path: path, monitor: monitor{who: who, name: "val_loss"}}
	for _, option := range options {
		option.modelCheckpoint(c)
	}
	return c
}

// SaveBestOnly makes [ModelCheckpoint] save only what is better than ever.
func SaveBestOnly() ModelCheckpointOption {
	return checkpointSetting(func(c *checkpointer) { c.bestOnly = true })
}

// InitialValueThreshold sets what the first value must be better than.
func InitialValueThreshold(value float64) ModelCheckpointOption {
	checkSetting("nnlib.InitialValueThreshold", value, true, "a number", "nnlib.InitialValueThreshold(0.5)")
	return checkpointSetting(func(c *checkpointer) { c.best = &value })
}

type checkpointer struct {
	follower
	monitor
	path     string
	bestOnly bool
}

func (c *checkpointer) watch(names []string) error {
	if c.bestOnly {
		return c.monitor.watch(names)
	}
	return nil
}

// OnEpochEnd saves, if it is time to.
func (c *checkpointer) OnEpochEnd(epoch int, logs Logs) error {
	if c.bestOnly {
		value, ok := logs[c.name]
		if !ok || !c.improves(value, c.best) { // or without validation in this epoch
			return nil
		}
		c.best = &value
	}
	path, err := fillIn(c.path, epoch, logs)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("%s: %w", c.who, err)
	}
	return c.model.SaveWeights(path)
}

// fillIn replaces what is in braces in a path.
func fillIn(path string, epoch int, logs Logs) (string, error) {
	var filled strings.Builder
	for {
		before, rest, open := strings.Cut(path, "{")
		field, after, closed := strings.Cut(rest, "}")
		if !open || !closed {
			filled.WriteString(path)
			return filled.String(), nil
		}
		text, ok := written(field, epoch, logs)
		if !ok {
			return "", unknownField(field, logs)
		}
		filled.WriteString(before + text)
		path = after
	}
}

// written is a field such as "epoch:02d" or "val_loss:.2f" as text. Without a
// format, numbers are as they are.
func written(field string, epoch int, logs Logs) (text string, ok bool) {
	name, format, formatted := strings.Cut(field, ":")
	measured, ok := logs[name]
	value, verbs := any(measured), "efg"
	if name == "epoch" {
		value, verbs, ok = epoch+1, "d", true
	}
	if !ok || !formatted {
		return fmt.Sprint(value), ok
	}
	digits := strings.TrimRight(format, verbs)
	if len(digits) != len(format)-1 || strings.Trim(digits, "0123456789.") != "" {
		return "", false
	}
	return fmt.Sprintf("%"+format, value), true
}

func unknownField(field string, logs Logs) error {
	return &Error{
		Who:      "nnlib.ModelCheckpoint",
		Expected: "{epoch:02d}, or one of " + strings.Join(slices.Sorted(maps.Keys(logs)), ", ") + " as {loss:.3f}",
		Got:      "{" + field + "} in the path",
		Fix:      `nnlib.ModelCheckpoint("weights/{epoch:02d}.npz")`,
	}
}
