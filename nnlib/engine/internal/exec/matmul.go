package exec

// matrix is one that lies in a slice. Element (r, c) is at r·down + c·right.
type matrix struct {
	values      []float32
	down, right int
}

// byRows is a matrix that lies row after row.
func byRows(values []float32, columns int) matrix { return matrix{values, columns, 1} }

// transposed is the same values seen with rows and columns exchanged.
func (m matrix) transposed() matrix { return matrix{m.values, m.right, m.down} }

// multiply computes columns [from, to) of the rows of c that lie from the given
// row of a on: c = a · b, where a has a column for each of the depth rows of b.
// c and b lie row after row, each row of width values.
func multiply(c []float32, a matrix, b []float32, row, rows, depth, width, from, to int) {
	switch {
	case !wide || rows < tileRows || depth == 0:
		for r := range rows {
			multiplyPlain(c[r*width:][:width], a, b, row+r, depth, width, from, to)
		}
		return
	case to-from < tileColumns:
		multiplyNarrow(c, a, b, row, rows, depth, width, from, to)
		return
	}
	// The last tiles overlap those before, which computes some values twice and
	// spares a slow rest.
	for column := from; column < to; column += tileColumns {
		column := min(column, to-tileColumns)
		for r := 0; r < rows; r += tileRows {
			first := min(r, rows-tileRows)
			tile(c[first*width:], a, b, row+first, depth, width, column)
		}
	}
}

const tileRows, tileColumns = 4, 16

// multiplyNarrow fills too few columns up to a tile's.
func multiplyNarrow(c []float32, a matrix, b []float32, row, rows, depth, width, from, to int) {
	room := make([]float32, (rows+depth)*tileColumns)
	filled, result := room[:depth*tileColumns], room[depth*tileColumns:]
	for k := range depth {
		copy(filled[k*tileColumns:], b[k*width+from:k*width+to])
	}
	multiply(result, a, filled, row, rows, depth, tileColumns, 0, tileColumns)
	for r := range rows {
		copy(c[r*width+from:r*width+to], result[r*tileColumns:])
	}
}

// multiplyPlain computes a part of one row.
func multiplyPlain(c []float32, a matrix, b []float32, row, depth, width, from, to int) {
	clear(c[from:to])
	for k := range depth {
		scale := a.values[row*a.down+k*a.right]
		for i, value := range b[k*width+from : k*width+to] {
			c[from+i] += scale * value
		}
	}
}

// multiplyAll computes c = a · b for all rows.
func (w *crew) multiplyAll(c []float32, a matrix, b []float32, rows, depth, width int) {
	w.share(width, tileColumns, rows*depth*width, func(from, to int) {
		multiply(c, a, b, 0, rows, depth, width, from, to)
	})
}

// factors are what a kernel's gradient [in, out] is made from: what the kernel
// was multiplied with, [rows, in], and the derivative by what came out, [rows,
// out]. The gradient is xᵀ · adjoint.
type factors struct {
	in, out    int
	x, adjoint []float32
}

// rowsAtOnce is how many of a kernel's rows get their gradient and their update
// in one go: few enough to stay in the processor's cache, which is why no
// gradient of a whole kernel is ever written down.
const rowsAtOnce = 32

// updateRows computes the gradient of a kernel [in, out] some rows at a time and
// calls update with each part and the index of its first weight.
func (w *crew) updateRows(f factors, update func(gradient []float32, first int)) {
	in, out := f.in, f.out
	rows := len(f.x) / in
	w.share(in, rowsAtOnce, rows*in*out, func(from, to int) {
		gradient := make([]float32, rowsAtOnce*out)
		for row := from; row < to; row += rowsAtOnce {
			some := min(rowsAtOnce, to-row)
			multiply(gradient, byRows(f.x, in).transposed(), f.adjoint, row, some, rows, out, 0, out)
			update(gradient[:some*out], row*out)
		}
	})
}

// turn transposes a matrix of rows × columns into to.
func turn(to, from []float32, rows, columns int) {
	const block = 16
	for r0 := 0; r0 < rows; r0 += block {
		for c := range columns {
			for r := r0; r < min(r0+block, rows); r++ {
				to[c*rows+r] = from[r*columns+c]
			}
		}
	}
}
