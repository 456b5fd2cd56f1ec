package nnlib

import (
	"fmt"
	"math"
	"slices"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// Where returns the rows with one of the given labels: Where(0, 1) keeps zeros and
// ones. Labels stay as they are, and so does their number in [Dataset.Classes].
//
// Other than most steps it looks at the labels at once, to know how many rows are
// left.
//
// Where panics if the targets are no labels, for labels below 0, and if the data
// cannot be read.
func (d *Dataset) Where(labels ...int) *Dataset {
	kept := make([]int32, len(labels))
	for i, label := range labels {
		checkSetting("Where", float64(label), label >= 0 && label <= math.MaxInt32, "labels from 0", "Where(0, 1)")
		kept[i] = int32(label)
	}
	slices.Sort(kept)
	kept = slices.Compact(kept)
	if d.spec.Classes == 0 {
		panic(&Error{Who: "Where", Expected: "targets that are labels", Got: d.targetsInWords(), Fix: "[]int as the targets of nnlib.FromSlices"})
	}
	request := wire.Count{Data: d.wire(), Labels: kept}
	found, _ := call{who: fmt.Sprintf("Where%v", labels), request: request, data: []*Dataset{d}}.run().(int)
	return d.with(spec.Op{Kind: "where", Labels: kept, To: found})
}
