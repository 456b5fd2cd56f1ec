package exec

// forgetBias gives an LSTM's bias, of four gates, as another function draws it,
// but for the second gate's, which is 1.
func forgetBias(shape []int, next func() float64) func() float64 {
	units, at := shape[len(shape)-1]/4, -1
	return func() float64 {
		at++
		if at/units == 1 {
			return 1
		}
		return next()
	}
}
