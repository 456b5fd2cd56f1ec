package exec

import (
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"

	"nnbook/nnlib/internal/spec"
)

// feed hands batches from the host to a program: features as float32, targets,
// and a weight for each row, 0 for the rows that a short batch lacks.
type feed struct {
	data      Data
	batch     int
	x, y      *port // y is nil without targets
	weight    *port
	arguments []argument
}

func (m *Model) newFeed(data Data, batch int, targets bool) (*feed, error) {
	f := &feed{data: data, batch: batch}
	var err error
	if f.x, err = m.device.port(m.batchShape(batch)); err != nil {
		return nil, err
	}
	if !targets {
		return f, nil
	}
	if f.y, err = m.device.port(targetShape(data, batch)); err != nil {
		return nil, err
	}
	f.weight, err = m.device.port(float32s(batch))
	return f, err
}

// load fills the ports with up to a batch of rows and returns the arguments.
func (f *feed) load(rows []int32) ([]argument, error) {
	x := f.x.flat.([]float32)
	f.data.fillX(x, rows)
	clear(x[len(rows)*(len(x)/f.batch):])
	ports := []*port{f.x}
	if f.y != nil {
		f.data.fillY(f.y.flat, rows)
		clearFrom(f.y.flat, len(rows), f.batch)
		weight := f.weight.flat.([]float32)
		for i := range weight {
			weight[i] = 0
			if i < len(rows) {
				weight[i] = 1
			}
		}
		ports = append(ports, f.y, f.weight)
	}
	f.arguments = f.arguments[:0]
	for _, p := range ports {
		argument, err := p.send()
		if err != nil {
			return nil, err
		}
		f.arguments = append(f.arguments, argument)
	}
	return f.arguments, nil
}

func (f *feed) close() {
	for _, p := range []*port{f.x, f.y, f.weight} {
		if p != nil {
			p.close()
		}
	}
}

// clearFrom zeroes the rows from the given one on.
func clearFrom(flat any, row, rows int) {
	switch flat := flat.(type) {
	case []int32:
		clear(flat[row*(len(flat)/rows):])
	case []float32:
		clear(flat[row*(len(flat)/rows):])
	}
}

// input is the shape of a row that the model takes.
func (m *Model) input() spec.Shape { return m.spec.Nodes[m.spec.Inputs[0]].Shape }

// batchShape is the model's input for a batch.
func (m *Model) batchShape(batch int) shapes.Shape {
	return float32s(append([]int{batch}, m.input()...)...)
}

func targetShape(data Data, batch int) shapes.Shape {
	return shapes.Make(dtypeOf(data.Y.DType), append([]int{batch}, data.Y.Shape[1:]...)...)
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
