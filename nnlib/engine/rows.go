package engine

import (
	"fmt"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// rows are a data set with its content at hand.
type rows struct {
	*source
	factor float32
	list   []int32 // rows of the source, in order
}

// rows finds the content of a data set.
func (e *Engine) rows(c *call, d spec.Dataset) (rows, error) {
	if err := d.Validate(); err != nil {
		return rows{}, err
	}
	s, err := e.sources.get(c, d.Source)
	if err != nil {
		return rows{}, err
	}
	if n := s.x.Shape[0]; n != d.Length {
		return rows{}, fmt.Errorf("data set %q has %d rows, declared as %d", d.Source, n, d.Length)
	}
	if d.Standardized() {
		s, err = e.standardized(c, d, s)
		return rows{s, 1, d.Rows()}, err
	}
	return rows{s, float32(d.Factor()), d.Rows()}, nil
}

// maxFetch bounds what one Fetch may return: the cell holds it twice.
const maxFetch = 1 << 30

// fetch copies the rows, X scaled as float32.
func (r rows) fetch(who string) (wire.Rows, error) {
	width := spec.Shape(r.x.Shape[1:]).Size()
	if bytes := 4 * width * len(r.list); bytes > maxFetch {
		return wire.Rows{}, &fault.Error{
			Who:      who,
			Expected: fmt.Sprintf("at most %d MB at once", maxFetch>>20),
			Got:      fmt.Sprintf("%d rows, which are %d MB", len(r.list), bytes>>20),
			Fix:      fmt.Sprintf("Take(%d)", maxFetch/(4*width)),
		}
	}
	fetched := wire.Rows{X: pick(r.x, r.list)}
	values := fetched.X.Float32s()
	for i := range values {
		values[i] *= r.factor
	}
	fetched.X = wire.Float32s(values, fetched.X.Shape...)
	if r.y.DType != "" {
		fetched.Y = pick(r.y, r.list)
	}
	return fetched, nil
}

// pick copies some rows of an array.
func pick(a wire.Array, list []int32) wire.Array {
	picked := wire.Array{DType: a.DType, Shape: append([]int{len(list)}, a.Shape[1:]...)}
	size := 0
	if a.Shape[0] > 0 {
		size = len(a.Data) / a.Shape[0]
	}
	picked.Data = make([]byte, 0, size*len(list))
	for _, row := range list {
		picked.Data = append(picked.Data, a.Data[int(row)*size:(int(row)+1)*size]...)
	}
	return picked
}
