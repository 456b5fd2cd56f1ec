package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// work is what a running step is given: a temporary folder on the prefix's disk
// and the means to put what it made there in place.
type work struct {
	home prefix
	step string           // whose work it is
	dir  string           // temporary; removed when the step ends
	say  func(now string) // tells the reader what the step waits for
	hint func(now string) // the same, in passing: seen on a terminal only
	note string           // what the finished step is shown with
}

// path returns a path in the temporary folder.
func (w *work) path(parts ...string) string {
	return filepath.Join(append([]string{w.dir}, parts...)...)
}

// placement is something made in the temporary folder and its place under the prefix.
type placement struct{ made, place string }

// publish puts all placements in place by renaming, or none: where one fails,
// what was there before comes back.
func (w *work) publish(all ...placement) error {
	if err := clearStamp(w.home, w.step); err != nil { // it does not fit what will be there
		return err
	}
	var undo []func()
	rollBack := func() {
		for i := len(undo) - 1; i >= 0; i-- {
			undo[i]()
		}
	}
	for i, p := range all {
		made, place := w.path(p.made), w.home.in(p.place)
		old := w.path(fmt.Sprintf("old-%d", i))
		if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
			rollBack()
			return fmt.Errorf("putting %s in place: %w", p.place, err)
		}
		if err := os.Rename(place, old); err == nil {
			undo = append(undo, func() { os.Rename(old, place) })
		} else if !os.IsNotExist(err) {
			rollBack()
			return fmt.Errorf("moving the old %s aside: %w", p.place, err)
		}
		if err := os.Rename(made, place); err != nil {
			rollBack()
			return fmt.Errorf("putting %s in place: %w", p.place, err)
		}
		undo = append(undo, func() { os.Rename(place, made) })
	}
	return nil
}

// copyFile copies a file, its permissions included, making the folders above it.
func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, data, info.Mode().Perm()|0o600)
}
