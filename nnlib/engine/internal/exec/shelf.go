package exec

import (
	"fmt"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
)

// shelf is the data of an epoch on a device: the columns' arrays as they are, and
// which of their rows come when.
type shelf struct {
	device  *device
	arrays  []*resident
	orders  []compute.Buffer // the last batch is filled up with row 0, which its mask gives no weight
	weights compute.Buffer   // nil where all rows count 1
}

// plan is what the training loop must know of a shelf to be compiled.
type plan struct {
	batch, steps int
	features     int            // how many of the columns, which come first
	arrays       []shapes.Shape // of the columns, features flat: [n, size of a row]
	order        []int          // which order each column follows
	orders       int
	weighted     bool
}

// plan says how data lie on a shelf.
func (d Data) plan(batch int) plan {
	p := plan{batch: batch, steps: (d.Len() + batch - 1) / batch, features: len(d.X), weighted: d.Weights != nil}
	known := map[*int32]int{}
	for i, c := range append(append([]Column{}, d.X...), d.Y...) {
		dims := c.Array.Shape
		if i < len(d.X) {
			dims = []int{dims[0], c.row().Size()}
		}
		p.arrays = append(p.arrays, shapes.Make(dtypeOf(c.Array.DType), dims...))
		order, ok := known[&c.Rows[0]]
		if !ok {
			order = len(known)
			known[&c.Rows[0]] = order
		}
		p.order = append(p.order, order)
	}
	p.orders = len(known)
	return p
}

// key tells plans apart whose loops differ.
func (p plan) key() string { return fmt.Sprint(p.features, p.arrays, p.order, p.weighted) }

// shapes are those of what lies on the shelf.
func (p plan) shapes() []shapes.Shape {
	all := append([]shapes.Shape{}, p.arrays...)
	for range p.orders {
		all = append(all, shapes.Make(dtypes.Int32, p.steps*p.batch))
	}
	if p.weighted {
		all = append(all, float32s(p.steps*p.batch))
	}
	return all
}

// fill brings data to the device. close must follow, also after an error.
func (s *shelf) fill(data Data, p plan) error {
	s.orders = make([]compute.Buffer, p.orders)
	for i, c := range append(append([]Column{}, data.X...), data.Y...) {
		kept, err := s.device.keep(c, p.arrays[i])
		if err != nil {
			return err
		}
		s.arrays = append(s.arrays, kept)
		if s.orders[p.order[i]] != nil {
			continue
		}
		order := make([]int32, p.steps*p.batch)
		copy(order, c.Rows)
		if s.orders[p.order[i]], err = s.device.upload(order); err != nil {
			return err
		}
	}
	if !p.weighted {
		return nil
	}
	weights := make([]float32, p.steps*p.batch)
	copy(weights, data.Weights)
	var err error
	s.weights, err = s.device.upload(weights)
	return err
}

// arguments are what lies on the shelf, in the order of plan.shapes.
func (s *shelf) arguments() []argument {
	var all []argument
	for _, r := range s.arrays {
		all = append(all, argument{r.buffer, false})
	}
	for _, order := range s.orders {
		all = append(all, argument{order, false})
	}
	if s.weights != nil {
		all = append(all, argument{s.weights, false})
	}
	return all
}

func (s *shelf) close() {
	for _, r := range s.arrays {
		s.device.done(r)
	}
	for _, buffer := range append(s.orders, s.weights) {
		if buffer != nil {
			_ = buffer.Finalize() // it only fails for what is freed already
		}
	}
}

// take gathers the batch that begins at a position from what lies on the shelf:
// features as float32 times their factors, targets, mask and weights.
func (p plan) take(m *Model, shelf []*Node, start, rows *Node, factors func(i int) *Node) batch {
	g := start.Graph()
	var chosen []*Node
	for _, order := range shelf[len(p.arrays):][:p.orders] {
		chosen = append(chosen, graph.InsertAxes(graph.DynamicSlice(order, []*Node{start}, []int{p.batch}), -1))
	}
	var b batch
	for i, array := range shelf[:len(p.arrays)] {
		picked := graph.Gather(array, chosen[p.order[i]])
		if i >= p.features {
			b.ys = append(b.ys, picked)
			continue
		}
		if picked.DType() != dtypes.Float32 {
			picked = graph.ConvertDType(picked, dtypes.Float32)
		}
		b.xs = append(b.xs, graph.Reshape(graph.Mul(picked, factors(i)), m.batchShapes(p.batch)[i].Dimensions...))
	}
	position := graph.Add(graph.Iota(g, shapes.Make(dtypes.Int32, p.batch), 0), start)
	b.mask = graph.ConvertDType(graph.LessThan(position, rows), dtypes.Float32)
	if p.weighted {
		b.weight = graph.DynamicSlice(shelf[len(shelf)-1], []*Node{start}, []int{p.batch})
	}
	return b
}
