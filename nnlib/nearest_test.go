package nnlib

import "testing"

func TestNearest(t *testing.T) {
	names := []string{"MedInc", "HouseAge", "AveRooms", "Größe"}
	for written, want := range map[string]string{
		"medinc": "MedInc", "HouseAges": "HouseAge", "Rooms": "AveRooms", "grösse": "Größe", "": "Größe",
	} {
		if got := nearest(written, names); got != want {
			t.Errorf("%q is nearest to %q, want %q", written, got, want)
		}
	}
	if got := changes("kitten", "sitting"); got != 3 {
		t.Errorf("kitten becomes sitting by %d changes, want 3", got)
	}
	if got := nearest("a", nil); got != "" {
		t.Errorf("of no names %q", got)
	}
}
