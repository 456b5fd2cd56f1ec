package engine

import (
	"fmt"
	"math"

	"nnbook/nnlib/internal/spec"
)

// demand is what a loss takes as targets, beyond their shape.
type demand struct {
	low, high     float64
	sum           bool // each row's is 1
	expected, fix string
}

var oneHot = demand{0, 1, true, "one-hot rows, values from 0 to 1 with the sum 1", "data.ToCategorical() for labels, or a 1 at each row's class and 0 elsewhere"}

var plusMinus = demand{-1, 1, false, "targets of -1 and 1, or of 0 and 1", "number the two classes so, or nnlib.MeanSquaredError() as the loss of a regression"}

var yesNo = demand{0, 1, false, "targets from 0 to 1", "1 for yes and 0 for no, or nnlib.MeanSquaredError() as the loss of a regression"}

var segment = demand{0, 1, false, "targets from 0 to 1", "1 where the segment is and 0 elsewhere"}

var demands = map[string]demand{
	spec.BinaryCrossentropy:           yesNo,
	spec.BinaryFocalCrossentropy:      yesNo,
	spec.CategoricalCrossentropy:      oneHot,
	spec.CategoricalFocalCrossentropy: oneHot,
	spec.CategoricalHinge:             oneHot,
	spec.KLDivergence:                 oneHot,
	spec.Dice:                         segment,
	spec.Tversky:                      segment,
	spec.Hinge:                        plusMinus,
	spec.SquaredHinge:                 plusMinus,
	spec.Poisson:                      {0, math.Inf(1), false, "counts of 0 or more", "nnlib.MeanSquaredError() as the loss"},
	spec.MeanSquaredLogarithmicError:  {0, math.Inf(1), false, "targets of 0 or more", "nnlib.MeanSquaredError() as the loss"},
}

// demanded checks targets, whose shape is right, against what their loss takes.
func (c checker) demanded(class string) error {
	d, ok := demands[class]
	if !ok {
		return nil
	}
	width := c.shape[len(c.shape)-1]
	for i, row := range c.rows.list {
		sum := 0.0
		for j := range c.shape.Size() {
			v := float64(c.rows.y.Float32(int(row)*c.shape.Size() + j))
			if v < d.low || v > d.high {
				return c.fail(d.expected, fmt.Sprintf("%v in row %d", v, i), d.fix)
			}
			if sum += v; d.sum && (j+1)%width == 0 {
				if math.Abs(sum-1) > 1e-3 {
					return c.fail(d.expected, fmt.Sprintf("the sum %.4g in row %d", sum, i), d.fix)
				}
				sum = 0
			}
		}
	}
	return nil
}
