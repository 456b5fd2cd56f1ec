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
	total := (len(data.Rows) + batch - 1) / batch
	perStep := batch * len(data.X.Data) / data.X.Shape[0]
	rows := max(1, window/max(1, perStep)) * batch
	for number, from := 0, 0; from < len(data.Rows); number, from = number+1, from+rows {
		part := options
		part.Seed += uint64(number) * 0x9e3779b97f4a7c15 // or chance would repeat itself
		if options.Progress != nil {
			done := from / batch
			part.Progress = func(step, _ int, logs map[string]float64) { options.Progress(done+step, total, logs) }
		}
		timing, err := train(ctx, data.gather(data.Rows[from:min(from+rows, len(data.Rows))]), part, sums)
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

// gather copies rows into memory.
func (d Data) gather(rows []int32) Data {
	near := Data{X: gatherRows(d.X, rows), Y: gatherRows(d.Y, rows), Factor: d.Factor, Rows: make([]int32, len(rows))}
	for i := range near.Rows {
		near.Rows[i] = int32(i)
	}
	return near
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
