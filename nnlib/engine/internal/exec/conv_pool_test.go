package exec

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// convPoolPairs are convolutions with pools after them.
var convPoolPairs = []struct {
	name   string
	input  spec.Shape
	conv   spec.Conv
	pool   spec.Pool
	joined bool // whether they are computed together
}{
	{"usual", spec.Shape{7, 8, 2}, spec.Conv{KernelSize: []int{3, 3}, Strides: []int{1, 1}, Padding: "valid", DilationRate: []int{1, 1}}, spec.Pool{PoolSize: []int{2, 2}, Strides: []int{2, 2}, Padding: "valid"}, true},
	{"oblong", spec.Shape{7, 9, 2}, spec.Conv{KernelSize: []int{2, 3}, Strides: []int{2, 1}, Padding: "same", DilationRate: []int{1, 1}}, spec.Pool{PoolSize: []int{1, 3}, Strides: []int{2, 4}, Padding: "valid"}, true},
	{"dilated", spec.Shape{8, 8, 1}, spec.Conv{KernelSize: []int{2, 2}, Strides: []int{1, 1}, Padding: "valid", DilationRate: []int{2, 3}}, spec.Pool{PoolSize: []int{2, 2}, Strides: []int{2, 2}, Padding: "valid"}, true},
	{"many bands", spec.Shape{40, 40, 8}, spec.Conv{KernelSize: []int{3, 3}, Strides: []int{1, 1}, Padding: "same", DilationRate: []int{1, 1}}, spec.Pool{PoolSize: []int{2, 2}, Strides: []int{2, 2}, Padding: "same"}, true},
	{"pools that overlap", spec.Shape{6, 6, 2}, spec.Conv{KernelSize: []int{2, 2}, Strides: []int{1, 1}, Padding: "same", DilationRate: []int{1, 1}}, spec.Pool{PoolSize: []int{2, 2}, Strides: []int{1, 1}, Padding: "valid"}, false},
	{"pools over the border", spec.Shape{6, 6, 2}, spec.Conv{KernelSize: []int{2, 2}, Strides: []int{1, 1}, Padding: "valid", DilationRate: []int{1, 1}}, spec.Pool{PoolSize: []int{2, 2}, Strides: []int{2, 2}, Padding: "same"}, false},
}

// pair makes a model of a convolution and a pool.
func pair(t *testing.T, input spec.Shape, conv spec.Conv, pool spec.Pool, activation string) *spec.Model {
	conv.Filters, conv.Groups, conv.UseBias, conv.Activation = 5, 1, true, object(activation)
	conv.KernelInitializer, conv.BiasInitializer = object(spec.GlorotUniform), object(spec.Zeros)
	return sequential(t, input, spec.Layer{Name: "conv", Config: &spec.Conv2D{Conv: conv}}, spec.Layer{Name: "pool", Config: &spec.MaxPooling2D{Pool: pool}})
}

// rounded has many equal values.
func rounded(n int, state uint32) []float32 {
	values := lcg(n, 1, state)
	for i := range values {
		values[i] = float32(math.RoundToEven(float64(values[i]*2)) / 2)
	}
	return values
}

// Computed together, a convolution and its pool give what they give one after the
// other: values, and gradients at ties too.
func TestConvolutionAndPoolTogether(t *testing.T) {
	for _, c := range convPoolPairs {
		for _, activation := range []string{spec.Linear, spec.ReLU} {
			model := pair(t, c.input, c.conv, c.pool, activation)
			t.Run(c.name+" "+activation, func(t *testing.T) {
				if joined := len(newNetwork(model, nil).poolsOfConvs()) == 1; joined != c.joined {
					t.Fatalf("computed together: %v, want %v", joined, c.joined)
				}
				onBackends(t, func(t *testing.T, backend string) { checkPair(t, backend, model) })
			})
		}
	}
}

func checkPair(t *testing.T, backend string, model *spec.Model) {
	weights := model.Weights()[1]
	out := model.Nodes[2].Shape
	inputs := []wire.Array{
		wire.Float32s(rounded(2*model.Nodes[0].Shape.Size(), 1), append([]int{2}, model.Nodes[0].Shape...)...),
		wire.Float32s(rounded(spec.Shape(weights[0].Shape).Size(), 2), weights[0].Shape...),
		wire.Float32s(rounded(5, 3), 5),
		wire.Float32s(lcg(2*out.Size(), 1, 4), append([]int{2}, out...)...),
	}
	got := evaluate(t, backend, inputs, func(in []*Node) []*Node {
		net := newNetwork(model, nil)
		net.weights[1] = in[1:3]
		together, _ := net.run(in[:1], nil)
		apart := in[0]
		for i, node := range model.Nodes[1:] {
			layer := model.Layers[node.Layer]
			apart = layers[layer.Config.Class()](&scope{network: net, node: i + 1, weights: net.weights[node.Layer]}, layer.Config, []*Node{apart})
		}
		var outputs []*Node
		for _, y := range []*Node{together[0], apart} {
			outputs = append(append(outputs, y), graph.Gradient(graph.ReduceAllSum(graph.Mul(y, in[3])), in[:3]...)...)
		}
		return outputs
	})
	for i := range 4 {
		near(t, fmt.Sprint("output or gradient ", i), got[i], got[i+4], 1e-5)
	}
}

