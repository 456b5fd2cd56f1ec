package exec

import (
	"math"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// Source: Keras 3, keras/src/metrics/confusion_metrics.py.
func init() {
	fits[spec.AUC] = fitsLabels
	metrics[spec.AUC] = metric{
		width: func(o spec.Object, output spec.Shape) int {
			return 2 * int(o.Param("num_thresholds")) * areas(o, output)
		},
		sums: aucSums,
		result: func(o spec.Object, sums []float64) float64 {
			size, weights := 2*int(o.Param("num_thresholds")), o.Params.List("label_weights")
			area, total := 0.0, 0.0
			for label := range len(sums) / size {
				weight := 1.0
				if o.Param("multi_label") != 0 && weights != nil {
					weight = weights[label]
				}
				area += weight * auc(o, countsOf(sums[label*size:][:size]).fromZero())
				total += weight
			}
			return quotient(area, total)
		},
	}
}

// areas is how many areas are measured: one, or one a label.
func areas(o spec.Object, output spec.Shape) int {
	if o.Param("multi_label") != 0 {
		return output[0]
	}
	return 1
}

func aucSums(o spec.Object, out outcome, weight *Node) *Node {
	p, y := byRow(out.prediction), byRow(aligned(out))
	if o.Param("from_logits") != 0 {
		p = graph.Sigmoid(p)
	}
	each := graph.BroadcastToDims(graph.Reshape(weight, -1, 1), p.Shape().Dimensions...)
	if o.Param("multi_label") == 0 {
		if weights := o.Params.List("label_weights"); weights != nil {
			each = graph.Mul(each, graph.BroadcastToDims(row(p, weights), p.Shape().Dimensions...))
		}
		p, y, each = column(p), column(y), column(each)
	}
	return flat(spread(p, y, each, int(o.Param("num_thresholds"))))
}

// row is [1, n] of constants.
func row(like *Node, values []float64) *Node {
	single := make([]float32, len(values))
	for i, value := range values {
		single[i] = float32(value)
	}
	return graph.Const(like.Graph(), [][]float32{single})
}

// auc is the area under the curve through the points of all thresholds.
func auc(o spec.Object, c counts) float64 {
	curve, summation := int(o.Param("curve")), int(o.Param("summation_method"))
	if curve == spec.CurvePR && summation == spec.SumInterpolation {
		return interpolatedPR(c)
	}
	area := 0.0
	right, top := point(curve, c, 0)
	for i := 1; i < len(c.tp); i++ {
		x, y := point(curve, c, i)
		area += (right - x) * height(summation, top, y)
		right, top = x, y
	}
	return area
}

func height(summation int, a, b float64) float64 {
	switch summation {
	case spec.SumMinoring:
		return min(a, b)
	case spec.SumMajoring:
		return max(a, b)
	}
	return (a + b) / 2
}

// point is where the curve passes at a threshold.
func point(curve int, c counts, i int) (x, y float64) {
	switch curve {
	case spec.CurveROC:
		return c.fallOut(i), c.recall(i)
	case spec.CurvePR:
		return c.recall(i), c.precision(i)
	}
	if c.tp[i] == 0 {
		return 0, 1
	}
	scale := quotient(c.tp[i]+c.fn[i], c.tn[i]+c.fp[i])
	return max(0, 1-scale*c.fn[i]/c.tp[i]), 1 - scale*c.fp[i]/c.tp[i]
}

// interpolatedPR is the area under the precision over the recall, where true and
// false positives, and not the precision, go straight between two thresholds.
//
// Source: Davis and Goadrich, The Relationship Between Precision-Recall and ROC
// Curves, 2006, section 4.
func interpolatedPR(c counts) float64 {
	area := 0.0
	for i := range len(c.tp) - 1 {
		before, after := c.tp[i+1]+c.fp[i+1], c.tp[i]+c.fp[i]
		gain := c.tp[i] - c.tp[i+1]
		slope := quotient(gain, max(after-before, 0))
		bend := 0.0
		if before > 0 && after > 0 {
			bend = (c.tp[i+1] - slope*before) * math.Log(after/before)
		}
		area += quotient(slope*(gain+bend), c.tp[i+1]+c.fn[i+1])
	}
	return area
}
