package exec

import (
	"context"
	"fmt"
	"time"

	"github.com/gomlx/compute"
)

// trainOnHost goes through the stages of each step and updates the weights in
// the memory that it shares with the backend.
func (m *Model) trainOnHost(ctx context.Context, data Data, options Options, sums *sums) (timing Timing, err error) {
	stages, err := m.stages(data, options.BatchSize)
	if err != nil {
		return timing, err
	}
	feed, err := m.newFeed(data, options.BatchSize, true)
	if err != nil {
		return timing, err
	}
	defer feed.close()
	crew := newCrew()
	defer crew.close()
	clock := stages.clock.flat.([]uint32)
	clock[0] = seed32(options.Seed)
	begin := time.Now()
	err = eachBatch(ctx, data.Len(), options.BatchSize, options, sums.logs, func(from, to int) error {
		clock[1] = uint32(timing.Steps)
		inputs, err := feed.load(from, to)
		if err == nil {
			err = m.hostStep(crew, stages, inputs, sums)
		}
		if err != nil {
			return fmt.Errorf("training model %q: %w", m.spec.Name, err)
		}
		if timing.Steps++; timing.Steps == 1 {
			begin = time.Now()
		}
		return nil
	})
	timing.StepSeconds = time.Since(begin).Seconds() / float64(max(1, timing.Steps-1))
	return timing, err
}

// stages returns the compiled stages for a batch of such data.
func (m *Model) stages(data Data, batch int) (*stages, error) {
	key := programKey{kind: "stages", batch: batch, columns: targetsKey(data)}
	if s, ok := m.staged[key]; ok {
		return s, nil
	}
	s, err := m.newStages(data, batch)
	if err == nil {
		m.staged[key] = s
	}
	return s, err
}

// tally is what one step has found so far.
type tally struct {
	gradients [][]float32 // by variable
	adjoints  [][]float32 // derivatives by what each cut gave
	held      []compute.Buffer
}

// run runs a stage and returns its outputs' values, which last until free.
func (t *tally) run(p *program, inputs []argument) ([][]float32, error) {
	outputs, err := p.run(inputs)
	if err != nil {
		return nil, err
	}
	t.held = append(t.held, outputs...)
	values := make([][]float32, len(outputs))
	for i, output := range outputs {
		flat, err := output.Data()
		if err != nil {
			return nil, err
		}
		values[i] = flat.([]float32)
	}
	return values, nil
}

// add adds derivatives to what they are by.
func (t *tally) add(uses []use, derivatives [][]float32) {
	for i, use := range uses {
		to := t.gradients
		at := use.variable
		if use.cut >= 0 {
			to, at = t.adjoints, use.cut
		}
		if to[at] == nil {
			to[at] = derivatives[i]
			continue
		}
		for j, value := range derivatives[i] {
			to[at][j] += value
		}
	}
}

func (t *tally) free() {
	for _, buffer := range t.held {
		_ = buffer.Finalize() // it only fails for what is freed already
	}
}

// hostStep goes forward from cut to cut, then back, and updates the weights.
func (m *Model) hostStep(w *crew, s *stages, inputs []argument, sums *sums) error {
	t := &tally{gradients: make([][]float32, len(m.variables)), adjoints: make([][]float32, len(s.cuts))}
	defer t.free()
	inputs = append(append(inputs, argument{s.clock.shared, false}), lend(m.variables)...)
	for _, c := range s.cuts {
		inputs = append(inputs, argument{c.y.shared, false})
	}
	products := map[int]factors{}
	xs := make([][]float32, len(s.cuts))
	for i, c := range s.cuts {
		x, err := t.run(c.before, inputs)
		if err != nil {
			return err
		}
		xs[i] = x[0]
		c.forward(w, x[0], m.variables[c.variable].shared)
	}
	last, err := t.run(s.last, inputs)
	if err != nil {
		return err
	}
	sums.addFlat(last[0])
	assigned, derivatives := last[1:1+len(s.assigned)], last[1+len(s.assigned):]
	t.add(s.last.uses, derivatives)
	for i := len(s.cuts) - 1; i >= 0; i-- {
		c := s.cuts[i]
		if t.adjoints[i] == nil {
			continue // the loss does not hang on it
		}
		c.backward(w, xs[i], t.adjoints[i], m.variables[c.variable].shared)
		if c.images != nil {
			t.add([]use{{variable: c.variable, cut: -1}}, [][]float32{c.images.gradient})
		} else {
			p := products[c.variable]
			products[c.variable] = factors{c.in, c.out, append(p.x, xs[i]...), append(p.adjoint, t.adjoints[i]...)}
		}
		if c.back == nil {
			continue
		}
		further, err := t.run(c.back, append(inputs, argument{c.dx.shared, false}))
		if err != nil {
			return err
		}
		t.add(c.back.uses, further)
	}
	m.updateOnHost(w, t.gradients, products)
	for i, v := range s.assigned {
		copy(m.variables[v].shared, assigned[i])
	}
	return nil
}

