package charts

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// plural returns "1 epoch", "2 epochs", "2 classes".
func plural(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case strings.HasSuffix(noun, "s"):
		noun += "e"
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// short writes a value with as many digits as a reader wants to see: three, and up to
// five before the point, for a year is not about 1,990.
func short(v float64) string {
	switch {
	case math.IsNaN(v):
		return "NaN"
	case math.IsInf(v, 0):
		return fmt.Sprintf("%+v", v)
	}
	text := strconv.FormatFloat(v, 'g', 3, 64)
	rounded, _ := strconv.ParseFloat(text, 64)
	switch size := math.Abs(rounded); {
	case size >= 1e9 || size < 1000:
	case size < 1e5:
		return thousands(int(math.Round(v)))
	default:
		return thousands(int(rounded))
	}
	digits, exponent, _ := strings.Cut(text, "e")
	if power, err := strconv.Atoi(exponent); err == nil {
		return digits + "e" + strconv.Itoa(power) // 1e-5, as axes write it, in place of 1e-05
	}
	return text
}

// percent writes a probability, and never rounds one below 1 up to 100 %.
func percent(p float64) string {
	if p < 1 && p > 0.999 {
		return "99.9 %"
	}
	return short(100*p) + " %"
}

// thousands writes a count with a comma before each three digits.
func thousands(n int) string {
	text := strconv.Itoa(n)
	first := 1
	if n < 0 {
		first = 2 // behind the sign
	}
	for i := len(text) - 3; i >= first; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
