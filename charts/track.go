package charts

// track is a curve that grows without end and keeps only some of its points.
type track struct {
	kept   []point
	last   point
	stride int // every stride-th point is kept
	seen   int
}

// trackPoints is how many points a track keeps at most, which is also what each
// redrawing of a live chart sends.
const trackPoints = 160

func (t *track) add(p point) {
	if t.stride = max(1, t.stride); t.seen%t.stride == 0 {
		t.kept = append(t.kept, p)
	}
	t.seen++
	t.last = p
	if len(t.kept) == trackPoints {
		t.halve()
	}
}

// halve keeps every second point, in a new slice: the old one may be on its way to
// the notebook.
func (t *track) halve() {
	half := make([]point, 0, trackPoints)
	for i := 0; i < len(t.kept); i += 2 {
		half = append(half, t.kept[i])
	}
	t.kept, t.stride = half, 2*t.stride
}

// points returns the kept points and the last one.
func (t *track) points() []point {
	n := len(t.kept)
	if n > 0 && t.kept[n-1] == t.last {
		return t.kept
	}
	return append(t.kept[:n:n], t.last)
}
