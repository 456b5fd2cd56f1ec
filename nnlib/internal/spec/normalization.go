package spec

import (
	"encoding/json"
	"fmt"

	"nnbook/nnlib/internal/fault"
)

func init() { register(func() Config { return new(Normalization) }) }

// Normalization takes means off its inputs and divides them by standard
// deviations. These are settings, or weights that training leaves alone and that
// the engine learns, before the first step, from a data set.
type Normalization struct {
	Axis     []int     `json:"axis"` // with a mean for each place along them, as Keras counts, the batch being 0
	Mean     []float64 `json:"mean"` // empty where they are learned; one value is for all places
	Variance []float64 `json:"variance"`
	Invert   bool      `json:"invert"`
	From     *Deferred `json:"data"` // what they are learned from; nil for nothing, and a model that was loaded
}

func (*Normalization) Class() string { return "Normalization" }

func (c *Normalization) OutputShape(inputs []Shape) (Shape, error) {
	in := inputs[0]
	if _, err := in.axes(c.Axis...); err != nil {
		return nil, err
	}
	places := Shape(in.sizes(c.Axis...)).Size()
	if n := len(c.Mean); n != len(c.Variance) || n > 1 && n != places {
		return nil, &fault.Error{
			Expected: fmt.Sprintf("as many means as variances, 1 or %d of each", places),
			Got:      fmt.Sprintf("%d and %d", len(c.Mean), len(c.Variance)),
			Fix:      "nnlib.Normalization(nnlib.Adapt(train))",
		}
	}
	if c.From != nil {
		if from := c.From.Data().X.Shape; from.String() != in.String() {
			return nil, &fault.Error{
				Expected: "to learn from rows of shape " + in.String(),
				Got:      "a data set with rows of shape " + from.String(),
				Fix:      "nnlib.Normalization(nnlib.Adapt(train)) as the first layer after the Input",
			}
		}
	}
	return in, nil
}

// Weights are Keras', with the count that it keeps for older files.
func (c *Normalization) Weights(inputs []Shape) []Weight {
	if len(c.Mean) > 0 {
		return nil
	}
	shape := inputs[0].sizes(c.Axis...)
	return []Weight{
		{Name: "mean", Shape: shape, Initializer: Object{Class: Zeros}},
		{Name: "variance", Shape: shape, Initializer: Object{Class: Ones}},
		{Name: "count", Shape: []int{}, Initializer: Object{Class: Zeros}},
	}
}

// Places tells for each value of a row, of a shape that OutputShape accepted, which
// mean is its own, and how many means there are.
func (c *Normalization) Places(row Shape) (place []int, places int) {
	kept, _ := row.axes(c.Axis...)
	return row.Places(kept)
}

// Deferred is a data set that is described when somebody asks: to name data of a
// program's own, they must be read.
type Deferred struct {
	Data     func() Dataset // as far as it is known at once: without the name of a program's own data
	Complete func() Dataset
}

// MarshalJSON writes the complete data set.
func (d *Deferred) MarshalJSON() ([]byte, error) { return json.Marshal(d.Complete()) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (d *Deferred) UnmarshalJSON(data []byte) error {
	var read Dataset
	if err := json.Unmarshal(data, &read); err != nil {
		return err
	}
	d.Data = func() Dataset { return read }
	d.Complete = d.Data
	return nil
}
