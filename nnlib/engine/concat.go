package engine

import (
	"context"
	"fmt"
	"slices"

	"nnbook/nnlib/internal/datasets"
	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// concatenated puts data sets end to end, as a source of its own.
func (e *Engine) concatenated(c *call, parts []spec.Dataset) (*source, error) {
	id, err := idOf("concat/", parts)
	if err != nil {
		return nil, err
	}
	if found := e.sources.find(id); found != nil {
		return found, nil
	}
	all := make([]rows, len(parts))
	for i, part := range parts {
		if all[i], err = e.rows(c, part); err != nil {
			return nil, err
		}
		if err := alike(all[0].source, all[i].source); err != nil {
			return nil, err
		}
	}
	made := &source{id: id}
	to := e.sources.spill().Store()
	if made.x, err = concatX(c, all, to); err != nil {
		return nil, err
	}
	made.mapped = to.Mapped()
	for _, part := range all {
		made.y = join(made.y, pick(part.y, part.list))
	}
	made.facts = learn(made.x, made.y)
	e.sources.keep(made)
	return made, nil
}

// concatX copies the parts' features together.
func concatX(c *call, parts []rows, to *datasets.Store) (x wire.Array, err error) {
	x = wire.Array{DType: "float32", Shape: append([]int{0}, parts[0].x.Shape[1:]...)}
	bytes := bytesAll(parts)
	if bytes {
		x.DType = "uint8"
	}
	for _, part := range parts {
		x.Shape[0] += len(part.list)
		for list := range slices.Chunk(part.list, someRows) {
			if err := context.Cause(c); err != nil {
				return x, err
			}
			some := pick(part.x, list)
			if !bytes {
				some = scaled(some, part.factor)
			}
			if _, err := to.Write(some.Data); err != nil {
				return x, fmt.Errorf("putting data sets end to end: %w", err)
			}
		}
	}
	x.Data, err = to.Bytes()
	return x, err
}

// bytesAll tells whether the parts stay bytes together: none was scaled.
func bytesAll(parts []rows) bool {
	return !slices.ContainsFunc(parts, func(r rows) bool { return r.x.DType != "uint8" || r.factor != 1 })
}

func alike(a, b *source) error {
	if !slices.Equal(a.x.Shape[1:], b.x.Shape[1:]) || a.y.DType != b.y.DType || a.y.DType != "" && !slices.Equal(a.y.Shape[1:], b.y.Shape[1:]) {
		return fmt.Errorf("rows of shape %v with targets of type %q can't be put after rows of shape %v with targets of type %q",
			spec.Shape(b.x.Shape[1:]), b.y.DType, spec.Shape(a.x.Shape[1:]), a.y.DType)
	}
	return nil
}

// scaled are an array's values times a factor, as float32.
func scaled(a wire.Array, factor float32) wire.Array {
	values := a.Float32s()
	for i := range values {
		values[i] *= factor
	}
	return wire.Float32s(values, a.Shape...)
}

func join(a, b wire.Array) wire.Array {
	if len(a.Shape) == 0 {
		return b
	}
	return wire.Array{DType: a.DType, Shape: append([]int{a.Shape[0] + b.Shape[0]}, a.Shape[1:]...), Data: append(a.Data, b.Data...)}
}
