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
	s, list, err := e.chosen(c, d)
	if err != nil {
		return rows{}, err
	}
	factor := float32(d.Factor())
	if d.Standardized() {
		factor = 1 // it is in the values
	}
	s, err = e.derived(c, d, s)
	return rows{s, factor, list}, err
}

// chosen finds the source of a data set and which of its rows belong to it.
func (e *Engine) chosen(c *call, d spec.Dataset) (*source, []int32, error) {
	if err := d.Validate(); err != nil {
		return nil, nil, err
	}
	s, err := e.source(c, d)
	if err != nil {
		return nil, nil, err
	}
	if n := s.x.Shape[0]; n != d.Length {
		return nil, nil, fmt.Errorf("data set %q has %d rows, declared as %d", d.Source, n, d.Length)
	}
	list, err := d.Rows(s.label())
	return s, list, err
}

func (e *Engine) source(c *call, d spec.Dataset) (*source, error) {
	switch {
	case d.File != nil:
		return e.sources.file(c, *d.File)
	case len(d.Parts) > 0:
		return e.concatenated(c, d.Parts)
	}
	return e.sources.get(c, d.Source, func() (*source, error) { return e.sources.load(c, d.Source) })
}

// label gives the label of each row, nil where targets are not labels.
func (s *source) label() func(row int32) int32 {
	if s.y.DType != "int32" || s.y.Len() != s.x.Shape[0] {
		return nil
	}
	return func(row int32) int32 { return s.y.Int32(int(row)) }
}

// width is the number of values in a row.
func (s *source) width() int { return spec.Shape(s.x.Shape[1:]).Size() }

// maxFetch bounds what one Fetch may return: the cell holds it twice.
const maxFetch = 1 << 30

// fetch copies the rows, X scaled as float32.
func (r rows) fetch(who string) (wire.Rows, error) {
	width := r.width()
	if bytes := 4 * width * len(r.list); bytes > maxFetch {
		return wire.Rows{}, &fault.Error{
			Who:      who,
			Expected: fmt.Sprintf("at most %d MB at once", maxFetch>>20),
			Got:      fmt.Sprintf("%d rows, which are %d MB", len(r.list), bytes>>20),
			Fix:      fmt.Sprintf("Take(%d)", maxFetch/(4*width)),
		}
	}
	fetched := wire.Rows{X: scaled(pick(r.x, r.list), r.factor)}
	fetched.Y = pick(r.y, r.list)
	return fetched, nil
}

// pick copies some rows of an array, none of no array.
func pick(a wire.Array, list []int32) wire.Array {
	if a.DType == "" {
		return a
	}
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
