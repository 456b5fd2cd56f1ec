package custom_test

import (
	"fmt"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib"
	"nnbook/nnlib/engine/custom"
)

// Squash shortens vectors to a length below 1, and keeps their direction.
type Squash struct{ Epsilon float64 }

func (Squash) Weights(...[]int) []custom.Weight { return nil }

func (l Squash) Call(_ custom.Scope, inputs ...*custom.Node) *custom.Node {
	x := inputs[0]
	squares := graph.ReduceAndKeep(graph.Square(x), graph.ReduceSum, -1)
	length := graph.Sqrt(graph.AddScalar(squares, l.Epsilon))
	return graph.Mul(graph.Div(squares, graph.OnePlus(squares)), graph.Div(x, length))
}

func ExampleNew() {
	model := nnlib.Sequential("capsule", nnlib.Input(2), custom.New(Squash{1e-7}))
	fmt.Println(model.Predict(nnlib.Unlabeled([][]float32{{3, 4}}), nnlib.Verbose(0)).Row(0))
	// Output: [0.5769231 0.7692308]
}

func ExampleLambda() {
	model := nnlib.Sequential("waves", nnlib.Input(2), custom.Lambda(graph.Sin))
	fmt.Println(model.Predict(nnlib.Unlabeled([][]float32{{0, 1}}), nnlib.Verbose(0)).Row(0))
	// Output: [0 0.84147096]
}

func ExampleLoss() {
	pinball := custom.Loss("pinball", func(targets, outputs *custom.Node) *custom.Node {
		off := graph.Sub(targets, outputs)
		return graph.Max(graph.MulScalar(off, 0.9), graph.MulScalar(off, -0.1))
	})
	model := nnlib.Sequential("quantile", nnlib.Input(1), nnlib.Dense(1, nnlib.KernelInitializer(nnlib.Ones())))
	model.Compile(nnlib.SGD(nnlib.LearningRate(0.01)), pinball)
	data := nnlib.FromSlices([][]float32{{1}, {2}}, []float32{3, 1})
	fmt.Printf("%.2f\n", model.Evaluate(data, nnlib.Verbose(0)).Value("loss"))
	// Output: 0.95
}

func ExampleSumsMetric() {
	above := custom.SumsMetric("share_above", custom.Sums{
		Width: 2,
		Batch: func(_, outputs, weights *custom.Node) *custom.Node {
			is := graph.ConvertDType(graph.GreaterThan(outputs, graph.ScalarZero(outputs.Graph(), outputs.DType())), outputs.DType())
			is = graph.Reshape(is, -1)
			return graph.Stack([]*custom.Node{graph.ReduceAllSum(graph.Mul(is, weights)), graph.ReduceAllSum(weights)}, 0)
		},
		Result: func(sums []float64) float64 { return sums[0] / sums[1] },
	})
	model := nnlib.Sequential("shares", nnlib.Input(1), nnlib.Dense(1, nnlib.KernelInitializer(nnlib.Ones())))
	model.Compile(nnlib.SGD(nnlib.LearningRate(0.01)), nnlib.MeanSquaredError(), above)
	data := nnlib.FromSlices([][]float32{{1}, {2}, {-1}}, []float32{3, 1, 0})
	fmt.Printf("%.2f\n", model.Evaluate(data, nnlib.Verbose(0)).Value("share_above"))
	// Output: 0.67
}
