package charts

import (
	"fmt"
	"time"
)

// eta estimates when a training ends from how far it came since its first batch, which
// waited for the model to be compiled.
type eta struct {
	began time.Time
	from  float64 // the share of the work that was done then
	left  time.Duration
}

// see looks at the clock when a share of the work is done.
func (e *eta) see(now time.Time, share float64) {
	if e.began.IsZero() {
		e.began, e.from = now, share
		return
	}
	if share > e.from {
		e.left = time.Duration(float64(now.Sub(e.began)) * (1 - share) / (share - e.from))
	}
}

// String returns " · about 40 s left", and nothing before anything is known.
func (e *eta) String() string {
	switch seconds := e.left.Seconds(); {
	case seconds <= 0:
		return ""
	case seconds < 10:
		return fmt.Sprintf(" · about %.0f s left", max(1, seconds))
	case seconds < 90:
		return fmt.Sprintf(" · about %.0f s left", 5*float64(int(seconds/5+0.5)))
	case seconds < 90*60:
		return fmt.Sprintf(" · about %.0f min left", seconds/60)
	default:
		return fmt.Sprintf(" · about %.1f h left", seconds/3600)
	}
}
