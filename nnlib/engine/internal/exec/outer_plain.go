//go:build !(goexperiment.simd && amd64)

package exec

// outerRows computes rows of the gradient from the given one on.
func outerRows(gradient []float32, parts []factors, in, out, row int) {
	for r := range len(gradient) / in {
		outerPlain(gradient[r*in:][:in], parts, in, out, row+r, 0)
	}
}
