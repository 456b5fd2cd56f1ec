package charts

import (
	"math"
	"strconv"
)

// bins cut a stretch of numbers into equal parts and count what lies in each.
type bins struct {
	low, width float64
	counts     []int
	below      int // numbers before the first part
	above      int // numbers behind the last
}

// newBins returns about n parts, and never more than twice as many, from one round
// number to another, that cover low to high.
func newBins(low, high float64, n int) bins {
	if low == high {
		low, high = low-0.5, high+0.5
	}
	width := roundStep((high - low) / float64(n))
	first, last := math.Floor(low/width+1e-9), math.Ceil(high/width-1e-9)
	return bins{low: plain(first * width), width: width, counts: make([]int, max(1, int(last-first)))}
}

// roundStep returns the largest of 1, 2 and 5 times a power of ten that is not above
// step.
func roundStep(step float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(step)))
	switch step /= power; {
	case step >= 5:
		return 5 * power
	case step >= 2:
		return 2 * power
	}
	return power
}

// add counts a number. The upper end of all parts belongs to the last one.
func (b *bins) add(v float64) {
	i := int(math.Floor((v - b.low) / b.width))
	if v == b.high() {
		i--
	}
	switch {
	case math.IsNaN(v):
	case i < 0 || v < b.low:
		b.below++
	case i >= len(b.counts):
		b.above++
	default:
		b.counts[i]++
	}
}

func (b *bins) high() float64 { return b.at(len(b.counts)) }

// at returns where the i-th part begins.
func (b *bins) at(i int) float64 {
	v := plain(b.low + b.width*float64(i))
	if math.Abs(v) < b.width/1000 {
		return 0
	}
	return v
}

// plain takes off a number what computing has added to it: 0.30000000000000004 is 0.3.
func plain(v float64) float64 {
	p, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 12, 64), 64)
	return p
}

// decimals is how many of them tell where parts begin.
func (b *bins) decimals() int { return max(0, int(math.Ceil(-math.Log10(b.width)-1e-9))) }

// steps returns the counts as [histogram] draws them.
func (b *bins) steps() []point {
	points := make([]point, 0, len(b.counts)+1)
	for i, n := range b.counts {
		points = append(points, point{b.at(i), float64(n)})
	}
	return append(points, point{b.high(), 0})
}
