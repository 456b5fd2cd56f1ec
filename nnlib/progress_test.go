package nnlib

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"nnbook/nnlib/internal/spec"
)

// recorder is a progress whose clock and output the test holds.
type recorder struct {
	*progress
	text  strings.Builder
	clock time.Time
}

func newRecorder(verbose int, live bool) *recorder {
	r := &recorder{clock: time.Unix(1000, 0)}
	r.progress = &progress{out: &r.text, verbose: verbose, live: live, now: func() time.Time { return r.clock }}
	return r
}

// epoch runs one epoch of 1,000 steps of 2 ms.
func (r *recorder) epoch(epoch, epochs int) {
	r.begin(epoch, epochs, 1000)
	for step := 1; step <= 1000; step++ {
		r.clock = r.clock.Add(2 * time.Millisecond)
		r.update(step, Logs{"loss": 100 / float64(step), "accuracy": float64(step) / 1000})
	}
	r.finish(Logs{"loss": 0.25, "accuracy": 0.5}, 2, 0.002)
}

// screen is what JupyterLab shows of a text: after a carriage return letters
// take the place of those in the line, escape sequences counting as letters.
func screen(text string) string {
	var lines []string
	for _, line := range strings.Split(text, "\n") {
		var shown []rune
		for _, part := range strings.Split(line, "\r") {
			runes := []rune(part)
			shown = append(runes, shown[min(len(runes), len(shown)):]...)
		}
		plain := regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(string(shown), "")
		lines = append(lines, strings.TrimRight(plain, " "))
	}
	return strings.Join(lines, "\n")
}

const line = "1000/1000 ━━━━━━━━━━━━━━━━━━━━ 2s 2ms/step - accuracy: 0.5000 - loss: 0.2500\n"

func TestProgress(t *testing.T) {
	cases := []struct {
		name          string
		verbose       int
		live          bool
		epochs, draws int
		want          string
	}{
		{"in a notebook", 1, true, 2, 2 * 21, "Epoch 1/2\n" + line + "Epoch 2/2\n" + line},
		{"one epoch", 1, true, 1, 21, line},
		{"in a file", 1, false, 2, 0, "Epoch 1/2\n" + line + "Epoch 2/2\n" + line},
		{"a line an epoch", 2, true, 1, 0, "1000/1000 - 2s - 2ms/step - accuracy: 0.5000 - loss: 0.2500\n"},
		{"nothing", 0, true, 2, 0, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := newRecorder(c.verbose, c.live)
			for epoch := range c.epochs {
				r.epoch(epoch, c.epochs)
			}
			if got := screen(r.text.String()); got != c.want {
				t.Errorf("got\n%q\nwant\n%q", got, c.want)
			}
			if draws := strings.Count(r.text.String(), "\r"); draws != c.draws {
				t.Errorf("drawn %d times, want %d: ten a second and the end", draws, c.draws)
			}
			if !c.live && strings.ContainsAny(r.text.String(), "\r\x1b") {
				t.Errorf("a file has control characters: %q", r.text.String())
			}
		})
	}
}

// What every cell makes anew says something only if it takes long.
func TestProgressOfQuickWorkIsQuiet(t *testing.T) {
	for quiet, want := range map[time.Duration]string{3 * time.Second: "", time.Second: line} {
		r := newRecorder(1, true)
		r.quiet = quiet
		r.epoch(0, 1)
		if got := screen(r.text.String()); got != want {
			t.Errorf("quiet for %v: got %q, want %q", quiet, got, want)
		}
	}
}

// However lines grow and shrink, nothing of an earlier one may stay.
func TestProgressClearsWhatStood(t *testing.T) {
	r := newRecorder(1, true)
	r.begin(0, 1, 50)
	for step := 1; step <= 50; step++ {
		r.clock = r.clock.Add(time.Duration(5000/step) * time.Second / 10)
		r.update(step, Logs{"loss": 1e6 / float64(step*step*step)})
		b := bar{at: step, steps: 50, elapsed: r.clock.Sub(r.start).Seconds(), perStep: r.perStep(step, r.clock), logs: Logs{"loss": 1e6 / float64(step*step*step)}}
		if got := screen(r.text.String()); got != b.plain() {
			t.Fatalf("step %d shows\n%q\nwant\n%q", step, got, b.plain())
		}
	}
}

func TestProgressEstimatesWithoutTheFirstSteps(t *testing.T) {
	r := newRecorder(1, true)
	r.begin(0, 1, 100)
	r.clock = r.clock.Add(3 * time.Second) // compiling
	r.update(10, nil)
	r.clock = r.clock.Add(time.Second)
	r.update(20, nil)
	if got := screen(r.text.String()); !strings.HasSuffix(got, " 8s 100ms/step") {
		t.Errorf("got %q, want 80 steps of 100 ms left", got)
	}
}

func TestProgressNotice(t *testing.T) {
	r := newRecorder(1, true)
	r.begin(0, 1, 10)
	r.update(5, nil)
	r.notice("Interrupted.")
	r.close()
	want := fmt.Sprintf("%s\nInterrupted.\n", " 5/10 ━━━━━━━━━━━━━━━━━━━━ 0s 0s/step")
	if got := screen(r.text.String()); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLogsAreInKerasOrder(t *testing.T) {
	logs := Logs{"val_loss": 1, "loss": 1, "learning_rate": 1, "accuracy": 1, "val_accuracy": 1}
	want := "[accuracy loss val_accuracy val_loss learning_rate]"
	if got := fmt.Sprint(spec.LogNames(logs)); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}
