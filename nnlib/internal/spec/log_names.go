package spec

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// LogNames are the names of logs in the order in which people read them: training,
// validation, learning rate.
func LogNames(logs map[string]float64) []string {
	rank := func(name string) int {
		switch {
		case name == "learning_rate":
			return 2
		case strings.HasPrefix(name, "val_"):
			return 1
		}
		return 0
	}
	return slices.SortedFunc(maps.Keys(logs), func(a, b string) int {
		return cmp.Or(rank(a)-rank(b), cmp.Compare(a, b))
	})
}
