package spelling

import "testing"

func TestNearest(t *testing.T) {
	names := []string{"MedInc", "HouseAge", "AveRooms", "Größe"}
	for written, want := range map[string]string{
		"medinc": "MedInc", "HouseAges": "HouseAge", "Rooms": "AveRooms", "ave_rooms": "AveRooms", "grösse": "Größe", "": "Größe",
	} {
		if got, _ := Nearest(written, names); got != want {
			t.Errorf("%q is nearest to %q, want %q", written, got, want)
		}
	}
	for written, want := range map[string]int{"sitting": 3, "ktiten": 1, "kitten": 0, "": 6} {
		if _, got := Nearest(written, []string{"kitten"}); got != want {
			t.Errorf("%q becomes kitten by %d changes, want %d", written, got, want)
		}
	}
	if got, _ := Nearest("a", nil); got != "" {
		t.Errorf("of no names %q", got)
	}
}

func TestSlip(t *testing.T) {
	names := []string{"train", "valid", "model"}
	for written, want := range map[string]string{"trian": "train", "Train": "train", "x_train": "train", "modle": "model", "mod": "", "t": "", "": ""} {
		if got := Slip(written, names); got != want {
			t.Errorf("%s: %q, want %q", written, got, want)
		}
	}
	if got := Slip("a", nil); got != "" {
		t.Errorf("of no names %q", got)
	}
}
