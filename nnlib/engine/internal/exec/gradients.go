package exec

import (
	"errors"
	"fmt"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/wire"
)

// Gradients returns the derivatives of the data's loss by each variable that learns, for
// all rows as one batch. Nothing is drawn by chance, as in Evaluate.
func (m *Model) Gradients(data Data) (wire.Variables, error) {
	who := fmt.Sprintf("Gradients of model %q", m.spec.Name)
	rows := data.Len()
	if err := m.ready("Gradients", data, Options{BatchSize: rows}); err != nil {
		return wire.Variables{}, err
	}
	var found wire.Variables
	learning := m.trainable()
	if len(learning) == 0 {
		return found, nil
	}
	p, err := m.gradients(data, rows)
	if err != nil {
		return found, err
	}
	feed, err := m.newFeed(data, rows, true)
	if err != nil {
		return found, fmt.Errorf("%s: %w", who, err)
	}
	defer feed.close()
	outputs, err := m.forward(p, feed, 0, rows)
	if err != nil {
		return found, fmt.Errorf("%s: %w", who, err)
	}
	for i, v := range learning {
		values := make([]float32, v.size())
		err := outputs[i].ToFlatData(values)
		if err := errors.Join(err, outputs[i].Finalize()); err != nil {
			return found, fmt.Errorf("%s: %s: %w", who, v.name, err)
		}
		found.Names = append(found.Names, v.name)
		found.Arrays = append(found.Arrays, wire.Float32s(values, v.shape...))
	}
	return found, nil
}

// gradients is the program that differentiates a batch's loss.
func (m *Model) gradients(data Data, batch int) (*program, error) {
	key := programKey{kind: "gradients", batch: batch, columns: targetsKey(data)}
	return m.program(key, func(g *graph.Graph) []*Node {
		p := parameters{g}
		b := p.batch(m, data, batch)
		variables := p.all(m.variables)
		net := m.network(variables, nil)
		net.present = b.mask
		loss, _ := net.enter(m.ledger, net.outcomes(b.xs, b.ys), b.mask, b.weight)
		var learning []*Node
		for i, v := range m.variables {
			if v.trainable {
				learning = append(learning, variables[i])
			}
		}
		return graph.Gradient(loss, learning...)
	})
}
