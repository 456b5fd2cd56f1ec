package spec

import (
	"fmt"

	"nnbook/nnlib/internal/fault"
)

// How numbers of categories come out of a layer.
const (
	AsInt      = "int"       // as they are
	AsOneHot   = "one_hot"   // each as a row of zeros with a one
	AsMultiHot = "multi_hot" // a row's as a row of zeros with ones
	AsCount    = "count"     // a row's as how often each is there
)

// encoded is the shape of rows of categories, of which there are so many.
func encoded(mode string, in Shape, categories int) (Shape, error) {
	switch last := len(in) - 1; {
	case mode == AsInt:
		return in, nil
	case mode == AsOneHot && last >= 0 && in[last] == 1:
		return append(append(Shape{}, in[:last]...), categories), nil
	case mode == AsOneHot:
		return append(append(Shape{}, in...), categories), nil
	case mode != AsMultiHot && mode != AsCount:
		return nil, fmt.Errorf("unknown output mode %q", mode)
	case last > 0:
		return nil, &fault.Error{
			Expected: "rows with one axis, along which categories are collected",
			Got:      "rows of shape " + in.String(),
			Fix:      "nnlib.OneHot, which gives each category a row of its own",
		}
	}
	return Shape{categories}, nil
}
