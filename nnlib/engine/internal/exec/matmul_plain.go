//go:build !(goexperiment.simd && amd64)

package exec

// tile computes four rows by sixteen columns of a · b.
func tile(c []float32, a matrix, b []float32, row, depth, width, column int) {
	for r := range tileRows {
		multiplyPlain(c[r*width:][:width], a, b, row+r, depth, width, column, column+tileColumns)
	}
}
