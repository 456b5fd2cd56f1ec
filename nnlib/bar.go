package nnlib

import (
	"fmt"
	"math"
	"strings"

	"nnbook/nnlib/internal/spec"
)

// bar is one state of a progress line. Its texts are those of Keras' Progbar.
type bar struct {
	at, steps        int
	elapsed, perStep float64 // seconds
	logs             Logs
	final            bool
}

const cells = 20

// Colours and their end, as terminals and notebooks know them.
const (
	bold  = "\x1b[1m"
	green = "\x1b[32m"
	white = "\x1b[37m"
	reset = "\x1b[0m"
)

// colored is the line in bold, green for what is done and white for what is not.
func (b bar) colored() string {
	var text strings.Builder
	fmt.Fprint(&text, bold, b.count(), reset, " ")
	done := b.done()
	if done > 0 {
		fmt.Fprint(&text, green, strings.Repeat("━", done), reset)
	}
	fmt.Fprint(&text, white, strings.Repeat("━", cells-done), reset)
	fmt.Fprint(&text, " ", bold, b.time(), reset, " ", stepTime(b.perStep), b.values(math.Abs))
	return text.String()
}

// plain is the line without colours, for where they would be read as letters.
func (b bar) plain() string {
	return b.count() + " " + strings.Repeat("━", cells) + " " + b.time() + " " + stepTime(b.perStep) + b.values(math.Abs)
}

// short is the line of Verbose(2).
func (b bar) short() string {
	signed := func(value float64) float64 { return value }
	return fmt.Sprintf("%s - %.0fs - %s%s", b.count(), b.elapsed, stepTime(b.perStep), b.values(signed))
}

func (b bar) count() string {
	return fmt.Sprintf("%*d/%d", len(fmt.Sprint(b.steps)), b.at, b.steps)
}

func (b bar) done() int {
	return min(cells, int(cells*float64(b.at)/float64(max(1, b.steps))))
}

// time is how long it took or, before the end, how long it will take.
func (b bar) time() string {
	if b.final {
		return fmt.Sprintf("%.0fs", b.elapsed)
	}
	rest := b.perStep * float64(b.steps-b.at)
	seconds := int(rest)
	switch {
	case rest > 3600:
		return fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds%3600/60, seconds%60)
	case rest > 60:
		return fmt.Sprintf("%d:%02d", seconds/60, seconds%60)
	}
	return fmt.Sprintf("%ds", seconds)
}

func stepTime(seconds float64) string {
	switch {
	case seconds >= 1 || seconds == 0:
		return fmt.Sprintf("%.0fs/step", seconds)
	case seconds >= 1e-3:
		return fmt.Sprintf("%.0fms/step", seconds*1e3)
	}
	return fmt.Sprintf("%.0fus/step", seconds*1e6)
}

// values lists the logs. Those whose size is above 0.001 are written in full.
func (b bar) values(size func(float64) float64) string {
	var text strings.Builder
	for _, name := range spec.LogNames(b.logs) {
		value := b.logs[name]
		format := "%.4e"
		if size(value) > 1e-3 {
			format = "%.4f"
		}
		fmt.Fprintf(&text, " - %s: %s", name, floatText(format, value))
	}
	return text.String()
}

// number writes a value as the progress line does.
func number(value float64) string {
	if math.Abs(value) > 1e-3 {
		return floatText("%.4f", value)
	}
	return floatText("%.4e", value)
}

// floatText writes NaN and the infinities as Python does.
func floatText(format string, value float64) string {
	return strings.TrimPrefix(strings.ToLower(fmt.Sprintf(format, value)), "+")
}
