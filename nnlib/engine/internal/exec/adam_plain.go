//go:build !(goexperiment.simd && amd64)

package exec

func adamUpdate(w, m, v, g []float32, rest1, rest2, pace, epsilon float32) {
	adamPlain(w, m, v, g, rest1, rest2, pace, epsilon)
}
