package exec

import (
	"runtime"
	"sync"
)

// factors are what a kernel's gradient is made from: for each of some rows,
// what the kernel was multiplied with, [rows, in], and the derivative by what
// came out, [rows, out]. The gradient is their outer products' sum.
type factors struct{ x, adjoint []float32 }

// rowsAtOnce is how many of a kernel's rows [out, in] get their gradient and
// their update in one go: few enough to stay in the processor's cache, which is
// why no gradient of a whole kernel is ever written down.
const rowsAtOnce = 32

// worthSharing is from how many weights on a kernel is shared between cores.
const worthSharing = 20_000

// updateRows computes the gradient of a kernel [out, in] some rows at a time and
// calls update with each part and the index of its first weight.
func updateRows(parts []factors, in, out int, update func(gradient []float32, first int)) {
	blocks := (out + rowsAtOnce - 1) / rowsAtOnce
	work := func(from, to int) {
		gradient := make([]float32, rowsAtOnce*in)
		for block := from; block < to; block++ {
			row := block * rowsAtOnce
			rows := min(rowsAtOnce, out-row)
			outerRows(gradient[:rows*in], parts, in, out, row)
			update(gradient[:rows*in], row*in)
		}
	}
	workers := min(runtime.GOMAXPROCS(0), blocks)
	if in*out < worthSharing {
		workers = 1
	}
	var others sync.WaitGroup
	for worker := 1; worker < workers; worker++ {
		others.Go(func() { work(worker*blocks/workers, (worker+1)*blocks/workers) })
	}
	work(0, blocks/workers)
	others.Wait()
}

// outerPlain computes columns from on of one row of the gradient.
func outerPlain(gradient []float32, parts []factors, in, out, row, from int) {
	clear(gradient[from:])
	for _, part := range parts {
		for b := range len(part.x) / in {
			scale, x := part.adjoint[b*out+row], part.x[b*in+from:][:in-from]
			for i, value := range x {
				gradient[from+i] += scale * value
			}
		}
	}
}
