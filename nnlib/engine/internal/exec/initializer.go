package exec

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"strings"

	"nnbook/nnlib/internal/spec"
)

// Initializers draw on the host, so that every backend starts from the same weights.
//
// Source: Keras 3, keras/src/initializers/random_initializers.py.

// draw makes the first values of a weight. The same model seed, layer position
// and weight name give the same values.
func draw(weight spec.Weight, seed uint64, layer int) ([]float32, error) {
	place := fnv.New64a()
	fmt.Fprintf(place, "%d/%s", layer, weight.Name)
	random := rand.New(rand.NewPCG(seed, place.Sum64()))
	next, err := distribution(weight.Initializer, weight.Shape, random)
	if err != nil {
		return nil, err
	}
	values := make([]float32, spec.Shape(weight.Shape).Size())
	for i := range values {
		values[i] = float32(next())
	}
	return values, nil
}

// distribution returns the function that draws one value.
func distribution(o spec.Object, shape []int, random *rand.Rand) (func() float64, error) {
	in, out := fans(shape)
	constant := func(value float64) func() float64 { return func() float64 { return value } }
	uniform := func(low, high float64) func() float64 {
		return func() float64 { return low + (high-low)*random.Float64() }
	}
	scaledUniform := func(scale float64) func() float64 {
		limit := math.Sqrt(3 * scale)
		return uniform(-limit, limit)
	}
	// Cutting a normal at two standard deviations leaves 0.8796… of its spread.
	scaledNormal := func(scale float64) func() float64 {
		return truncated(random, 0, math.Sqrt(scale)/0.87962566103423978)
	}
	switch o.Class {
	case spec.Zeros:
		return constant(0), nil
	case spec.Ones:
		return constant(1), nil
	case spec.Constant:
		return constant(o.Param("value")), nil
	case spec.Identity:
		return identity(shape, o.Param("gain"))
	case spec.RandomUniform:
		return uniform(o.Param("minval"), o.Param("maxval")), nil
	case spec.RandomNormal:
		mean, stddev := o.Param("mean"), o.Param("stddev")
		return func() float64 { return mean + stddev*random.NormFloat64() }, nil
	case spec.TruncatedNormal:
		return truncated(random, o.Param("mean"), o.Param("stddev")), nil
	case spec.VarianceScaling:
		scale := o.Param("scale") / divisor(o, in, out)
		switch int(o.Param("distribution")) {
		case spec.SpreadUniform:
			return scaledUniform(scale), nil
		case spec.SpreadNormal:
			return func() float64 { return math.Sqrt(scale) * random.NormFloat64() }, nil
		}
		return scaledNormal(scale), nil
	case spec.GlorotUniform:
		return scaledUniform(2 / (in + out)), nil
	case spec.GlorotNormal:
		return scaledNormal(2 / (in + out)), nil
	case spec.HeUniform:
		return scaledUniform(2 / in), nil
	case spec.HeNormal:
		return scaledNormal(2 / in), nil
	case spec.LecunUniform:
		return scaledUniform(1 / in), nil
	case spec.LecunNormal:
		return scaledNormal(1 / in), nil
	case spec.Orthogonal:
		return orthogonal(shape, o.Param("gain"), random), nil
	}
	if class, ok := strings.CutPrefix(o.Class, spec.UnitForgetBias); ok {
		next, err := distribution(spec.Object{Class: class, Params: o.Params}, shape, random)
		return forgetBias(shape, next), err
	}
	return nil, fmt.Errorf("unknown initializer %q", o.Class)
}

// divisor is what VarianceScaling divides its scale by.
func divisor(o spec.Object, in, out float64) float64 {
	switch int(o.Param("mode")) {
	case spec.FanOut:
		return out
	case spec.FanAvg:
		return (in + out) / 2
	}
	return in
}

// truncated draws from a normal distribution within two standard deviations.
func truncated(random *rand.Rand, mean, stddev float64) func() float64 {
	return func() float64 {
		for {
			if z := random.NormFloat64(); math.Abs(z) <= 2 {
				return mean + stddev*z
			}
		}
	}
}

// fans counts the inputs and outputs that a weight of this shape connects; the
// axes before the last two are a convolution's window.
func fans(shape []int) (in, out float64) {
	switch n := len(shape); n {
	case 0:
		return 1, 1
	case 1:
		return float64(shape[0]), float64(shape[0])
	default:
		window := float64(spec.Shape(shape[:n-2]).Size())
		return max(1, window*float64(shape[n-2])), max(1, window*float64(shape[n-1]))
	}
}
