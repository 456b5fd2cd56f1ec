package charts

import (
	"cmp"
	"math"
	"slices"
)

// sweep is what happens to one class when the bar to be taken for it is lowered from 1
// to 0: after each step, how many rows of the class were let in, and how many others.
type sweep struct {
	hits, alarms []int
	bars         []float64 // the probability at which each step happens
}

// sweep lowers the bar for one class.
func (c *classified) sweep(class int) sweep {
	order := make([]int, len(c.rows))
	p := make([]float64, len(c.rows))
	for k := range order {
		order[k], p[k] = k, c.probability(k, class)
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(p[b], p[a]) })
	var s sweep
	hits, alarms := 0, 0
	for i, k := range order {
		if c.labels[k] == class {
			hits++
		} else {
			alarms++
		}
		if i+1 == len(order) || p[order[i+1]] != p[k] { // equal ones pass together
			s.hits, s.alarms, s.bars = append(s.hits, hits), append(s.alarms, alarms), append(s.bars, p[k])
		}
	}
	return s
}

// totals returns how many rows are of the class, and how many are not.
func (s sweep) totals() (of, not int) {
	return s.hits[len(s.hits)-1], s.alarms[len(s.alarms)-1]
}

// passed is a point of a curve over the bars, with the bar that it belongs to.
type passed struct {
	point
	bar float64
}

// MarshalJSON writes [x,y,bar].
func (p passed) MarshalJSON() ([]byte, error) { return values{p.x, p.y, p.bar}.MarshalJSON() }

// roc returns the receiver operating characteristic and the area below it, NaN unless
// there are rows of the class and others.
func (s sweep) roc() (curve []passed, area float64) {
	of, not := s.totals()
	if of == 0 || not == 0 {
		return nil, math.NaN()
	}
	curve = []passed{{bar: max(1, s.bars[0])}} // which nothing passes
	for i := range s.hits {
		p, last := passed{point{share(s.alarms[i], not), share(s.hits[i], of)}, s.bars[i]}, curve[len(curve)-1]
		area += (p.x - last.x) * (p.y + last.y) / 2
		curve = append(curve, p)
	}
	return curve, area
}

// precisionRecall returns precision over recall, and the average precision: the mean
// of the precisions at which each row of the class was let in. It is NaN for a class
// without rows.
func (s sweep) precisionRecall() (curve []passed, average float64) {
	of, _ := s.totals()
	if of == 0 {
		return nil, math.NaN()
	}
	before := 0
	for i, hits := range s.hits {
		p := passed{point{share(hits, of), share(hits, hits+s.alarms[i])}, s.bars[i]}
		average += share(hits-before, of) * p.y
		before = hits
		curve = append(curve, p)
	}
	return append([]passed{{point{0, curve[0].y}, curve[0].bar}}, curve...), average
}

// straighten leaves out the points of a curve that lie within a tolerance of the line
// between those that stay (Douglas and Peucker's way).
func straighten(points []passed, tolerance float64) []passed {
	if len(points) < 3 {
		return points
	}
	first, last := points[0], points[len(points)-1]
	furthest, most := 0, tolerance
	for i, p := range points[1 : len(points)-1] {
		if d := distance(p.point, first.point, last.point); d > most {
			furthest, most = i+1, d
		}
	}
	if furthest == 0 {
		return []passed{first, last}
	}
	left := straighten(points[:furthest+1], tolerance)
	return append(left[:len(left)-1:len(left)-1], straighten(points[furthest:], tolerance)...)
}

// distance is how far p is from the line through a and b.
func distance(p, a, b point) float64 {
	dx, dy := b.x-a.x, b.y-a.y
	length := math.Hypot(dx, dy)
	if length == 0 {
		return math.Hypot(p.x-a.x, p.y-a.y)
	}
	return math.Abs((p.x-a.x)*dy-(p.y-a.y)*dx) / length
}
