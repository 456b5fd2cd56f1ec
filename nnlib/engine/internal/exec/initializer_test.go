package exec

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// statistics are those of 60,000 values that Keras drew; the largest distance from
// the mean is 0 where there is no bound.
type statistics struct {
	Class                 string `json:"class"`
	Config                spec.Numbers
	Shape                 []int
	Mean, Deviation, Most float64
}

// What draws has the statistics of what Keras drew; the others are equal.
func TestInitializersAreKeras(t *testing.T) {
	golden := readLayers(t)
	for _, c := range golden.Initializers {
		got, err := draw(spec.Weight{Name: "kernel", Shape: c.Shape, Initializer: c.object()}, 1, 2)
		if err != nil {
			t.Fatal(err)
		}
		near(t, c.String(), got, c.Y, 0)
	}
	for _, c := range golden.Statistics {
		got, err := draw(spec.Weight{Name: "kernel", Shape: c.Shape, Initializer: spec.Object{Class: c.Class, Params: c.Config}}, 1, 2)
		if err != nil {
			t.Fatal(err)
		}
		mean, deviation, most := statisticsOf(got)
		if c.Most == 0 {
			most = 0
		}
		scaled := func(values ...float64) (scaled []float32) {
			for _, value := range values {
				scaled = append(scaled, float32(value/c.Deviation))
			}
			return scaled
		}
		near(t, fmt.Sprint(c.Class, c.Config), scaled(mean-c.Mean, deviation, most), scaled(0, c.Deviation, c.Most), 0.03)
	}
}

// statisticsOf are values' mean, their deviation, and the largest distance from the mean.
func statisticsOf(values []float32) (mean, deviation, most float64) {
	n := float64(len(values))
	for _, v := range values {
		mean += float64(v) / n
	}
	for _, v := range values {
		off := float64(v) - mean
		deviation, most = deviation+off*off/n, max(most, math.Abs(off))
	}
	return mean, math.Sqrt(deviation), most
}

func TestIdentityOfAVector(t *testing.T) {
	_, err := draw(spec.Weight{Name: "bias", Shape: []int{3}, Initializer: object(spec.Identity, "gain", 1.0)}, 1, 1)
	var mistake *fault.Error
	if !errors.As(err, &mistake) || mistake.Fix == "" {
		t.Errorf("it draws, or says %v", err)
	}
}
