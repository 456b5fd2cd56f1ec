package spec

import "nnbook/nnlib/internal/fault"

func init() { register(func() Config { return new(Masking) }) }

// Masking marks the steps whose features all have one value, which the layers
// behind skip.
type Masking struct {
	MaskValue float64 `json:"mask_value"`
}

func (*Masking) Class() string { return "Masking" }

func (*Masking) OutputShape(inputs []Shape) (Shape, error) {
	if len(inputs[0]) == 0 {
		return nil, &fault.Error{
			Expected: "rows of steps with features, as of shape (None, 28, 28)",
			Got:      "single numbers, shape " + inputs[0].String(),
			Fix:      "nnlib.Input(steps, features)",
		}
	}
	return inputs[0], nil
}

func (*Masking) Weights([]Shape) []Weight { return nil }
