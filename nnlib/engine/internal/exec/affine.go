package exec

import (
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// affine says for each image where the pixel at (x, y) comes from: from
// (a·x + b·y + c, d·x + e·y + f). Each is [batch].
type affine [2][3]*Node

// apply moves the images of x [batch, height, width, channels].
//
// Source: Keras 3, affine_transform in keras/src/backend/jax/image.py.
func (a affine) apply(config spec.Move, x *Node) *Node {
	dims := x.Shape().Dimensions
	shape := float32s(dims[:3]...)
	column, row := graph.Iota(x.Graph(), shape, 2), graph.Iota(x.Graph(), shape, 1)
	from := func(factors [3]*Node) *Node {
		each := func(i int) *Node { return graph.InsertAxes(factors[i], -1, -1) }
		return graph.Add(graph.Add(graph.Mul(column, each(0)), graph.Mul(row, each(1))), each(2))
	}
	columns, rows := neighbours(config, from(a[0]), dims[2]), neighbours(config, from(a[1]), dims[1])
	var parts []*Node
	for _, r := range rows {
		for _, c := range columns {
			weight := graph.InsertAxes(graph.Mul(r.weight, c.weight), -1)
			parts = append(parts, graph.Mul(seen(config, x, r, c), weight))
		}
	}
	return sumOf(parts)
}

// neighbour is a pixel beside a place, along one axis.
type neighbour struct {
	index  *Node // whole numbers within the image
	inside *Node // whether it was there before it was brought within
	weight *Node
}

// neighbours are the pixels beside a place: the nearest, or the two around it.
func neighbours(config spec.Move, place *Node, size int) []neighbour {
	at := func(index, weight *Node) neighbour {
		within, inside := brought(config.FillMode, index, float64(size))
		return neighbour{within, inside, weight}
	}
	if config.Interpolation == spec.Nearest {
		half := graph.MulScalar(graph.Sign(place), 0.5) // away from zero
		nearest := graph.Add(place, half)
		nearest = graph.Mul(graph.Sign(nearest), graph.Floor(graph.Abs(nearest)))
		return []neighbour{at(nearest, constant(place, 1))}
	}
	low := graph.Floor(place)
	beyond := graph.Sub(place, low)
	return []neighbour{
		at(low, graph.AddScalar(graph.Neg(beyond), 1)),
		at(graph.AddScalar(low, 1), beyond),
	}
}

// brought brings an index within the image, as the fill mode wants it.
func brought(mode string, index *Node, size float64) (within, inside *Node) {
	inside = graph.LogicalAnd(graph.GreaterOrEqual(index, number(index, 0)), graph.LessThan(index, number(index, size)))
	remainder := func(x *Node, by float64) *Node {
		return graph.Sub(x, graph.MulScalar(graph.Floor(graph.DivScalar(x, by)), by))
	}
	switch mode {
	case spec.FillWrap:
		return remainder(index, size), inside
	case spec.FillReflect:
		// Twice as fine, so that the mirror stands between two pixels.
		fine := remainder(graph.AddScalar(graph.MulScalar(index, 2), 1+2*size), 4*size)
		return graph.MulScalar(graph.AddScalar(graph.Abs(graph.AddScalar(fine, -2*size)), -1), 0.5), inside
	}
	return graph.MinScalar(graph.MaxScalar(index, 0), size-1), inside
}

// seen picks pixels [batch, height, width, channels] from x.
func seen(config spec.Move, x *Node, row, column neighbour) *Node {
	dims, g := x.Shape().Dimensions, x.Graph()
	whole := func(index *Node) *Node { return graph.ConvertDType(index, dtypes.Int32) }
	shape := float32s(dims[:3]...)
	shape.DType = dtypes.Int32
	image := graph.MulScalar(graph.Iota(g, shape, 0), dims[1]*dims[2])
	index := graph.Add(image, graph.Add(graph.MulScalar(whole(row.index), dims[2]), whole(column.index)))
	pixels := graph.Gather(graph.Reshape(x, -1, dims[3]), graph.InsertAxes(index, -1))
	if config.FillMode != spec.FillConstant {
		return pixels
	}
	inside := graph.InsertAxes(graph.LogicalAnd(row.inside, column.inside), -1)
	return graph.Where(graph.BroadcastToShape(inside, pixels.Shape()), pixels, constant(pixels, config.FillValue))
}
