package exec

import (
	"fmt"
	"slices"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// ledger says what is added up over batches: the number of rows, the loss, the
// loss of each output where several have one, and what each metric needs.
type ledger struct {
	goals    []spec.Goal
	accounts []account
	width    int
}

// account is one value of the logs: where its sums are, and what they make.
type account struct {
	name     string
	from, to int
	result   func(sums []float64, rows float64) float64
}

// newLedger expects goals that checkSettings accepted.
func newLedger(model *spec.Model, goals []spec.Goal) *ledger {
	l := &ledger{goals: goals, width: 1}
	l.open("loss", 1, meanOverRows)
	prefix := func(output int) string {
		if len(goals) == 1 {
			return ""
		}
		return model.Layers[model.Nodes[model.Outputs[output]].Layer].Name + "_"
	}
	if severalLosses(goals) {
		for i, goal := range goals {
			if goal.Loss.Class != "" {
				l.open(prefix(i)+"loss", 1, meanOverRows)
			}
		}
	}
	for i, goal := range goals {
		output := model.Nodes[model.Outputs[i]].Shape
		for _, o := range goal.Metrics {
			l.openMetric(prefix(i)+logName(o), o, output)
		}
		for _, o := range goal.Weighted {
			l.openMetric(prefix(i)+weightedName(o, goal.Metrics), o, output)
		}
	}
	return l
}

// weightedName tells a metric that counts rows by weight from one that doesn't.
func weightedName(o spec.Object, beside []spec.Object) string {
	name := logName(o)
	if slices.ContainsFunc(beside, func(other spec.Object) bool { return logName(other) == name }) {
		return "weighted_" + name
	}
	return name
}

func severalLosses(goals []spec.Goal) bool {
	count := 0
	for _, goal := range goals {
		if goal.Loss.Class != "" {
			count++
		}
	}
	return count > 1
}

// batchwise tells whether rows count differently in another batch.
func (l *ledger) batchwise() bool {
	return slices.ContainsFunc(l.goals, func(goal spec.Goal) bool {
		return slices.ContainsFunc(slices.Concat([]spec.Object{goal.Loss}, goal.Metrics, goal.Weighted), func(o spec.Object) bool {
			return slices.Contains(comparing, o.Class)
		})
	})
}

// comparing are the losses that look at several rows together.
var comparing = []string{spec.Dice, spec.Tversky, spec.Circle}

func meanOverRows(sums []float64, rows float64) float64 { return ratio(sums[0], rows) }

func (l *ledger) openMetric(name string, o spec.Object, output spec.Shape) {
	m := metrics[o.Class]
	l.open(name, m.width(o, output), func(sums []float64, _ float64) float64 { return m.result(o, sums) })
}

// open numbers names that are there already: "auc", "auc_1".
func (l *ledger) open(name string, width int, result func([]float64, float64) float64) {
	for i, first := 1, name; slices.Contains(l.names(), name); i++ {
		name = fmt.Sprintf("%s_%d", first, i)
	}
	l.accounts = append(l.accounts, account{name, l.width, l.width + width, result})
	l.width += width
}

// enter returns a batch's loss, which training makes smaller, and all its sums.
// mask, [batch], is 0 for rows that are not there; weight, [batch] or nil, is what
// the others count.
//
// The loss is Σ weight · loss / rows, as Keras has it: weights do not divide it.
// Steps that an output's mask hides weigh nothing: the mean of the others is the
// batch's loss, and they count in metrics.
func (n *network) enter(l *ledger, outs []outcome, mask, weight *Node) (loss, sums *Node) {
	counts := mask
	if weight != nil {
		counts = graph.Mul(mask, weight)
	}
	rows := graph.ReduceAllSum(mask)
	var each, measured []*Node
	for i, goal := range l.goals {
		out, there, counts := outs[i].places(mask, counts)
		out.there = there
		if goal.Loss.Class != "" {
			own := graph.ReduceAllSum(graph.Mul(counts, losses[goal.Loss.Class](goal.Loss, out)))
			if out.mask != nil {
				own = graph.Div(graph.Mul(own, rows), atLeast(graph.ReduceAllSum(there), epsilon))
			}
			each = append(each, own)
			loss = plus(loss, scaled(own, goal.Weight))
		}
		still := outcome{targets: out.targets, prediction: graph.StopGradient(out.prediction), there: there}
		for _, o := range goal.Metrics {
			measured = append(measured, metrics[o.Class].sums(o, still, there))
		}
		for _, o := range goal.Weighted {
			measured = append(measured, metrics[o.Class].sums(o, still, counts))
		}
	}
	n.penalizeWeights()
	for _, penalty := range n.penalties {
		loss = plus(loss, graph.Mul(penalty, rows))
	}
	parts := []*Node{graph.Reshape(rows, 1), graph.Reshape(loss, 1)}
	if len(each) > 1 {
		parts = append(parts, graph.Stack(each, 0))
	}
	return graph.Div(loss, rows), graph.Concatenate(append(parts, measured...), 0)
}

// plus adds to what may be nothing yet.
func plus(sum, x *Node) *Node {
	if sum == nil {
		return x
	}
	return graph.Add(sum, x)
}

// scaled leaves alone what 1 would not change.
func scaled(x *Node, factor float64) *Node {
	if factor == 1 {
		return x
	}
	return graph.MulScalar(x, factor)
}

// names are those of the logs, the loss first.
func (l *ledger) names() []string {
	names := make([]string, len(l.accounts))
	for i, a := range l.accounts {
		names[i] = a.name
	}
	return names
}

// values are what sums over rows make, in the order of names.
func (l *ledger) values(sums []float64) []float64 {
	values := make([]float64, len(l.accounts))
	for i, a := range l.accounts {
		values[i] = a.result(sums[a.from:a.to], sums[0])
	}
	return values
}

func (l *ledger) logs(sums []float64) map[string]float64 {
	logs, values := map[string]float64{}, l.values(sums)
	for i, a := range l.accounts {
		logs[a.name] = values[i]
	}
	return logs
}

func (l *ledger) measured(sums []float64) wire.Measured {
	return wire.Measured{Names: l.names(), Values: l.values(sums)}
}
