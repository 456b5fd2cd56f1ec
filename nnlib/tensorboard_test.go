package nnlib

import (
	"math"
	"os"
	"slices"
	"testing"
	"time"

	"nnbook/nnlib/internal/parity"
)

// testdata/events.tfevents is TensorBoard's own.
func TestEventsAreTensorBoards(t *testing.T) {
	want, err := os.ReadFile("testdata/events.tfevents")
	if err != nil {
		t.Fatal(err)
	}
	now := time.UnixMilli(1_700_000_000_250)
	var got []byte
	for _, event := range [][]byte{
		versionEvent(now),
		scalarEvent(now, 0, "epoch_loss", 0.5),
		scalarEvent(now, 1, "epoch_loss", 0.25),
		scalarEvent(now, 300, "epoch_mean_absolute_error", float32(math.NaN())),
	} {
		got = appendRecord(got, event)
	}
	if !slices.Equal(got, want) {
		t.Errorf("wrote\n% x\nTensorBoard writes\n% x", got, want)
	}
	parity.Record(parity.Class{Section: "Callbacks", Name: "TensorBoard"}, parity.Host, 0, 0)
}
