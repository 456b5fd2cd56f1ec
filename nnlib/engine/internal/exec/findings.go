package exec

import (
	"errors"

	"github.com/gomlx/compute"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// findings collects a model's outputs, batch after batch.
type findings struct {
	names  []string
	shapes []spec.Shape
	values [][]float32
	latest [][]float32
}

func newFindings(model *spec.Model, rows, batch int) *findings {
	f := new(findings)
	for _, output := range model.Outputs {
		node := model.Nodes[output]
		f.names = append(f.names, model.Layers[node.Layer].Name)
		f.shapes = append(f.shapes, node.Shape)
		f.values = append(f.values, make([]float32, 0, rows*node.Shape.Size()))
		f.latest = append(f.latest, make([]float32, batch*node.Shape.Size()))
	}
	return f
}

// add takes over a batch's first rows and frees the buffers.
func (f *findings) add(outputs []compute.Buffer, rows int) error {
	var failed error
	for i, output := range outputs {
		failed = errors.Join(failed, receive(output, f.latest[i]))
		f.values[i] = append(f.values[i], f.latest[i][:rows*f.shapes[i].Size()]...)
	}
	return failed
}

func (f *findings) arrays() wire.Variables {
	all := wire.Variables{Names: f.names}
	for i, values := range f.values {
		rows := len(values) / f.shapes[i].Size()
		all.Arrays = append(all.Arrays, wire.Float32s(values, append([]int{rows}, f.shapes[i]...)...))
	}
	return all
}
