//go:build goexperiment.simd && amd64

package exec

import (
	"simd/archsimd"
	"unsafe"
)

// wide tells whether the processor can work on eight values at a time.
var wide = archsimd.X86.AVX2() && archsimd.X86.FMA()

// tile computes four rows by sixteen columns of a · b. It walks through the
// matrices by pointers, since checked slices would take longer than the sums.
func tile(c []float32, a matrix, b []float32, row, depth, width, column int) {
	// The last values that are read are there.
	_, _ = b[(depth-1)*width+column+15], a.values[(row+3)*a.down+(depth-1)*a.right]
	x, y := unsafe.Pointer(&a.values[row*a.down]), unsafe.Pointer(&b[column])
	down, right := 4*a.down, 4*a.right
	var a0, a1, b0, b1, c0, c1, d0, d1 archsimd.Float32x8
	for {
		y0 := archsimd.LoadFloat32x8((*[8]float32)(y))
		y1 := archsimd.LoadFloat32x8((*[8]float32)(unsafe.Add(y, 32)))
		s0 := archsimd.BroadcastFloat32x8(*(*float32)(x))
		s1 := archsimd.BroadcastFloat32x8(*(*float32)(unsafe.Add(x, down)))
		s2 := archsimd.BroadcastFloat32x8(*(*float32)(unsafe.Add(x, 2*down)))
		s3 := archsimd.BroadcastFloat32x8(*(*float32)(unsafe.Add(x, 3*down)))
		a0, a1 = s0.MulAdd(y0, a0), s0.MulAdd(y1, a1)
		b0, b1 = s1.MulAdd(y0, b0), s1.MulAdd(y1, b1)
		c0, c1 = s2.MulAdd(y0, c0), s2.MulAdd(y1, c1)
		d0, d1 = s3.MulAdd(y0, d0), s3.MulAdd(y1, d1)
		if depth--; depth == 0 {
			break
		}
		x, y = unsafe.Add(x, right), unsafe.Add(y, 4*width)
	}
	store := func(row int, low, high archsimd.Float32x8) {
		to := c[row*width+column:]
		low.Store((*[8]float32)(to))
		high.Store((*[8]float32)(to[8:]))
	}
	store(0, a0, a1)
	store(1, b0, b1)
	store(2, c0, c1)
	store(3, d0, d1)
}
