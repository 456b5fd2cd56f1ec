//go:build goexperiment.simd && amd64

package exec

import "simd/archsimd"

// adamUpdate updates eight values at a time where the processor can.
func adamUpdate(w, m, v, g []float32, rest1, rest2, pace, epsilon float32) {
	n := 0
	if wide {
		n = len(w) &^ 7
		adamWide(w[:n], m[:n], v[:n], g[:n], rest1, rest2, pace, epsilon)
	}
	adamPlain(w[n:], m[n:], v[n:], g[n:], rest1, rest2, pace, epsilon)
}

func adamWide(w, m, v, g []float32, rest1, rest2, pace, epsilon float32) {
	r1, r2 := archsimd.BroadcastFloat32x8(rest1), archsimd.BroadcastFloat32x8(rest2)
	p, e := archsimd.BroadcastFloat32x8(pace), archsimd.BroadcastFloat32x8(epsilon)
	for len(w) >= 8 && len(m) >= 8 && len(v) >= 8 && len(g) >= 8 {
		gradient := archsimd.LoadFloat32x8((*[8]float32)(g))
		mean := archsimd.LoadFloat32x8((*[8]float32)(m))
		square := archsimd.LoadFloat32x8((*[8]float32)(v))
		mean = gradient.Sub(mean).MulAdd(r1, mean)
		square = gradient.Mul(gradient).Sub(square).MulAdd(r2, square)
		mean.Store((*[8]float32)(m))
		square.Store((*[8]float32)(v))
		move := mean.Mul(p).Div(square.Sqrt().Add(e))
		archsimd.LoadFloat32x8((*[8]float32)(w)).Sub(move).Store((*[8]float32)(w))
		w, m, v, g = w[8:], m[8:], v[8:], g[8:]
	}
}
