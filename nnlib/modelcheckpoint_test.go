package nnlib

import (
	"strings"
	"testing"
)

func TestFillIn(t *testing.T) {
	logs := Logs{"val_loss": 0.12345, "loss": 2}
	for path, want := range map[string]string{
		"weights.npz":                      "weights.npz",
		"{epoch}.npz":                      "7.npz",
		"w/{epoch:03d}-{val_loss:.2f}.npz": "w/007-0.12.npz",
		"{loss}-{val_loss:8.1e}.npz":       "2- 1.2e-01.npz",
		"{loss:g}{.npz":                    "2{.npz",
		"}{epoch:d}":                       "}7",
	} {
		if got, err := fillIn(path, 6, logs); got != want || err != nil {
			t.Errorf("%s: %q, %v, want %q", path, got, err, want)
		}
	}
	for _, path := range []string{"{accuracy}.npz", "{epoch:.2f}.npz", "{loss:d}.npz", "{loss:s}.npz", "{loss:.2ff}.npz", "{loss:%f}.npz", "{}.npz"} {
		if got, err := fillIn(path, 6, logs); err == nil || !strings.Contains(err.Error(), "in the path") {
			t.Errorf("%s: %q, %v", path, got, err)
		}
	}
}