// Other activations, and a convolution that something else reads too, stay by themselves.
func TestConvolutionsThatStayApart(t *testing.T) {
	c := convPoolPairs[0]
	if pools := newNetwork(pair(t, c.input, c.conv, c.pool, spec.Tanh), nil).poolsOfConvs(); len(pools) > 0 {
		t.Errorf("tanh: %v", pools)
	}
	read := pair(t, c.input, c.conv, c.pool, spec.ReLU)
	read.Outputs = []int{1, 2}
	if pools := newNetwork(read, nil).poolsOfConvs(); len(pools) > 0 {
		t.Errorf("an output: %v", pools)
	}
}

// The host's convolution and its derivatives are those of the graph.
func TestHostConvolution(t *testing.T) {
	for _, c := range convPoolPairs {
		if !c.joined {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			model := pair(t, c.input, c.conv, c.pool, spec.Linear)
			weights := model.Weights()[1][0]
			var described convolution
			inputs := []wire.Array{
				wire.Float32s(rounded(3*c.input.Size(), 1), append([]int{3}, c.input...)...),
				wire.Float32s(lcg(spec.Shape(weights.Shape).Size(), 1, 2), weights.Shape...),
			}
			random := rand.New(rand.NewPCG(1, 2))
			adjoint := floats(random, 3*model.Nodes[2].Shape.Size())
			inputs = append(inputs, wire.Float32s(adjoint, append([]int{3}, model.Nodes[2].Shape...)...))
			want := evaluate(t, goBackend, inputs, func(in []*Node) []*Node {
				net := newNetwork(model, nil)
				net.weights[1] = []*Node{in[1], graph.ZerosLike(graph.Iota(in[0].Graph(), float32s(5), 0))}
				var x *Node
				net.convolve = func(s *scope, c convolution, padded, kernel *Node) *Node {
					described, x = c, padded
					return c.graph(s, padded, kernel)
				}
				outputs, _ := net.run(in[:1], nil)
				y := outputs[0]
				return append([]*Node{y, graph.AddScalar(x, 0)}, graph.Gradient(graph.ReduceAllSum(graph.Mul(y, in[2])), in[1], x)...)
			})
			crew := newCrew()
			defer crew.close()
			images, kernel := newHostConvolution(described), inputs[1].Float32s()
			y, dx := make([]float32, len(want[0])), make([]float32, len(want[1]))
			crew.convolve(images, y, want[1], kernel)
			near(t, "output", y, want[0], 1e-5)
			turned := make([]float32, len(kernel))
			turn(turned, kernel, described.in(), described.filters)
			for range 2 { // what was there before does not matter
				crew.convolveBack(images, dx, adjoint, want[1], turned)
			}
			near(t, "gradient by the kernel", images.gradient, want[2], 1e-4)
			near(t, "gradient by the images", dx, want[3], 1e-5)
		})
	}
}

// What is not a number is not hidden by a pool.
func TestPoolShowsNaN(t *testing.T) {
	nan := float32(math.NaN())
	pool := &spec.MaxPooling1D{Pool: spec.Pool{PoolSize: []int{3}, Strides: []int{3}, Padding: spec.Valid}}
	x := wire.Float32s([]float32{1, nan, 2, nan, 1, 2, 1, 2, nan, 1, 2, 3}, 1, 12, 1)
	onBackends(t, func(t *testing.T, backend string) {
		y := evaluate(t, backend, []wire.Array{x}, func(in []*Node) []*Node { return []*Node{layers["MaxPooling1D"](&scope{}, pool, in)} })[0]
		for i, value := range y {
			if isNaN := value != value; isNaN != (i < 3) {
				t.Errorf("value %d is %v", i, value)
			}
		}
	})
	b := &band{hostConvolution: &hostConvolution{convolution: convolution{pool: [2]spec.Span{{Size: 1}, {Size: 3}}}}, products: []float32{1, nan, 1, nan, 1, 2, 2, 2, nan}}
	y, chosen := make([]float32, 3), make([]uint8, 3)
	b.pick(y, chosen)
	for i, value := range y {
		if value == value {
			t.Errorf("the host's value %d is %v", i, value)
		}
	}
}

// 32c3-p2-64c3-p2-dropout-10 gets 96 of 100 digits right after three epochs on 12,000.
func TestConvolutionsLearnDigits(t *testing.T) {
	model := convNet(t)
	onBackends(t, func(t *testing.T, backend string) {
		m := newModel(t, model, backend, digitsCompile)
		train, test := images(digits(t, 0, 12_000)), images(digits(t, 50_000, 60_000))
		for epoch := range uint64(3) {
			if _, _, err := m.Train(t.Context(), train.Shuffled(epoch), Options{BatchSize: 128, Seed: epoch}); err != nil {
				t.Fatal(err)
			}
		}
		measured, err := m.Evaluate(t.Context(), test, Options{BatchSize: 128})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%v is %v", measured.Names, measured.Values)
		if accuracy := measured.Values[1]; accuracy < 0.96 {
			t.Errorf("accuracy %.4f", accuracy)
		}
	})
}
