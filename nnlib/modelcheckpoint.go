package nnlib

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
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
	if _, err := weightPath(who, path); err != nil {
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

var braces = regexp.MustCompile(`\{([A-Za-z0-9_]+)(?::([0-9]*(?:\.[0-9]+)?)([dfeg]))?\}`)

// fillIn replaces what is in braces in a path.
func fillIn(path string, epoch int, logs Logs) (string, error) {
	var unknown string
	filled := braces.ReplaceAllStringFunc(path, func(field string) string {
		parts := braces.FindStringSubmatch(field)
		name, width, verb := parts[1], parts[2], parts[3]
		value, ok := logs[name]
		switch {
		case name == "epoch" && (verb == "" || verb == "d"):
			return fmt.Sprintf("%"+width+"d", epoch+1)
		case !ok || verb == "d":
			unknown = field
			return field
		case verb == "":
			return fmt.Sprint(value)
		}
		return fmt.Sprintf("%"+width+verb, value)
	})
	if unknown == "" {
		return filled, nil
	}
	return "", &Error{
		Who:      "nnlib.ModelCheckpoint",
		Expected: "{epoch:02d}, or one of " + strings.Join(slices.Sorted(maps.Keys(logs)), ", ") + " as {loss:.3f}",
		Got:      unknown + " in the path",
		Fix:      `nnlib.ModelCheckpoint("weights/{epoch:02d}.npz")`,
	}
}
