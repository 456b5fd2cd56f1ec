package charts

import (
	"fmt"
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// Graph is a model as layers and what flows between them, such as nnlib's Graph.
type Graph interface {
	Len() int

	// Layer returns one layer: what it is called, of what kind it is, the shape of what
	// it puts out without the batch, and how many parameters it has.
	Layer(i int) (name, kind string, shape []int, parameters int)

	// Inputs returns the layers whose outputs a layer takes, all of them before it.
	Inputs(i int) []int
}

// ParametersPerLayer returns a chart of how many parameters each layer has that has any.
// Where most of them are is where a model can learn most by heart, and where it can be
// made smaller.
func ParametersPerLayer(model Graph) *Chart {
	total := 0
	var names []string
	var counts []int
	for i := range model.Len() {
		if name, _, _, n := model.Layer(i); n > 0 {
			names, counts, total = append(names, name), append(counts, n), total+n
		}
	}
	if total == 0 {
		return &Chart{text: fmt.Sprintf("No parameters to count: none of %s has any.", plural(model.Len(), "layer"))}
	}
	var bars []bar
	most := 0
	for i, n := range counts {
		if n > counts[most] {
			most = i
		}
		part := fmt.Sprintf("%s · %s", thousands(n), percent(share(n, total)))
		bars = append(bars, bar{Name: names[i] + ": " + part, Value: values{float64(n), float64(i)}, Label: rightOf(part)})
	}
	text := fmt.Sprintf("Parameters per layer: %s in all, most in %s: %s (%s).", thousands(total), names[most], thousands(counts[most]), percent(share(counts[most], total)))
	o := newOption("Parameters per layer", thousands(total)+" in all", text)
	o.Tooltip.Trigger, o.Tooltip.Formatter = "item", "{b}"
	place := onlyPlot(belowHead)
	place.Right = "130" // for the longest bar's number
	o.addPlot(place, scale{name: "parameters", zero: true}, scale{names: names, reversed: true})
	o.XAxis[0].SplitNumber = 4
	o.Series = []series{{
		ID: "parameters", Name: "parameters", Type: "bar", BarWidth: "60%", Data: bars,
		ItemStyle: &itemStyle{ItemStyle: opts.ItemStyle{Color: trainingColor}},
	}}
	return headed(Chart{option: o, text: text, width: figureWidth, height: belowHead + 60 + 30*len(names)})
}

// layerText is what stands in a layer's box.
func layerText(name, kind string, shape []int, parameters int) (first, second string) {
	first, second = name, shapeText(shape)
	if kind != "" && !strings.EqualFold(kind, name) {
		first += " · " + kind
	}
	if parameters > 0 {
		second += " · " + thousands(parameters) + " parameters"
	}
	return first, second
}

// layered is a graph with its layers in ranks, each below all that it takes from. An edge
// that spans several ranks passes through a place of its own in each.
type layered struct {
	ranks [][]int // of layers, and behind them places that edges pass through
	rank  []int   // of each
	edges [][]int // each from a layer over places to a layer
	down  [][]int // neighbours in the next rank
	up    [][]int // neighbours in the rank before
}

// layOut puts a graph's layers into ranks, and those of a rank into an order in which few
// edges cross.
func layOut(g Graph) *layered {
	l := &layered{}
	for i := range g.Len() {
		rank := 0
		for _, from := range g.Inputs(i) {
			rank = max(rank, l.rank[from]+1)
		}
		l.place(rank)
	}
	for i := range g.Len() {
		for _, from := range g.Inputs(i) {
			l.join(from, i)
		}
	}
	for range 4 {
		for r := 1; r < len(l.ranks); r++ {
			l.order(r, l.up, r-1)
		}
		for r := len(l.ranks) - 2; r >= 0; r-- {
			l.order(r, l.down, r+1)
		}
	}
	return l
}

// place adds a layer, or a place that an edge passes through, to a rank.
func (l *layered) place(rank int) (index int) {
	for len(l.ranks) <= rank {
		l.ranks = append(l.ranks, nil)
	}
	index = len(l.rank)
	l.ranks[rank] = append(l.ranks[rank], index)
	l.rank = append(l.rank, rank)
	l.up, l.down = append(l.up, nil), append(l.down, nil)
	return index
}

func (l *layered) join(from, to int) {
	edge, last := []int{from}, from
	link := func(next int) {
		l.down[last], l.up[next] = append(l.down[last], next), append(l.up[next], last)
		edge, last = append(edge, next), next
	}
	for r := l.rank[from] + 1; r < l.rank[to]; r++ {
		link(l.place(r))
	}
	link(to)
	l.edges = append(l.edges, edge)
}

// order sorts a rank by the mean place of its neighbours in another one.
func (l *layered) order(r int, neighbours [][]int, other int) {
	position := map[int]float64{}
	for i, n := range l.ranks[other] {
		position[n] = l.x(other, i)
	}
	middle := map[int]float64{}
	for i, n := range l.ranks[r] {
		middle[n] = l.x(r, i)
		if len(neighbours[n]) > 0 {
			middle[n] = 0
		}
		for _, m := range neighbours[n] {
			middle[n] += position[m] / float64(len(neighbours[n]))
		}
	}
	slices.SortStableFunc(l.ranks[r], func(a, b int) int {
		switch {
		case middle[a] < middle[b]:
			return -1
		case middle[a] > middle[b]:
			return 1
		}
		return 0
	})
}

// x is the place of a rank's i-th member, counted in boxes from the middle.
func (l *layered) x(rank, i int) float64 { return float64(i) - float64(len(l.ranks[rank])-1)/2 }

// places returns where everything stands, in boxes from the middle and in ranks.
func (l *layered) places() []point {
	at := make([]point, len(l.rank))
	for r, members := range l.ranks {
		for i, n := range members {
			at[n] = point{l.x(r, i), float64(r)}
		}
	}
	return at
}