// forward computes what the cut gives.
func (c *cut) forward(w *crew, x, kernel []float32) {
	y := c.y.flat.([]float32)
	if c.images != nil {
		w.convolve(c.images, y, x, kernel)
		return
	}
	w.multiplyAll(y, byRows(x, c.in), kernel, c.rows, c.in, c.out)
}

// backward computes the derivative by x, if that leads anywhere, and a
// convolution's by its kernel.
func (c *cut) backward(w *crew, x, adjoint, kernel []float32) {
	var dx []float32
	if c.back != nil {
		dx = c.dx.flat.([]float32)
		turn(c.turned, kernel, c.in, c.out)
	}
	switch {
	case c.images != nil:
		w.convolveBack(c.images, dx, adjoint, x, c.turned)
	case dx != nil:
		w.multiplyAll(dx, byRows(adjoint, c.out), c.turned, c.rows, c.out, c.in)
	}
}

// updateOnHost lets the optimizer change the trainable variables.
func (m *Model) updateOnHost(w *crew, gradients [][]float32, products map[int]factors) {
	now := m.rule.at(m.rate, m.iteration)
	m.iteration++
	slots, each := m.slots, len(m.rule.slots())
	var whole []pending
	for i, v := range m.variables {
		if !v.trainable {
			continue
		}
		p := pending{v, slots[:each], nil}
		slots = slots[each:]
		if m.rule.byNorm() {
			p.gradient = make([]float32, v.size())
			whole = append(whole, p)
		}
		w.eachPart(v, gradients[i], products[i], func(gradient []float32, first int) {
			part := p.part(first, len(gradient))
			now.gather(gradient, part)
			if p.gradient != nil {
				copy(p.gradient[first:], gradient)
			} else {
				now.apply(v.shared[first:][:len(gradient)], gradient, part)
			}
		})
	}
	now.applyWhole(whole)
	for _, v := range m.trainable() {
		if v.constraint != nil {
			v.constraint.onHost(v.shared, v.shape)
		}
	}
}

// pending is a variable with its slots and, where it must be known before the
// first update, its whole gradient.
type pending struct {
	*variable
	slots    []*variable
	gradient []float32
}

// part is a part of the slots.
func (p pending) part(first, n int) [][]float32 {
	parts := make([][]float32, len(p.slots))
	for i, slot := range p.slots {
		parts[i] = slot.shared[first:][:n]
	}
	return parts
}

// applyWhole clips gradients by their norms and changes the variables.
func (m moment) applyWhole(all []pending) {
	if m.due {
		gradients := make([][]float32, len(all))
		for i, p := range all {
			gradients[i] = p.gradient
		}
		m.clipWhole(gradients)
	}
	for _, p := range all {
		m.apply(p.shared, p.gradient, p.part(0, p.size()))
	}
}

// eachPart calls update with each part of a variable's gradient, made from what
// its kernel multiplied and from what comes beside, and the index of its first value.
func (w *crew) eachPart(v *variable, beside []float32, product factors, update func(gradient []float32, first int)) {
	switch {
	case product.x != nil:
		w.updateRows(product, func(gradient []float32, first int) {
			add(gradient, beside, first)
			update(gradient, first)
		})
	case beside != nil:
		update(beside, 0)
	default:
		update(make([]float32, v.size()), 0) // the loss does not hang on it
	}
}

// add adds to a part of a gradient what comes beside the products, such as that of
// a penalty.
func add(gradient, beside []float32, first int) {
	if beside == nil {
		return
	}
	for i, value := range beside[first:][:len(gradient)] {
		gradient[i] += value
	}
}

// onlyTrainable picks from nodes that stand for all variables.
func (m *Model) onlyTrainable(variables []*Node) []*Node {
	var trainable []*Node
	for i, v := range m.variables {
		if v.trainable {
			trainable = append(trainable, variables[i])
		}
	}
	return trainable
}
