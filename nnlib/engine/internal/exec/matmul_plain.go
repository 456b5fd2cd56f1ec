//go:build !(goexperiment.simd && amd64)

package exec

// wide tells whether the processor can work on eight values at a time, which
// takes a build with GOEXPERIMENT=simd.
const wide = false

func tile([]float32, matrix, []float32, int, int, int, int) { panic("exec: tile without simd") }
