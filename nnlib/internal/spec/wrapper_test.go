package spec

import "testing"

// Without settings, or with another number of inputs, a layer says so; it is no
// reason to panic.
func TestLayersOfOthersWithoutSettings(t *testing.T) {
	for class, config := range map[string]Config{
		"Bidirectional": &Bidirectional{}, "TimeDistributed": &TimeDistributed{},
		"Attention": &Attention{}, "MultiHeadAttention": &MultiHeadAttention{},
	} {
		for _, inputs := range [][]Shape{{{}}, {{4, 2}}, {{4, 3, 2}}, {{4, 2}, {4}, {4, 2}}, {{4, 2}, {4, 2}, {4, 2}, {4, 2}}} {
			if shape, err := config.OutputShape(inputs); err == nil {
				t.Errorf("%s makes %v of %v", class, shape, inputs)
			}
		}
	}
}
