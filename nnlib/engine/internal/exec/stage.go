package exec

import (
	"errors"
	"fmt"
	"slices"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
)

// On the go backend a training step is cut into stages where kernels multiply or
// convolve. GoMLX runs the stages, with all that lies between two kernels and its
// derivatives; the host multiplies and convolves, which it does several times
// faster.

// stages are the parts of a step.
type stages struct {
	cuts []*cut
	last *program // from what the cuts gave to the batch's sums, assigned variables and the first derivatives

	assigned []int // the variables that layers change themselves

	clock *port // the epoch's seed and the step's number, for dropout
}

// cut is one multiplication y = x · kernel, [rows, in] · [in, out], or one
// convolution.
type cut struct {
	variable       int // the kernel, which may have another shape where it lies
	rows, in, out  int
	images         *hostConvolution // nil unless it is a convolution; then x are images, and y what comes out of the pool
	before         *program         // makes x from what the cuts before gave
	back           *program         // takes the derivative by x further back; nil where nothing is to be found there
	xShape, yShape shapes.Shape
	y, dx          *port     // what the host computes
	turned         []float32 // room for the kernel, transposed
}

// use says what an output of a stage is the derivative by: a variable, or what
// a cut gave, and -1 for the other.
type use struct{ variable, cut int }

// clockType is what dropout hashes.
const clockType = dtypes.Uint32

var clockShape = shapes.Make(clockType, 2)

// draft is a step's graph while it is built.
type draft struct {
	parameters
	variables []*Node
	cuts      []*cut
	x, y      []*Node // of the cuts
	loss      *Node   // mean
	sums      *Node
	assigned  map[*Node]*Node
}

// assignments are the new values that layers gave their variables, and which these are.
func (d *draft) assignments() (values []*Node, variables []int) {
	for i, v := range d.variables {
		if value, ok := d.assigned[v]; ok {
			values, variables = append(values, value), append(variables, i)
		}
	}
	return values, variables
}

// draft builds the whole step but for the cuts, whose results are parameters.
func (m *Model) draft(g *graph.Graph, data Data, batch int) *draft {
	d := &draft{parameters: parameters{g}}
	b := d.batch(m, data, batch)
	clock := d.next(clockShape)
	d.variables = d.all(m.variables)
	net := m.network(d.variables, &chance{seed: element(clock, 0), step: element(clock, 1)})
	net.dot = func(x, kernel *Node) *Node {
		rows, in, out := x.Shape().Dimensions[0], x.Shape().Dimensions[1], kernel.Shape().Dimensions[1]
		c := &cut{variable: slices.Index(d.variables, unshaped(kernel)), in: in, out: out, rows: rows}
		if c.variable < 0 {
			return dot(x, kernel)
		}
		return d.cut(c, x, float32s(rows, out))
	}
	net.convolve = func(s *scope, c convolution, x, kernel *Node) *Node {
		variable := slices.Index(d.variables, unshaped(kernel))
		if variable < 0 || c.phases() > mostPhases {
			return c.graph(s, x, kernel)
		}
		images := newHostConvolution(c)
		return d.cut(&cut{variable: variable, in: c.in(), out: c.filters, images: images}, x, float32s(c.batch, c.pool[0].Places, c.pool[1].Places, c.filters))
	}
	net.present = b.mask
	d.loss, d.sums = net.enter(m.ledger, net.outcomes(b.xs, b.ys), b.mask, b.weight)
	d.assigned = net.assigned
	return d
}

// cut cuts the graph at x: what comes of it is a parameter.
func (d *draft) cut(c *cut, x *Node, y shapes.Shape) *Node {
	c.xShape, c.yShape = x.Shape(), y
	d.cuts, d.x, d.y = append(d.cuts, c), append(d.x, x), append(d.y, d.next(y))
	return d.y[len(d.y)-1]
}

// unshaped is what a node is but for its shape.
func unshaped(node *Node) *Node {
	for node.Type() == graph.NodeTypeReshape {
		node = node.Inputs()[0]
	}
	return node
}

// derivatives returns those of a scalar by all that it depends on, and says by what.
func (m *Model) derivatives(d *draft, scalar *Node) (outputs []*Node, uses []use) {
	reached := map[*Node]bool{}
	var reach func(node *Node)
	reach = func(node *Node) {
		if !reached[node] {
			reached[node] = true
			for _, input := range node.Inputs() {
				reach(input)
			}
		}
	}
	reach(scalar)
	var wanted []*Node
	for i, v := range d.variables {
		if m.variables[i].trainable && reached[v] {
			wanted, uses = append(wanted, v), append(uses, use{variable: i, cut: -1})
		}
	}
	for i, y := range d.y {
		if reached[y] {
			wanted, uses = append(wanted, y), append(uses, use{variable: -1, cut: i})
		}
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	return graph.Gradient(scalar, wanted...), uses
}

// newStages compiles the parts of a step.
func (m *Model) newStages(data Data, batch int) (*stages, error) {
	s := &stages{}
	var err error
	if s.last, err = m.stage(data, batch, func(d *draft) ([]*Node, []use) {
		s.cuts = d.cuts
		values, variables := d.assignments()
		s.assigned = variables
		outputs, uses := m.derivatives(d, d.loss)
		return slices.Concat([]*Node{d.sums}, values, outputs), uses
	}); err != nil {
		return nil, err
	}
	for i, c := range s.cuts {
		if c.before, err = m.stage(data, batch, func(d *draft) ([]*Node, []use) {
			// The go backend fails where a parameter comes after the last output.
			return []*Node{graph.Identity(d.x[i])}, nil
		}); err != nil {
			return nil, err
		}
		if c.back, err = m.stage(data, batch, func(d *draft) ([]*Node, []use) {
			dx := d.next(d.x[i].Shape())
			return m.derivatives(d, graph.ReduceAllSum(graph.Mul(d.x[i], dx)))
		}); err != nil {
			return nil, err
		}
		var noY, noDX error
		c.y, noY = m.device.port(c.yShape)
		c.dx, noDX = m.device.port(c.xShape)
		if err := errors.Join(noY, noDX); err != nil {
			return nil, err
		}
		c.turned = make([]float32, c.in*c.out)
	}
	s.clock, err = m.device.port(clockShape)
	return s, err
}

// stage compiles a part of a step, or nil if it has no outputs.
func (m *Model) stage(data Data, batch int, build func(d *draft) ([]*Node, []use)) (*program, error) {
	p := &program{graph: graph.NewGraph(m.device.Backend, "stage")}
	var outputs []*Node
	err := try(func() error {
		if outputs, p.uses = build(m.draft(p.graph, data, batch)); len(outputs) == 0 {
			return nil
		}
		return p.graph.Compile(outputs...)
	})
	if err != nil {
		return nil, fmt.Errorf("model %q: %w", m.spec.Name, err)
	}
	if len(outputs) == 0 {
		return nil, nil
	}
	return p, nil
}

// close frees the stages.
func (s *stages) close() {
	s.last.graph.Finalize()
	s.clock.close()
	for _, c := range s.cuts {
		c.before.graph.Finalize()
		if c.back != nil {
			c.back.graph.Finalize()
		}
		c.y.close()
		c.dx.close()
	}
}
