package charts

import (
	"testing"
	"time"
)

// TestLiveRedrawsAtMostOnceASecond plays 10 seconds of training on a clock of its
// own.
func TestLiveRedrawsAtMostOnceASecond(t *testing.T) {
	now := time.Unix(0, 0)
	live := Live()
	live.now = func() time.Time { return now }
	drawn := 0
	live.OnTrainBegin(map[string]int{"epochs": 1, "steps": 10_000})
	live.screen = &screen{next: make(chan *Chart, 1)}
	for batch := range 10_000 {
		now = now.Add(time.Millisecond)
		live.OnTrainBatchEnd(0, batch, map[string]float64{"loss": 1})
		select {
		case <-live.screen.next:
			drawn++
		default:
		}
	}
	if drawn < 9 || drawn > 10 {
		t.Errorf("drawn %d times in 10 s, want 10 at most and not many less", drawn)
	}
}
