package exec

import (
	"github.com/gomlx/compute"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	registerLayer(func(_ *scope, c *spec.ZeroPadding1D, in []*Node) *Node { return zeroPadding(in[0], c.Padding) })
	registerLayer(func(_ *scope, c *spec.ZeroPadding2D, in []*Node) *Node { return zeroPadding(in[0], c.Padding[:]...) })
	registerLayer(func(_ *scope, c *spec.Cropping1D, in []*Node) *Node { return cropping(in[0], c.Cropping) })
	registerLayer(func(_ *scope, c *spec.Cropping2D, in []*Node) *Node { return cropping(in[0], c.Cropping[:]...) })
}

// zeroPadding puts zeros before and after, along each axis.
func zeroPadding(x *Node, ends ...[2]int) *Node {
	var ways []compute.PadAxis
	for _, e := range ends {
		ways = append(ways, compute.PadAxis{Start: e[0], End: e[1]})
	}
	return surrounded(x, ways...)
}

// cropping takes off what lies before and after, along each axis.
func cropping(x *Node, ends ...[2]int) *Node {
	kept := []graph.SliceAxisSpec{graph.AxisRange()}
	for i, e := range ends {
		kept = append(kept, graph.AxisRange(e[0], x.Shape().Dimensions[i+1]-e[1]))
	}
	return graph.Slice(x, append(kept, graph.AxisRange())...)
}

// surrounded puts zeros around images or sequences, or between their values. GoMLX
// must be told of every axis, or the gradient fails.
func surrounded(x *Node, axes ...compute.PadAxis) *Node {
	all := append([]compute.PadAxis{{}}, axes...)
	return graph.Pad(x, number(x, 0), append(all, compute.PadAxis{})...)
}
