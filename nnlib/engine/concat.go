package engine

import (
	"fmt"
	"slices"

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
	for _, part := range all {
		x, y := pick(part.x, part.list), pick(part.y, part.list)
		if !bytesAll(all) {
			x = scaled(x, part.factor)
		}
		made.x, made.y = join(made.x, x), join(made.y, y)
	}
	made.facts = learn(made.x, made.y)
	e.sources.keep(made)
	return made, nil
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
