package nnlib

import (
	"fmt"
	"iter"
)

// Batches returns the rows in their order, so many at a time, for loops of your own:
//
//	for x, y := range train.Shuffle(1).Batches(32) {
//
// Each row of x is flat, as a model would see it, and y holds its targets; y is nil
// where the data set has none. The last batch may be shorter. The values are yours to
// change. Rows come from the engine a few megabytes at a time, so that data of any
// size can be gone through.
//
// Batches panics unless size ≥ 1; the loop panics if the data cannot be read.
func (d *Dataset) Batches(size int) iter.Seq2[[][]float32, [][]float32] {
	if size < 1 {
		panic(&Error{Who: fmt.Sprintf("Batches(%d)", size), Expected: "at least one row a batch", Got: fmt.Sprint(size), Fix: "Batches(32)"})
	}
	const atOnce = 1 << 20 // values
	rows := max(1, atOnce/max(1, d.spec.X.Shape.Size())/size) * size
	return func(yield func(x, y [][]float32) bool) {
		for from := 0; from < d.Len(); from += rows {
			chunk := d.fetch(from, min(from+rows, d.Len()))
			for first := 0; first < chunk.rows(); first += size {
				x, y := chunk.batch(first, min(first+size, chunk.rows()))
				if !yield(x, y) {
					return
				}
			}
		}
	}
}

func (c *chunk) rows() int { return len(c.x) / c.xSize }

func (c *chunk) batch(from, to int) (x, y [][]float32) {
	for i := from; i < to; i++ {
		x = append(x, c.x[i*c.xSize:(i+1)*c.xSize:(i+1)*c.xSize])
		if c.ySize > 0 {
			y = append(y, c.y[i*c.ySize:(i+1)*c.ySize:(i+1)*c.ySize])
		}
	}
	return x, y
}
