package exec

import (
	"fmt"
	"time"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
)

// program is a compiled graph.
type program struct {
	graph *graph.Graph
	uses  []use // what a stage's outputs are, on the host
}

// programKey tells a model's programs apart.
type programKey struct {
	kind    string // "loop", "stages", "evaluate", "predict" or "gradients"
	batch   int
	steps   int    // of a whole epoch, where the program needs to know
	columns string // types and shapes of what is fed
}

// program returns a compiled program, building it the first time. build makes
// the outputs in the new graph.
func (m *Model) program(key programKey, build func(g *graph.Graph) []*Node) (*program, error) {
	if p, ok := m.programs[key]; ok {
		return p, nil
	}
	p := &program{graph: graph.NewGraph(m.device.Backend, key.kind)}
	err := try(func() error { return p.graph.Compile(build(p.graph)...) })
	if err != nil {
		return nil, fmt.Errorf("model %q: %w", m.spec.Name, err)
	}
	m.programs[key] = p
	return p, nil
}

// run executes the program. Buffers that are donated are gone afterwards.
func (p *program) run(inputs []argument) (outputs []compute.Buffer, err error) {
	buffers, donate := make([]compute.Buffer, len(inputs)), make([]bool, len(inputs))
	for i, input := range inputs {
		buffers[i], donate[i] = input.buffer, input.donate
	}
	err = try(func() (err error) {
		outputs, err = p.graph.Executable().Execute(buffers, donate, 0)
		return err
	})
	return outputs, err
}

// argument is one input of a run.
type argument struct {
	buffer compute.Buffer
	donate bool
}

// parameters declares a graph's inputs in order.
type parameters struct{ g *graph.Graph }

func (p parameters) next(shape shapes.Shape) *Node {
	return graph.Parameter(p.g, fmt.Sprintf("p%d", p.g.NumParameters()), shape)
}

func (p parameters) each(shapes []shapes.Shape) []*Node {
	var nodes []*Node
	for _, shape := range shapes {
		nodes = append(nodes, p.next(shape))
	}
	return nodes
}

func (p parameters) all(variables []*variable) []*Node {
	var nodes []*Node
	for _, v := range variables {
		nodes = append(nodes, p.next(v.deviceShape()))
	}
	return nodes
}

// batch is what a feed of a batch with its targets hands over.
type batch struct {
	xs, ys       []*Node
	mask, weight *Node // weight is nil where all rows count 1
}

func (p parameters) batch(m *Model, data Data, size int) batch {
	b := batch{xs: p.each(m.batchShapes(size)), ys: p.each(targetShapes(data, size)), mask: p.next(float32s(size))}
	if data.Weights != nil {
		b.weight = p.next(float32s(size))
	}
	return b
}

// port is where the host hands values to programs, call after call: memory that
// the go backend reads, or what is copied to an XLA device.
type port struct {
	device *device
	shape  shapes.Shape
	flat   any // a slice, to be filled before send
	shared compute.Buffer
}

func (d *device) port(shape shapes.Shape) (*port, error) {
	p := &port{device: d, shape: shape}
	if d.fused {
		p.flat = dtypes.MakeAnySlice(shape.DType, shape.Size())
		return p, nil
	}
	var err error
	p.shared, p.flat, err = d.NewSharedBuffer(0, shape)
	return p, err
}

// send returns what the host wrote as an argument for one run.
func (p *port) send() (argument, error) {
	if p.shared != nil {
		return argument{p.shared, false}, nil
	}
	buffer, err := p.device.BufferFromFlatData(0, p.flat, p.shape)
	return argument{buffer, true}, err
}

func (p *port) close() {
	if p.shared != nil {
		_ = p.shared.Finalize() // it only fails for what is freed already
	}
}

// receive reads a result as float32 and frees it.
func receive(buffer compute.Buffer, values []float32) error {
	defer func() { _ = buffer.Finalize() }()
	return buffer.ToFlatData(values)
}

// lend passes variables to a run that leaves them as they are.
func lend(variables []*variable) []argument {
	arguments := make([]argument, len(variables))
	for i, v := range variables {
		arguments[i] = argument{v.buffer, false}
	}
	return arguments
}

// throttle lets something happen about ten times a second.
type throttle struct{ last time.Time }

const pace = 100 * time.Millisecond

func (t *throttle) due() bool {
	if time.Since(t.last) < pace {
		return false
	}
	t.last = time.Now()
	return true
}
