//go:build goexperiment.simd && amd64

package exec

import (
	"simd/archsimd"
	"unsafe"
)

// outerRows computes rows of the gradient from the given one on: four at a time,
// sixteen columns at a time, where the processor can. The last tiles overlap
// those before, which computes some values twice and spares a slow rest.
func outerRows(gradient []float32, parts []factors, in, out, row int) {
	rows := len(gradient) / in
	if !wide || in < 16 || rows < 4 {
		for r := range rows {
			outerRow(gradient[r*in:][:in], parts, in, out, row+r)
		}
		return
	}
	for i := 0; i < in; i += 16 {
		column := min(i, in-16)
		for r := 0; r < rows; r += 4 {
			first := min(r, rows-4)
			outerTile(gradient[first*in:], parts, in, out, row+first, column)
		}
	}
}

// outerTile computes four rows by sixteen columns. It walks through x and
// adjoint by pointers, since checked slices would take longer than the sums.
func outerTile(gradient []float32, parts []factors, in, out, row, column int) {
	var a0, a1, b0, b1, c0, c1, d0, d1 archsimd.Float32x8
	for _, part := range parts {
		n := len(part.x) / in
		if n == 0 {
			continue
		}
		_, _ = part.x[(n-1)*in+column+15], part.adjoint[(n-1)*out+row+3] // the last that is read is there
		x, adjoint := unsafe.Pointer(&part.x[column]), unsafe.Pointer(&part.adjoint[row])
		for {
			x0 := archsimd.LoadFloat32x8((*[8]float32)(x))
			x1 := archsimd.LoadFloat32x8((*[8]float32)(unsafe.Add(x, 32)))
			scale := (*[4]float32)(adjoint)
			s0, s1 := archsimd.BroadcastFloat32x8(scale[0]), archsimd.BroadcastFloat32x8(scale[1])
			s2, s3 := archsimd.BroadcastFloat32x8(scale[2]), archsimd.BroadcastFloat32x8(scale[3])
			a0, a1 = s0.MulAdd(x0, a0), s0.MulAdd(x1, a1)
			b0, b1 = s1.MulAdd(x0, b0), s1.MulAdd(x1, b1)
			c0, c1 = s2.MulAdd(x0, c0), s2.MulAdd(x1, c1)
			d0, d1 = s3.MulAdd(x0, d0), s3.MulAdd(x1, d1)
			if n--; n == 0 {
				break
			}
			x, adjoint = unsafe.Add(x, 4*in), unsafe.Add(adjoint, 4*out)
		}
	}
	store := func(row int, low, high archsimd.Float32x8) {
		to := gradient[row*in+column:]
		low.Store((*[8]float32)(to))
		high.Store((*[8]float32)(to[8:]))
	}
	store(0, a0, a1)
	store(1, b0, b1)
	store(2, c0, c1)
	store(3, d0, d1)
}

// outerRow computes one row, eight columns at a time where the processor can.
func outerRow(gradient []float32, parts []factors, in, out, row int) {
	i := 0
	for ; wide && i+8 <= in; i += 8 {
		var sum archsimd.Float32x8
		for _, part := range parts {
			x, adjoint := part.x[i:], part.adjoint[row:]
			for len(x) >= 8 && len(adjoint) > 0 {
				sum = archsimd.LoadFloat32x8((*[8]float32)(x)).MulAdd(archsimd.BroadcastFloat32x8(adjoint[0]), sum)
				x, adjoint = x[min(in, len(x)):], adjoint[min(out, len(adjoint)):]
			}
		}
		sum.Store((*[8]float32)(gradient[i:]))
	}
	if i < in {
		outerPlain(gradient, parts, in, out, row, i)
	}
}
