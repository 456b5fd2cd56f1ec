package nnlib

import (
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
)

// CSVLoggerOption is an option of [CSVLogger].
type CSVLoggerOption func(*csvLogger)

// CSVLogger returns a callback that writes a line an epoch to a file: the epoch,
// from 0, then what was measured, by name. A value that an epoch lacks is NA.
//
// Defaults: over an earlier file, not [LogAppend]; commas, see [LogSeparator].
//
// Fit panics if the file can't be written.
//
// Source: Keras 3, keras/src/callbacks/csv_logger.py.
func CSVLogger(path string, options ...CSVLoggerOption) Callback {
	c := &csvLogger{path: path, separator: ','}
	for _, option := range options {
		option(c)
	}
	return c
}

// LogAppend makes [CSVLogger] go on with a file, without a second head.
func LogAppend() CSVLoggerOption { return func(c *csvLogger) { c.append = true } }

// LogSeparator sets what [CSVLogger] puts between values. It panics for a letter
// that CSV needs otherwise.
func LogSeparator(separator rune) CSVLoggerOption {
	if separator == 0 || strings.ContainsRune("\"\r\n\uFFFD", separator) {
		panic(&Error{Who: "nnlib.LogSeparator", Expected: "a separator such as ';'", Got: strconv.QuoteRune(separator), Fix: "nnlib.LogSeparator(';')"})
	}
	return func(c *csvLogger) { c.separator = separator }
}

type csvLogger struct {
	path      string
	separator rune
	append    bool

	names []string // of the columns after the epoch; nil before the first
	bare  bool     // without a head
}

// OnTrainBegin makes the file, empty unless it is to go on.
func (c *csvLogger) OnTrainBegin(map[string]int) error {
	c.names, c.bare = nil, false
	if info, err := os.Stat(c.path); c.append && err == nil {
		c.bare = info.Size() > 0
		return nil
	}
	return c.problem(os.WriteFile(c.path, nil, 0o644))
}

// OnEpochEnd writes a line.
func (c *csvLogger) OnEpochEnd(epoch int, logs Logs) error {
	var lines [][]string
	if c.names == nil {
		c.names = columns(logs)
		if !c.bare {
			lines = append(lines, append([]string{"epoch"}, c.names...))
		}
	}
	line := []string{strconv.Itoa(epoch)}
	for _, name := range c.names {
		text := "NA"
		if value, ok := logs[name]; ok {
			text = floatText("%v", value)
		}
		line = append(line, text)
	}
	return c.problem(c.write(append(lines, line)))
}

// columns are the names of the first epoch, with those of a validation to come.
func columns(logs Logs) []string {
	names := slices.Sorted(maps.Keys(logs))
	if slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, "val_") }) {
		return names
	}
	for _, name := range slices.Clone(names) {
		names = append(names, "val_"+name)
	}
	return names
}

// write adds lines to the file. It is closed in between, so that all is there
// whatever happens.
func (c *csvLogger) write(lines [][]string) error {
	file, err := os.OpenFile(c.path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	writer := csv.NewWriter(file)
	writer.Comma, writer.UseCRLF = c.separator, true // as Python's csv
	return errors.Join(writer.WriteAll(lines), file.Close())
}

func (c *csvLogger) problem(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("nnlib.CSVLogger: %w", err)
}
