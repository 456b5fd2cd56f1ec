package exec

import (
	"math"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	registerLayer(func(s *scope, c *spec.GaussianNoise, in []*Node) *Node {
		x := in[0]
		if !s.training() || c.Stddev == 0 {
			return x
		}
		return graph.Add(x, graph.MulScalar(s.normal(x.Shape().Dimensions...), c.Stddev))
	})
	registerLayer(func(s *scope, c *spec.GaussianDropout, in []*Node) *Node {
		x := in[0]
		if !s.training() || c.Rate == 0 {
			return x
		}
		stddev := math.Sqrt(c.Rate / (1 - c.Rate))
		return graph.Mul(x, graph.AddScalar(graph.MulScalar(s.normal(x.Shape().Dimensions...), stddev), 1))
	})
}

// normal returns random numbers of mean 0 and variance 1, by Box and Muller's
// transform of two uniform ones.
func (s *scope) normal(dims ...int) *Node {
	above := graph.AddScalar(graph.Neg(s.uniform(dims...)), 1) // from above 0 to 1
	radius := graph.Sqrt(graph.MulScalar(graph.Log(above), -2))
	return graph.Mul(radius, graph.Cos(graph.MulScalar(s.uniform(dims...), 2*math.Pi)))
}
