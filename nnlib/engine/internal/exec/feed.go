package exec

import (
	"fmt"
	"slices"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"

	"nnbook/nnlib/internal/spec"
)

// feed hands batches from the host to a program: features as float32, targets,
// a mask that is 0 for the rows that a short batch lacks, and the rows' weights
// where they have some.
type feed struct {
	data         Data
	x, y         []*port
	mask, weight *port // without targets both are nil
	arguments    []argument
}

// newFeed makes a feed of features alone, or with all that comes with targets.
func (m *Model) newFeed(data Data, batch int, targets bool) (*feed, error) {
	f := &feed{data: data}
	ports := func(shapes []shapes.Shape) (ports []*port, err error) {
		for _, shape := range shapes {
			p, err := m.device.port(shape)
			if err != nil {
				return nil, err
			}
			ports = append(ports, p)
		}
		return ports, nil
	}
	var err error
	if f.x, err = ports(m.batchShapes(batch)); err != nil || !targets {
		return f, err
	}
	if f.y, err = ports(targetShapes(data, batch)); err != nil {
		return nil, err
	}
	if f.mask, err = m.device.port(float32s(batch)); err != nil || data.Weights == nil {
		return f, err
	}
	f.weight, err = m.device.port(float32s(batch))
	return f, err
}

func (f *feed) all() []*port {
	return slices.DeleteFunc(slices.Concat(f.x, f.y, []*port{f.mask, f.weight}), func(p *port) bool { return p == nil })
}

// load fills the ports with the rows from one position to another, at most a
// batch, and returns the arguments.
func (f *feed) load(from, to int) ([]argument, error) {
	for i, p := range f.x {
		p.fill(f.data.X[i], from, to, f.data.X[i].Factor)
	}
	for i, p := range f.y {
		p.fill(f.data.Y[i], from, to, 1)
	}
	if f.mask != nil {
		mask := f.mask.flat.([]float32)
		clear(mask)
		for i := range to - from {
			mask[i] = 1
		}
	}
	if f.weight != nil {
		weight := f.weight.flat.([]float32)
		clear(weight[copy(weight, f.data.Weights[from:to]):])
	}
	f.arguments = f.arguments[:0]
	for _, p := range f.all() {
		argument, err := p.send()
		if err != nil {
			return nil, err
		}
		f.arguments = append(f.arguments, argument)
	}
	return f.arguments, nil
}

func (f *feed) close() {
	for _, p := range f.all() {
		p.close()
	}
}

// fill writes some of a column's rows, and the first of them again and again
// behind: what the model makes of rows that are not there is as finite as the rest.
func (p *port) fill(c Column, from, to int, factor float32) {
	c.fill(p.flat, c.Rows[from:to], factor)
	size := c.row().Size()
	switch flat := p.flat.(type) {
	case []int32:
		fillUp(flat, size, to-from)
	case []float32:
		fillUp(flat, size, to-from)
	}
}

func fillUp[T any](flat []T, size, have int) {
	for at := have * size; at < len(flat); at += size {
		copy(flat[at:], flat[:size])
	}
}

// inputs are the shapes of what the model takes for a row.
func (m *Model) inputs() []spec.Shape {
	var shapes []spec.Shape
	for _, node := range m.spec.Inputs {
		shapes = append(shapes, m.spec.Nodes[node].Shape)
	}
	return shapes
}

// batchShapes are the model's inputs for a batch.
func (m *Model) batchShapes(batch int) []shapes.Shape {
	var batches []shapes.Shape
	for _, row := range m.inputs() {
		batches = append(batches, float32s(append([]int{batch}, row...)...))
	}
	return batches
}

func targetShapes(data Data, batch int) []shapes.Shape {
	var batches []shapes.Shape
	for _, c := range data.Y {
		batches = append(batches, shapes.Make(dtypeOf(c.Array.DType), append([]int{batch}, c.row()...)...))
	}
	return batches
}

// targetsKey tells programs apart by what they compare outputs with.
func targetsKey(data Data) string {
	return fmt.Sprint(targetShapes(data, 1), data.Weights != nil)
}

func dtypeOf(name string) dtypes.DType {
	switch name {
	case "uint8":
		return dtypes.Uint8
	case "int32":
		return dtypes.Int32
	}
	return dtypes.Float32
}
