package exec

import (
	"slices"

	"nnbook/nnlib/internal/spec"
)

// A convolution whose output only a max pool sees is computed together with it.
// The largest value of each of the pool's windows is found before the bias and the
// activation, which do not change which one it is, so that these work on a quarter of
// the values. All else stays as it is: what a gradient is at ties too.

// poolsOfConvs finds the nodes of such convolutions, and for each that of its pool.
func (n *network) poolsOfConvs() map[int]int {
	pools := map[int]int{}
	for pool, node := range n.model.Nodes {
		config, isPool := n.model.Layers[node.Layer].Config.(*spec.MaxPooling2D)
		if !isPool || n.readers(node.Inputs[0]) > 1 {
			continue
		}
		conv := n.model.Nodes[node.Inputs[0]]
		before, isConv := n.model.Layers[conv.Layer].Config.(*spec.Conv2D)
		if isConv && before.Groups == 1 && before.ActivityRegularizer == nil && rises(before.Activation) && apart(config, conv.Shape) {
			pools[node.Inputs[0]] = pool
		}
	}
	return pools
}

// apart tells pools whose windows neither overlap nor reach over the border.
func apart(pool *spec.MaxPooling2D, in spec.Shape) bool {
	spans, err := pool.Window().Spans(in)
	return err == nil && !slices.ContainsFunc(spans, func(s spec.Span) bool { return s.Before+s.After > 0 || s.Stride < s.Size })
}

// rises tells activations that leave larger values larger, or make them equal and
// their slopes 0.
func rises(o spec.Object) bool { return o.Class == spec.Linear || o.Class == spec.ReLU }

// readers counts what takes a node's value, the model's outputs included.
func (n *network) readers(node int) int {
	count := 0
	for _, other := range n.model.Nodes {
		for _, input := range other.Inputs {
			if input == node {
				count++
			}
		}
	}
	if slices.Contains(n.model.Outputs, node) {
		count++
	}
	return count
}

// convPool is the maximum over the pool's windows of the convolution of x.
func (n *network) convPool(first, pool int, x *Node) *Node {
	before, after := n.model.Nodes[first], n.model.Nodes[pool]
	pools, err := n.model.Layers[after.Layer].Config.(*spec.MaxPooling2D).Window().Spans(before.Shape)
	if err != nil {
		panic(err) // poolsOfConvs has seen it
	}
	s := &scope{network: n, node: first, weights: n.weights[before.Layer], frozen: n.frozen || n.model.Layers[before.Layer].Frozen}
	return conv(s, &n.model.Layers[before.Layer].Config.(*spec.Conv2D).Conv, x, pools)
}
