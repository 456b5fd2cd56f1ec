package spec

import "fmt"

// SetList adds a setting of several numbers: name_0, name_1, ….
func (n Numbers) SetList(name string, values ...float64) {
	for i, value := range values {
		n[listed(name, i)] = value
	}
}

// List returns what SetList added, or nothing.
func (n Numbers) List(name string) []float64 {
	var values []float64
	for {
		value, ok := n[listed(name, len(values))]
		if !ok {
			return values
		}
		values = append(values, value)
	}
}

func listed(name string, i int) string { return fmt.Sprintf("%s_%d", name, i) }
