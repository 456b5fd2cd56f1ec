package exec

import (
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// Metrics that look at many thresholds, evenly spaced from 0 to 1, add up how
// much weight lies between each two of them; what lies above follows from that.

// spread adds up the weights, [n, labels], of true and of false answers by the
// place of their outputs p: [labels · thresholds, 2]. Place 0 is for outputs of 0,
// place i for those above threshold i-1 and not above threshold i.
func spread(p, y, weight *Node, thresholds int) *Node {
	p = graph.Where(graph.GreaterThan(p, number(p, 0)), p, graph.ZerosLike(p)) // and so what is not a number
	place := graph.Ceil(graph.MulScalar(within(p, 0, 1), float64(thresholds-1)))
	labels := p.Shape().Dimensions[1]
	label := graph.Iota(p.Graph(), p.Shape(), 1)
	index := graph.ConvertDType(graph.Add(place, graph.MulScalar(label, thresholds)), dtypes.Int32)
	right := graph.Mul(weight, truth(graph.NotEqual(y, number(y, 0))))
	sides := graph.Stack([]*Node{right, graph.Sub(weight, right)}, -1)
	return graph.Scatter(graph.Reshape(index, -1, 1), graph.Reshape(sides, -1, 2), float32s(labels*thresholds, 2), false, false)
}

// counts are the answers of each kind at every threshold.
type counts struct{ tp, fp, fn, tn []float64 }

// countsOf reads what spread added up for a label.
func countsOf(sums []float64) counts {
	var yes, no []float64
	for i := 0; i < len(sums); i += 2 {
		yes, no = append(yes, sums[i]), append(no, sums[i+1])
	}
	right, wrong := cumulated(yes), cumulated(no)
	return counts{right.yes, wrong.yes, right.no, wrong.no}
}

type answers struct{ yes, no []float64 }

// cumulated adds up what is above each threshold and what is not.
func cumulated(places []float64) answers {
	a := answers{make([]float64, len(places)), make([]float64, len(places))}
	sum := 0.0
	for i := len(places) - 1; i >= 0; i-- {
		a.yes[i] = sum
		sum += places[i]
	}
	for i, yes := range a.yes {
		a.no[i] = sum - yes
	}
	return a
}

// fromZero counts outputs of 0 as above the first threshold.
func (c counts) fromZero() counts {
	c.tp[0], c.fn[0] = c.tp[0]+c.fn[0], 0
	c.fp[0], c.tn[0] = c.fp[0]+c.tn[0], 0
	return c
}

func (c counts) precision(i int) float64   { return share(c.tp[i], c.fp[i]) }
func (c counts) recall(i int) float64      { return share(c.tp[i], c.fn[i]) }
func (c counts) specificity(i int) float64 { return share(c.tn[i], c.fp[i]) }
func (c counts) fallOut(i int) float64     { return share(c.fp[i], c.tn[i]) }

// points are the metrics that are the best of one measure, among the thresholds
// at which another is as good as a setting says.
//
// Source: Keras 3, keras/src/metrics/confusion_metrics.py.
var points = map[string]struct {
	setting    string
	held, best func(c counts, i int) float64
}{
	spec.SensitivityAtSpecificity: {"specificity", counts.specificity, counts.recall},
	spec.SpecificityAtSensitivity: {"sensitivity", counts.recall, counts.specificity},
	spec.PrecisionAtRecall:        {"recall", counts.recall, counts.precision},
	spec.RecallAtPrecision:        {"precision", counts.precision, counts.recall},
}

func init() {
	for name, point := range points {
		fits[name] = fitsChoice
		metrics[name] = metric{
			width: func(o spec.Object, _ spec.Shape) int { return 2 * int(o.Param("num_thresholds")) },
			sums: func(o spec.Object, out outcome, weight *Node) *Node {
				p, y := column(class(o, out.prediction)), column(class(o, aligned(out)))
				return flat(spread(p, y, spreadOut(weight, p), int(o.Param("num_thresholds"))))
			},
			result: func(o spec.Object, sums []float64) float64 {
				c, best := countsOf(sums), 0.0
				for i := range c.tp {
					if point.held(c, i) >= o.Param(point.setting) {
						best = max(best, point.best(c, i))
					}
				}
				return best
			},
		}
	}
}

// column makes [n, 1] of anything.
func column(x *Node) *Node { return graph.Reshape(x, -1, 1) }

func flat(x *Node) *Node { return graph.Reshape(x, -1) }

// spreadOut gives each value of a column its row's weight.
func spreadOut(weight, column *Node) *Node {
	rows, values := weight.Shape().Size(), column.Shape().Size()
	return graph.Reshape(graph.BroadcastToDims(graph.Reshape(weight, rows, 1), rows, values/rows), values, 1)
}
