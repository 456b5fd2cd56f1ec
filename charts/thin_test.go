package charts

import (
	"math"
	"testing"
)

func TestThinKeepsEndsAndSpikes(t *testing.T) {
	points := make([]point, 10_000)
	for i := range points {
		points[i] = point{float64(i), math.Sin(float64(i) / 500)}
	}
	points[1234].y, points[8765].y, points[4000].y = 9, -9, math.NaN()
	kept := thin(points, 200)
	if len(kept) > 200 || len(kept) < 190 {
		t.Errorf("%d points are kept, want about 200", len(kept))
	}
	if kept[0] != points[0] || kept[len(kept)-1] != points[len(points)-1] {
		t.Errorf("ends are %v and %v", kept[0], kept[len(kept)-1])
	}
	found := map[point]bool{}
	for i, p := range kept {
		found[p] = true
		if i > 0 && p.x <= kept[i-1].x {
			t.Errorf("%v comes after %v", p, kept[i-1])
		}
	}
	if !found[points[1234]] || !found[points[8765]] {
		t.Error("the highest or the lowest point is lost")
	}
}

func TestThinOfFewOrOnlyGaps(t *testing.T) {
	few := []point{{1, 2}, {2, 3}}
	if got := thin(few, 200); len(got) != 2 {
		t.Errorf("thin(%v) = %v", few, got)
	}
	gaps := make([]point, 1000)
	for i := range gaps {
		gaps[i] = point{float64(i), math.NaN()}
	}
	if got := thin(gaps, 100); len(got) == 0 || len(got) > 100 {
		t.Errorf("%d of 1000 gaps are kept", len(got))
	}
}

func TestTrackStaysSmallAndEndsWithTheLastPoint(t *testing.T) {
	var tr track
	for i := range 100_000 {
		tr.add(point{float64(i), 1})
		points := tr.points()
		if len(points) > trackPoints {
			t.Fatalf("%d points after %d", len(points), i+1)
		}
		if points[0].x != 0 || points[len(points)-1].x != float64(i) {
			t.Fatalf("after %d points the track goes from %v to %v", i+1, points[0], points[len(points)-1])
		}
	}
}

// TestTrackPointsDoNotChange matters because a picture is written while the training
// goes on.
func TestTrackPointsDoNotChange(t *testing.T) {
	var tr track
	tr.add(point{0, 0})
	before := tr.points()
	for i := range 1000 {
		tr.add(point{float64(i + 1), 5})
	}
	if len(before) != 1 || before[0] != (point{0, 0}) {
		t.Errorf("points changed to %v", before)
	}
}
