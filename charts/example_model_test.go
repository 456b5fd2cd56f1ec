package charts_test

import (
	"math"
	"math/rand/v2"
	"slices"

	"nnbook/charts"
)

// variable is a model's variable, as nnlib's Weight is one.
type variable struct {
	Name   string
	Shape  []int
	Values []float32
}

// trained returns the variables of a small network, whose units look for strokes.
func trained() []variable {
	random := rand.New(rand.NewPCG(7, 8))
	kernel := variable{Name: "dense/kernel", Shape: []int{784, 60}}
	for pixel := range 784 {
		x, y := float64(pixel%28)-13.5, float64(pixel/28)-13.5
		for unit := range 60 {
			angle := float64(unit) * math.Pi / 12
			along := x*math.Cos(angle) + y*math.Sin(angle) - float64(unit%5) + 2
			v := math.Cos(along/2.5)*math.Exp(-(x*x+y*y)/120)*0.2 + 0.02*random.NormFloat64()
			kernel.Values = append(kernel.Values, float32(v))
		}
	}
	return []variable{
		kernel,
		{"dense/bias", []int{60}, make([]float32, 60)},
		{"out/kernel", []int{2, 2}, []float32{0.5, -0.5, float32(math.NaN()), 0}},
	}
}

func ExampleWeightHistograms() {
	charts.WeightHistograms(trained()).Display()
	// Output: Weights, 47104 values in 3 variables: dense/kernel 784×60 from -0.223 to 0.271; dense/bias 60 from 0 to 0, 60 zero; out/kernel 2×2 from -0.5 to 0.5, 1 zero, 1 NaN or infinite.
}

// learning is how three layers learned in so many epochs: the nearer to the input, the less.
type learning int

func (l learning) Layers() []string {
	if l == 0 {
		return nil
	}
	return []string{"hidden", "hidden_1", "out"}
}

func (l learning) GradientNorms(layer string) (norms []float64) {
	for epoch := range int(l) {
		norms = append(norms, 0.002*math.Pow(10, float64(slices.Index(l.Layers(), layer)))/float64(epoch+1))
	}
	return norms
}

func (l learning) UpdateRatios(layer string) (ratios []float64) {
	for _, norm := range l.GradientNorms(layer) {
		ratios = append(ratios, norm/10)
	}
	if layer == "out" {
		ratios[0] = math.NaN() // its weights were 0
	}
	return ratios
}

func ExampleLayerUpdates() {
	charts.LayerUpdates(learning(4)).Display()
	// Output: How 3 layers learn, after 4 epochs: hidden gradient 0.0005, moved 5e-5; hidden_1 gradient 0.005, moved 0.0005; out gradient 0.05, moved 0.005.
}

func ExampleFilters() {
	charts.Filters(trained()[0], 28, 28).Display()
	// Output: The first 30 of 60 filters of dense/kernel, 28×28 each: largest weight 0.271, 0 of 47040 weights are zero.
}

// convolved is what a convolution with five channels puts out; of them one is dead.
type convolved struct{}

func (convolved) Shape() []int { return []int{1, 14, 14, 5} }

func (convolved) Row(int) []float32 {
	var out []float32
	for i := range 14 * 14 {
		for channel := range 5 {
			x, y := float64(i%14-7), float64(i/14-7)
			v := math.Cos(float64(channel)*x/4) * math.Exp(-y*y/20) * float64(min(1, channel))
			out = append(out, float32(max(0, v)))
		}
	}
	return out
}

func ExampleActivations() {
	charts.Activations(convolved{}, 0).Display()
	// Output: Activations for row 0, 14×14×5: from 0 to 1, 504 of 980 are zero; 1 of 5 channels are 0 everywhere.
}

// units are the outputs of a dense layer.
type units []float32

func (u units) Shape() []int      { return []int{1, len(u)} }
func (u units) Row(int) []float32 { return u }

func ExampleActivations_dense() {
	charts.Activations(units{0, 0.5, 2, 0, 0, 1.25, 0, 0.1}, 0).Display()
	// Output: Activations for row 0, 8 units: from 0 to 2, 4 of 8 are zero.
}

// network is a model as a graph: two inputs, of which one also skips to the end.
type network []struct {
	name, kind string
	shape      []int
	parameters int
	inputs     []int
}

func (n network) Len() int { return len(n) }

func (n network) Layer(i int) (name, kind string, shape []int, parameters int) {
	return n[i].name, n[i].kind, n[i].shape, n[i].parameters
}

func (n network) Inputs(i int) []int { return n[i].inputs }

var wideAndDeep = network{
	{"wide", "InputLayer", []int{5}, 0, nil},
	{"deep", "InputLayer", []int{6}, 0, nil},
	{"dense", "Dense", []int{30}, 210, []int{1}},
	{"dense_1", "Dense", []int{30}, 930, []int{2}},
	{"concatenate", "Concatenate", []int{35}, 0, []int{0, 3}},
	{"out", "Dense", []int{1}, 36, []int{4}},
	{"aux", "Dense", []int{1}, 31, []int{3}},
}

func ExampleModelGraph() {
	charts.ModelGraph(wideAndDeep).Display()
	// Output: Graph of a model of 7 layers with 1,207 parameters, in 5 steps from input to output.
}

func ExampleParametersPerLayer() {
	charts.ParametersPerLayer(wideAndDeep).Display()
	// Output: Parameters per layer: 1,207 in all, most in dense_1: 930 (77.1 %).
}
