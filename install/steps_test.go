package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// quiet is progress that nobody sees.
func quiet() *progress {
	return newProgress(new(strings.Builder))
}

// makes returns a step that publishes one file with the given text and counts its runs.
func makes(name, inputs, text string, runs *int, after ...*step) *step {
	return &step{name: name, inputs: inputs, makes: []string{name + ".out"}, after: after,
		do: func(_ context.Context, w *work) error {
			*runs++
			if err := writeFile(w.path("made"), text); err != nil {
				return err
			}
			return w.publish(placement{"made", name + ".out"})
		}}
}

func readText(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestStepsRunOnlyWhenTheirInputsChange(t *testing.T) {
	home := prefix(t.TempDir())
	var first, second int
	run := func(inputs string) {
		t.Helper()
		a := makes("a", inputs, inputs, &first)
		b := makes("b", "same", "b", &second, a)
		if err := runSteps(t.Context(), home, []*step{b, a}, quiet()); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		why           string
		before        func()
		inputs        string
		first, second int
	}{
		{"a new prefix", func() {}, "1", 1, 1},
		{"nothing changed", func() {}, "1", 1, 1},
		{"the first step's inputs changed", func() {}, "2", 2, 2},
		{"the second step's result is gone", func() { os.Remove(home.in("b.out")) }, "2", 2, 3},
		{"the first step's stamp is damaged", func() { writeStamp(home, "a", "?") }, "2", 3, 3},
	} {
		c.before()
		run(c.inputs)
		if first != c.first || second != c.second {
			t.Errorf("%s: the steps ran %d and %d times in all, want %d and %d", c.why, first, second, c.first, c.second)
		}
	}
	if exists(home.in(workFolder)) {
		t.Errorf("temporary files were left in %s", home.in(workFolder))
	}
}

func TestFailedStepLeavesWhatWasThere(t *testing.T) {
	home := prefix(t.TempDir())
	var runs int
	if err := runSteps(t.Context(), home, []*step{makes("a", "1", "old", &runs)}, quiet()); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("it broke")
	failing := &step{name: "a", inputs: "2", makes: []string{"a.out"}, do: func(_ context.Context, w *work) error {
		if err := writeFile(w.path("made"), "new"); err != nil {
			return err
		}
		return broken
	}}
	var later int
	err := runSteps(t.Context(), home, []*step{failing, makes("b", "", "", &later, failing)}, quiet())
	if !errors.Is(err, broken) || !strings.HasPrefix(err.Error(), "a: ") {
		t.Errorf("the error is %v, want a: %v", err, broken)
	}
	if later != 0 {
		t.Error("a step ran after the one before it failed")
	}
	if text := readText(t, home.in("a.out")); text != "old" {
		t.Errorf("a failed step left %q, want what was there", text)
	}
	if exists(home.in(workFolder)) {
		t.Error("a failed step left temporary files")
	}
}

func TestOptionalStepMayFail(t *testing.T) {
	home := prefix(t.TempDir())
	var shown strings.Builder
	p := newProgress(&shown)
	s := &step{name: "xla", cost: "training is slower", do: func(context.Context, *work) error { return errors.New("not to be had") }}
	if err := runSteps(t.Context(), home, []*step{s}, p); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"not to be had", "training is slower"} {
		if !strings.Contains(shown.String(), want) {
			t.Errorf("the reader is not told %q:\n%s", want, &shown)
		}
	}
	if s.done(home) {
		t.Error("a step that failed counts as done: it would never be tried again")
	}
}

func TestInterruptStopsSteps(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	home := prefix(t.TempDir())
	s := &step{name: "long", do: func(ctx context.Context, w *work) error {
		interrupt()
		_, err := command{args: []string{"sleep", "60"}}.run(ctx)
		return err
	}}
	began := time.Now()
	if err := runSteps(ctx, home, []*step{s}, quiet()); !errors.Is(err, context.Canceled) {
		t.Errorf("an interrupt returned %v, want %v", err, context.Canceled)
	}
	if time.Since(began) > 30*time.Second {
		t.Error("the command went on after the interrupt")
	}
	if exists(home.in(workFolder)) || s.done(home) {
		t.Error("an interrupt left temporary files, or a stamp")
	}
}

func TestLaneIsForOneStepAtATime(t *testing.T) {
	var mu sync.Mutex
	now, most := 0, 0
	count := func(d int) {
		mu.Lock()
		defer mu.Unlock()
		now += d
		most = max(most, now)
	}
	var steps []*step
	for _, name := range []string{"a", "b", "c"} {
		steps = append(steps, &step{name: name, lane: "go", do: func(context.Context, *work) error {
			count(1)
			time.Sleep(10 * time.Millisecond)
			count(-1)
			return nil
		}})
	}
	if err := runSteps(t.Context(), prefix(t.TempDir()), steps, quiet()); err != nil {
		t.Fatal(err)
	}
	if most != 1 {
		t.Errorf("%d steps of one lane ran at once", most)
	}
}

func TestPublishIsAllOrNothing(t *testing.T) {
	home := prefix(t.TempDir())
	w := &work{home: home, step: "x", dir: home.in(workFolder, "x")}
	for path, text := range map[string]string{
		home.in("one"): "old one", home.in("two"): "old two", w.path("one"): "new one", w.path("two"): "new two",
	} {
		if err := writeFile(path, text); err != nil {
			t.Fatal(err)
		}
	}
	err := w.publish(placement{"one", "one"}, placement{"missing", "two"})
	if err == nil {
		t.Fatal("publishing a missing file succeeded")
	}
	if one, two := readText(t, home.in("one")), readText(t, home.in("two")); one != "old one" || two != "old two" {
		t.Errorf("a failed publish left %q and %q", one, two)
	}
	if err := w.publish(placement{"one", "one"}, placement{"two", "new/two"}); err != nil {
		t.Fatal(err)
	}
	if one, two := readText(t, home.in("one")), readText(t, home.in("new", "two")); one != "new one" || two != "new two" {
		t.Errorf("publish left %q and %q", one, two)
	}
}

func TestLockMakesTheSecondInstallerWait(t *testing.T) {
	home := prefix(filepath.Join(t.TempDir(), "deep", "prefix"))
	unlock, err := lockPrefix(home, new(strings.Builder))
	if err != nil {
		t.Fatal(err)
	}
	said := make(chanWriter, 1)
	second := make(chan error)
	go func() {
		unlockSecond, err := lockPrefix(home, said)
		if err == nil {
			unlockSecond()
		}
		second <- err
	}()
	if words := <-said; !strings.Contains(words, "waiting") {
		t.Errorf("the second installer says %q", words)
	}
	select {
	case err := <-second:
		t.Fatalf("the second installer did not wait: %v", err)
	default:
	}
	unlock()
	if err := <-second; err != nil {
		t.Error(err)
	}
}

type chanWriter chan string

func (c chanWriter) Write(p []byte) (int, error) {
	c <- string(p)
	return len(p), nil
}
