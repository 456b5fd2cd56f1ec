package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	registerLayer(func(_ *scope, c *spec.UpSampling1D, in []*Node) *Node { return doubled(in[0], 1, c.Size) })
	registerLayer(upsampling)
}

func upsampling(_ *scope, config *spec.UpSampling2D, inputs []*Node) *Node {
	x := inputs[0]
	grow := doubled
	if config.Interpolation == spec.Bilinear {
		grow = interpolated
	}
	return grow(grow(x, 1, config.Size[0]), 2, config.Size[1])
}

// doubled gives each value along an axis several times, one after the other.
func doubled(x *Node, axis, times int) *Node {
	if times == 1 {
		return x
	}
	dims := append([]int{}, x.Shape().Dimensions...)
	wide := append(append(append([]int{}, dims[:axis+1]...), times), dims[axis+1:]...)
	dims[axis] *= times
	return graph.Reshape(graph.BroadcastToDims(graph.InsertAxes(x, axis+1), wide...), dims...)
}

// interpolated draws straight lines between the values along an axis.
func interpolated(x *Node, axis, times int) *Node {
	size := x.Shape().Dimensions[axis]
	weights := make([][]float32, size) // [in, out]
	for i := range weights {
		weights[i] = make([]float32, size*times)
	}
	for out := range size * times {
		at := min(max((float64(out)+0.5)/float64(times)-0.5, 0), float64(size-1)) // pixels have their value in the middle
		low := min(int(at), max(size-2, 0))
		weights[low][out] = float32(1 - (at - float64(low)))
		if size > 1 {
			weights[low+1][out] = float32(at - float64(low))
		}
	}
	y := graph.DotGeneral(x, []int{axis}, nil, graph.Const(x.Graph(), weights), []int{0}, nil) // the axis comes last
	order := make([]int, x.Rank())
	for i := range order {
		order[i] = i
		if i == axis {
			order[i] = x.Rank() - 1
		} else if i > axis {
			order[i] = i - 1
		}
	}
	return graph.TransposeAllAxes(y, order...)
}
