package spec

import (
	"fmt"
	"slices"

	"nnbook/nnlib/internal/fault"
)

// What happens where a window reaches over the border.
const (
	Valid  = "valid"  // it never does
	Same   = "same"   // zeros around, so that stride 1 keeps the size; the odd one at the end
	Causal = "causal" // zeros before, so that no step sees a later one
)

// Window is how a kernel or a pool moves along the axes between the batch and
// the channels: one number for each of these axes.
type Window struct {
	Size, Strides, Dilation []int
	Padding                 string
}

// Span is a window's way along one axis.
type Span struct {
	Size, Stride, Dilation int
	Before, After          int // padding
	Places                 int // where the window stops, which is the output's size
}

// Reach is how many values lie between a window's first and last, both included.
func (s Span) Reach() int { return (s.Size-1)*s.Dilation + 1 }

// Spans says how the window moves over rows of [axes …, channels].
func (w Window) Spans(in Shape) ([]Span, error) {
	axes := len(w.Size)
	if err := w.check(axes); err != nil {
		return nil, err
	}
	if err := checkImage(axes, in); err != nil {
		return nil, err
	}
	spans := make([]Span, axes)
	for i := range spans {
		s := Span{Size: w.Size[i], Stride: w.Strides[i], Dilation: w.Dilation[i]}
		s.pad(w.Padding, in[i])
		s.Places = (in[i]+s.Before+s.After-s.Reach())/s.Stride + 1
		if in[i]+s.Before+s.After < s.Reach() {
			return nil, &fault.Error{
				Expected: fmt.Sprintf("rows that a window of %v fits into", w.Size),
				Got:      in.String(),
				Fix:      "nnlib.Same as an option, a smaller window, or fewer poolings before",
			}
		}
		spans[i] = s
	}
	return spans, nil
}

func (s *Span) pad(padding string, in int) {
	switch padding {
	case Same:
		places := (in + s.Stride - 1) / s.Stride
		both := max(0, (places-1)*s.Stride+s.Reach()-in)
		s.Before, s.After = both/2, both-both/2
	case Causal:
		s.Before = s.Reach() - 1
	}
}

// most bounds what is counted along an axis, so that sums of it stay in range.
const most = 1 << 20

// check says what is wrong with a window itself.
func (w Window) check(axes int) error {
	if axes < 1 {
		return fmt.Errorf("a window without axes")
	}
	for _, counts := range [][]int{w.Size, w.Strides, w.Dilation} {
		if len(counts) != axes || slices.Min(counts) < 1 || slices.Max(counts) > most {
			return fmt.Errorf("a window of %v with strides %v and dilation rates %v is not possible", w.Size, w.Strides, w.Dilation)
		}
	}
	elements := 1
	for _, size := range w.Size {
		if elements *= size; elements > mostElements {
			return fmt.Errorf("a window of %v is too large, at most %d values can be seen at a time", w.Size, mostElements)
		}
	}
	switch w.Padding {
	case Valid, Same, Causal:
		return nil
	}
	return fmt.Errorf("unknown padding %q", w.Padding)
}

// mostElements bounds a window, as each of its elements makes a graph larger.
const mostElements = 1 << 14

// checkImage says what to do with rows that are not [axes …, channels].
func checkImage(axes int, in Shape) error {
	if len(in) == axes+1 {
		return nil
	}
	what, names := "images", "height, width, channels"
	if axes == 1 {
		what, names = "sequences", "steps, channels"
	}
	problem := &fault.Error{
		Expected: fmt.Sprintf("%s of shape (%s)", what, names),
		Got:      "rows of shape " + in.String(),
		Fix:      fmt.Sprintf("nnlib.Input(%s), and no layer before this one that takes the axes away", names),
	}
	if len(in) == axes {
		problem.Fix = fmt.Sprintf("nnlib.Reshape(%s) first, for one channel", list(append(slices.Clone(in), 1)))
	}
	return problem
}

// list writes numbers as arguments: 28, 28, 1.
func list(numbers []int) string {
	text := ""
	for i, n := range numbers {
		if i > 0 {
			text += ", "
		}
		text += fmt.Sprint(n)
	}
	return text
}

// places is the output's shape, for rows of [axes …, channels].
func places(spans []Span, channels int) Shape {
	out := Shape{}
	for _, s := range spans {
		out = append(out, s.Places)
	}
	return append(out, channels)
}
