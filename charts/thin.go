package charts

// thin returns at most limit of the points: the first, the last, and of each stretch
// between them the lowest and the highest, so that the shape and its spikes stay.
func thin(points []point, limit int) []point {
	if len(points) <= limit {
		return points
	}
	kept := append(make([]point, 0, limit), points[0])
	inner := points[1 : len(points)-1]
	stretches := (limit - 2) / 2
	for i := range stretches {
		from, to := i*len(inner)/stretches, (i+1)*len(inner)/stretches
		kept = append(kept, extremes(inner[from:to])...)
	}
	return append(kept, points[len(points)-1])
}

// extremes returns the lowest and the highest of the points in their order, or one
// point where they are the same or all of them are gaps.
func extremes(points []point) []point {
	low, high := -1, -1
	for i, p := range points {
		if !finite(p.y) {
			continue
		}
		if low < 0 || p.y < points[low].y {
			low = i
		}
		if high < 0 || p.y > points[high].y {
			high = i
		}
	}
	switch {
	case low < 0:
		return points[:1]
	case low == high:
		return points[low : low+1]
	}
	return []point{points[min(low, high)], points[max(low, high)]}
}
