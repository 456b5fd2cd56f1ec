package exec

import (
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// How far predicted and true segments of each class overlap: what is in both,
// divided by what is in one of them.
//
// Source: Keras 3, keras/src/metrics/iou_metrics.py.
func init() {
	sparse := iou(func(_ spec.Object, out outcome) (said, truth *Node) { return first(out.prediction), classes(out) })
	oneHot := iou(func(_ spec.Object, out outcome) (said, truth *Node) {
		return first(out.prediction), first(aligned(out))
	})
	for class, m := range map[string]metric{spec.IoU: sparse, spec.MeanIoU: sparse, spec.OneHotIoU: oneHot, spec.OneHotMeanIoU: oneHot} {
		metrics[class], fits[class] = m, fitsClasses
	}
	metrics[spec.BinaryIoU] = iou(func(o spec.Object, out outcome) (said, truth *Node) {
		p := out.prediction
		yes := graph.GreaterOrEqual(p, number(p, o.Param("threshold")))
		return graph.ConvertDType(yes, dtypes.Int32), graph.ConvertDType(aligned(out), dtypes.Int32)
	})
}

// iou adds up for each class what is in both segments, in the predicted, and in
// the true one. segments gives the class of every pixel.
func iou(segments func(o spec.Object, out outcome) (said, truth *Node)) metric {
	return metric{
		width: func(o spec.Object, _ spec.Shape) int { return 3 * segmentClasses(o) },
		sums: func(o spec.Object, out outcome, weight *Node) *Node {
			said, truth := segments(o, out)
			said, truth = byRow(said), byRow(truth)
			counts := graph.Mul(graph.Reshape(weight, -1, 1), counted(o, said, truth))
			n := segmentClasses(o)
			s, t := graph.OneHot(said, n, dtypes.Float32), graph.OneHot(truth, n, dtypes.Float32)
			total := func(x *Node) *Node {
				return graph.ReduceSum(graph.Mul(graph.InsertAxes(counts, -1), x), 0, 1)
			}
			return graph.Concatenate([]*Node{total(graph.Mul(s, t)), total(s), total(t)}, 0)
		},
		result: overlap,
	}
}

func segmentClasses(o spec.Object) int {
	if o.Class == spec.BinaryIoU {
		return 2
	}
	return int(o.Param("num_classes"))
}

// counted is 1 for the pixels whose predicted and true classes are among those
// that are told apart, and not the one that is ignored.
func counted(o spec.Object, said, truth *Node) *Node {
	n, zero := graph.Scalar(said.Graph(), dtypes.Int32, segmentClasses(o)), graph.ScalarZero(said.Graph(), dtypes.Int32)
	in := graph.LogicalAnd(graph.LessThan(said, n), graph.LogicalAnd(graph.GreaterOrEqual(truth, zero), graph.LessThan(truth, n)))
	if o.Class != spec.BinaryIoU {
		ignored := graph.Scalar(said.Graph(), dtypes.Int32, int(o.Param("ignore_class")))
		in = graph.LogicalAnd(in, graph.NotEqual(truth, ignored))
	}
	return graph.ConvertDType(in, dtypes.Float32)
}

// overlap is the mean over the classes that are asked for, and that are there.
func overlap(o spec.Object, sums []float64) float64 {
	n := len(sums) / 3
	ids := o.Params.List("target_class_ids")
	if ids == nil {
		for id := range n {
			ids = append(ids, float64(id))
		}
	}
	share, there := 0.0, 0.0
	for _, id := range ids {
		i := int(id)
		both, either := sums[i], sums[n+i]+sums[2*n+i]-sums[i]
		if either > 1e-9 {
			share += both / (either + epsilon)
			there++
		}
	}
	return share / (there + epsilon)
}
