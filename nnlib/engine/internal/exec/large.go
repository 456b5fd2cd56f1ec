package exec

import (
	"context"
	"sync"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// Of features that take more than largeData bytes, as they lie on disk, training brings
// windowBytes at a time into memory: the rows of the steps that come next.
const (
	largeData   = 1 << 30
	windowBytes = 128 << 20
)

// trainer is trainOnDevice or trainOnHost.
type trainer func(context.Context, Data, Options, *sums) (Timing, error)

// trainInWindows trains an epoch on some steps' rows after the other. Batches are the
// same as without windows.
func (m *Model) trainInWindows(ctx context.Context, data Data, options Options, sums *sums, train trainer, window int) (all Timing, err error) {
	batch := options.BatchSize
	total := (data.Len() + batch - 1) / batch
	perStep := batch * data.rowBytes()
	rows := max(1, window/max(1, perStep)) * batch
	for number, from := 0, 0; from < data.Len(); number, from = number+1, from+rows {
		part := options
		part.Seed += uint64(number) * 0x9e3779b97f4a7c15 // or chance would repeat itself
		if options.Progress != nil {
			done := from / batch
			part.Progress = func(step, _ int, logs map[string]float64) { options.Progress(done+step, total, logs) }
		}
		timing, err := train(ctx, data.Slice(from, min(from+rows, data.Len())).gather(), part, sums)
		if steps := all.Steps + timing.Steps; steps > 0 {
			all.StepSeconds += (timing.StepSeconds - all.StepSeconds) * float64(timing.Steps) / float64(steps)
			all.Steps = steps
		}
		if err != nil {
			return all, err
		}
	}
	return all, nil
}

// bytes is how much memory the features take, as they lie in their arrays.
func (d Data) bytes() int {
	total := 0
	for _, c := range d.X {
		total += len(c.Array.Data)
	}
	return total
}

// rowBytes is how much of it a row takes.
func (d Data) rowBytes() int {
	total := 0
	for _, c := range d.X {
		total += len(c.Array.Data) / c.Array.Shape[0]
	}
	return total
}

// gather copies rows into memory.
func (d Data) gather() Data {
	rows := make([]int32, d.Len())
	for i := range rows {
		rows[i] = int32(i)
	}
	near := func(columns []Column) []Column {
		gathered := make([]Column, len(columns))
		for i, c := range columns {
			gathered[i] = Column{Array: gatherRows(c.Array, c.Rows), Factor: c.Factor, Rows: rows}
		}
		return gathered
	}
	return Data{X: near(d.X), Y: near(d.Y), Weights: d.Weights}
}

// gatherRows copies with many hands: each may wait for the disk.
func gatherRows(from wire.Array, rows []int32) wire.Array {
	const hands = 16
	size := len(from.Data) / from.Shape[0]
	to := wire.Array{DType: from.DType, Shape: append(spec.Shape{len(rows)}, from.Shape[1:]...), Data: make([]byte, size*len(rows))}
	var all sync.WaitGroup
	for hand := range hands {
		all.Go(func() {
			for i := len(rows) * hand / hands; i < len(rows)*(hand+1)/hands; i++ {
				copy(to.Data[i*size:(i+1)*size], from.Data[int(rows[i])*size:])
			}
		})
	}
	all.Wait()
	return to
}
