package charts

import (
	"fmt"
	"math"
)

// plural returns "1 epoch", "2 epochs".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// short writes a value with as many digits as a reader wants to see.
func short(v float64) string {
	switch {
	case math.IsNaN(v):
		return "NaN"
	case math.IsInf(v, 0):
		return fmt.Sprintf("%+v", v)
	}
	if size := math.Abs(v); size >= 1000 && size < 1e6 {
		step := math.Pow(10, math.Floor(math.Log10(size))-2) // three digits say enough
		return thousands(int(math.Round(v/step) * step))
	}
	return fmt.Sprintf("%.3g", v)
}

// percent writes a probability, and never rounds one below 1 up to 100 %.
func percent(p float64) string {
	if p < 1 && p > 0.999 {
		return "99.9 %"
	}
	return fmt.Sprintf("%.3g %%", 100*p)
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
