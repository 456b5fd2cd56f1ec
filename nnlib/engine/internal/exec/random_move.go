package exec

import (
	"math"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	registerLayer(func(s *scope, config *spec.RandomRotation, inputs []*Node) *Node {
		return moved(s, config.Move, inputs[0], func(x *Node, chances []*Node) affine { return rotation(config, x, chances) })
	})
	registerLayer(func(s *scope, config *spec.RandomTranslation, inputs []*Node) *Node {
		return moved(s, config.Move, inputs[0], func(x *Node, chances []*Node) affine { return translation(config, x, chances) })
	})
	registerLayer(func(s *scope, config *spec.RandomZoom, inputs []*Node) *Node {
		return moved(s, config.Move, inputs[0], func(x *Node, chances []*Node) affine { return zoom(config, x, chances) })
	})
}

// moved moves each image by a map that follows from two chances a row, while
// training.
func moved(s *scope, config spec.Move, x *Node, to func(x *Node, chances []*Node) affine) *Node {
	if !s.training() {
		return x
	}
	batch := x.Shape().Dimensions[0]
	return to(x, []*Node{s.uniform(batch), s.uniform(batch)}).apply(config, x)
}

// rotation turns images around their middle.
//
// Source: Keras 3, keras/src/layers/preprocessing/image_preprocessing/random_rotation.py.
func rotation(config *spec.RandomRotation, x *Node, chances []*Node) affine {
	angle := graph.MulScalar(between(config.Factor, chances[0]), 2*math.Pi)
	cos, sin := graph.Cos(angle), graph.Sin(angle)
	middleX, middleY := middle(x, 2), middle(x, 1)
	around := func(middle float64, a, b *Node) *Node { // what leaves the middle where it is
		return graph.AddScalar(graph.Neg(graph.Add(graph.MulScalar(a, middleX), graph.MulScalar(b, middleY))), middle)
	}
	return affine{
		{cos, graph.Neg(sin), around(middleX, cos, graph.Neg(sin))},
		{sin, cos, around(middleY, sin, cos)},
	}
}

// middle is the coordinate of an axis' middle.
func middle(x *Node, axis int) float64 { return float64(x.Shape().Dimensions[axis]-1) / 2 }

// translation shifts images.
//
// Source: Keras 3, keras/src/layers/preprocessing/image_preprocessing/random_translation.py.
func translation(config *spec.RandomTranslation, x *Node, chances []*Node) affine {
	one, zero := constant(chances[0], 1), constant(chances[0], 0)
	down := graph.MulScalar(between(config.HeightFactor, chances[0]), float64(x.Shape().Dimensions[1]))
	right := graph.MulScalar(between(config.WidthFactor, chances[1]), float64(x.Shape().Dimensions[2]))
	return affine{{one, zero, graph.Neg(right)}, {zero, one, graph.Neg(down)}}
}

// zoom makes images larger or smaller around their middle.
//
// Source: Keras 3, keras/src/layers/preprocessing/image_preprocessing/random_zoom.py.
func zoom(config *spec.RandomZoom, x *Node, chances []*Node) affine {
	zero := constant(chances[0], 0)
	high := graph.AddScalar(between(config.HeightFactor, chances[0]), 1)
	wide := high
	if config.WidthFactor != nil {
		wide = graph.AddScalar(between(*config.WidthFactor, chances[1]), 1)
	}
	offset := func(factor *Node, axis int) *Node {
		return graph.MulScalar(graph.AddScalar(graph.Neg(factor), 1), middle(x, axis))
	}
	return affine{{wide, zero, offset(wide, 2)}, {zero, high, offset(high, 1)}}
}
