package svg

import "testing"

func TestWidthOf(t *testing.T) {
	for _, test := range []struct {
		text, font string
		low, high  float64
	}{
		{"", "12px Arial", 0, 0},
		{"Accuracy", "20px Arial", 81.1 * wide, 85 * wide}, // Arial has 81.1, by its table
		{"Accuracy", "10px Arial", 40.5 * wide, 42.5 * wide},
		{"Accuracy", "bold 20px Arial", 85 * wide, 92 * wide},
		{"Accuracy", "normal normal 20px system-ui", 81.1 * wide, 85 * wide},
		{"Accuracy", "", 48 * wide, 51 * wide},
		{"国", "10px Arial", 10, 10}, // the height of a line
		{"日本", "10px Arial", 20, 24},
	} {
		if got := widthOf(test.text, test.font); got < test.low || got > test.high {
			t.Errorf("%q in %q is %v wide, want %v to %v", test.text, test.font, got, test.low, test.high)
		}
	}
}
