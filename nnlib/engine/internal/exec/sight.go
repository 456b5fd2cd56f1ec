package exec

import (
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
)

// sight is which step of a query may look at which of a value.
type sight struct {
	dims []int // [batch, query, value]
	mask *Node // nil for each at all
}

// limit hides the steps that a mask hides, which lacks one of the axes.
func (l *sight) limit(mask *Node, axis int) {
	if mask == nil {
		return
	}
	mask = graph.BroadcastToDims(graph.InsertAxes(mask, axis), l.dims...)
	if l.mask != nil {
		mask = graph.LogicalAnd(l.mask, mask)
	}
	l.mask = mask
}

// back hides what lies ahead.
func (l *sight) back(like *Node) {
	places := shapes.Make(dtypes.Int32, l.dims[1:]...)
	at := func(axis int) *Node { return graph.Iota(like.Graph(), places, axis) }
	l.limit(graph.GreaterOrEqual(at(0), at(1)), 0)
}
