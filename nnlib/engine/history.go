package engine

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"nnbook/nnlib/internal/spec"
)

// epoch is what one epoch of training measured.
type epoch struct{ Logs spec.Numbers }

// curves sorts epochs by what was measured, numbering them from first.
func curves(epochs []epoch, first int) []spec.Curve {
	byName := map[string]*spec.Curve{}
	for i, e := range epochs {
		for name, value := range e.Logs {
			curve, ok := byName[name]
			if !ok {
				curve = &spec.Curve{Name: name}
				byName[name] = curve
			}
			curve.Epochs = append(curve.Epochs, first+i)
			curve.Values = append(curve.Values, value)
		}
	}
	var all []spec.Curve
	for _, name := range slices.SortedFunc(maps.Keys(byName), inKerasOrder) {
		all = append(all, *byName[name])
	}
	return all
}

// inKerasOrder puts the training's names first, then those of validation.
func inKerasOrder(a, b string) int {
	return cmp.Or(cmp.Compare(rank(a), rank(b)), strings.Compare(a, b))
}

func rank(name string) int {
	if strings.HasPrefix(name, validation) {
		return 1
	}
	return 0
}

// validation begins the names of what was measured on the validation set.
const validation = "val_"
