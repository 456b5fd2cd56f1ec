package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// rule is an optimizer with what Keras lets every optimizer do besides: clip the
// gradients, let weights decay, follow a schedule, gather the gradients of several
// steps, and keep a running mean of the weights. All of it is off at 0.
//
// Source: Keras 3, keras/src/optimizers/base_optimizer.py.
type rule struct {
	optimizer
	own      int          // slots of the optimizer's
	schedule *spec.Object // of the learning rate, nil for a fixed one

	clipNorm, clipValue, globalClipNorm float64
	decay                               float64 // the share of a weight that is lost, before it is multiplied by the rate
	every                               int64   // steps to an update, at least 1
	mean                                bool    // keep it
	momentum                            float64 // of the mean
	overwrite                           int64   // after how many updates the mean becomes the weight
}

func newRule(o spec.Object) *rule {
	optimizer := optimizers[o.Class](o)
	return &rule{
		optimizer: optimizer, own: len(optimizer.slots()), schedule: o.Schedule,
		clipNorm: o.Extra("clipnorm"), clipValue: o.Extra("clipvalue"), globalClipNorm: o.Extra("global_clipnorm"),
		decay: o.Extra("weight_decay"), every: max(1, int64(o.Extra("gradient_accumulation_steps"))),
		mean: o.Extra("use_ema") != 0, momentum: o.Extra("ema_momentum"), overwrite: int64(o.Extra("ema_overwrite_frequency")),
	}
}

// slots are the optimizer's, then the weight's mean and the gathered gradient,
// where there are such.
func (r *rule) slots() []float32 {
	slots := r.optimizer.slots()
	if r.mean {
		slots = append(slots, 0)
	}
	if r.gathers() {
		slots = append(slots, 0)
	}
	return slots
}

func (r *rule) gathers() bool { return r.every > 1 }

// split takes a weight's slots apart.
func split[S any](r *rule, slots []S) (own []S, mean, gathered S) {
	own, slots = slots[:r.own], slots[r.own:]
	if r.mean {
		mean, slots = slots[0], slots[1:]
	}
	if r.gathers() {
		gathered = slots[0]
	}
	return own, mean, gathered
}

// step is a training step as a graph: from the number of steps so far, and all
// trainable weights with their gradients and slots, to the weights and slots after it.
func (r *rule) step(rate, iteration *Node, weights, gradients, slots []*Node) (after, afterSlots []*Node) {
	if r.schedule != nil {
		rate = scheduled(*r.schedule, iteration)
	}
	updates := iteration
	if r.gathers() {
		updates = graph.Div(iteration, graph.Scalar(iteration.Graph(), iteration.DType(), r.every))
	}
	pace, each := r.pace(rate, graph.AddScalar(updates, 1)), len(r.slots())
	due := r.due(iteration)
	ready, sums := r.gather(due, gradients, slots)
	ready = r.clip(ready)
	for i, weight := range weights {
		own, mean, _ := split(r, slots[i*each:(i+1)*each])
		w, kept := r.update(pace, r.decayed(weight, rate), ready[i], own)
		if due != nil {
			w = graph.Where(due, w, weight)
			for j := range kept {
				kept[j] = graph.Where(due, kept[j], own[j])
			}
		}
		if r.mean {
			mean, w = r.average(updates, mean, w)
			kept = append(kept, mean)
		}
		if due != nil {
			kept = append(kept, sums[i])
		}
		after, afterSlots = append(after, w), append(afterSlots, kept...)
	}
	return after, afterSlots
}

// due tells whether a step ends with an update; nil for every one.
func (r *rule) due(iteration *Node) *Node {
	if !r.gathers() {
		return nil
	}
	return divides(r.every, graph.AddScalar(iteration, 1))
}

func divides(n int64, x *Node) *Node {
	number := graph.Scalar(x.Graph(), x.DType(), n)
	return graph.Equal(graph.Rem(x, number), graph.ZerosLike(x))
}

// gather returns the mean gradients of the steps to an update, and what is kept of
// them until then.
func (r *rule) gather(due *Node, gradients, slots []*Node) (ready, sums []*Node) {
	if due == nil {
		return gradients, nil
	}
	each := len(r.slots())
	for i, gradient := range gradients {
		_, _, gathered := split(r, slots[i*each:(i+1)*each])
		sum := graph.Add(gradient, gathered)
		ready = append(ready, graph.DivScalar(sum, r.every))
		sums = append(sums, graph.Where(due, graph.ZerosLike(sum), sum))
	}
	return ready, sums
}

// clip makes gradients smaller that are too large: each by its norm, all by their
// norm together, or value by value.
func (r *rule) clip(gradients []*Node) []*Node {
	clipped := make([]*Node, len(gradients))
	square := func(gradient *Node) *Node { return graph.ReduceAllSum(graph.Square(gradient)) }
	switch {
	case r.clipNorm > 0:
		for i, gradient := range gradients {
			norm := graph.MaxScalar(graph.Sqrt(square(gradient)), r.clipNorm)
			clipped[i] = graph.Div(graph.MulScalar(gradient, r.clipNorm), norm)
		}
	case r.globalClipNorm > 0:
		total := square(gradients[0])
		for _, gradient := range gradients[1:] {
			total = graph.Add(total, square(gradient))
		}
		norm := graph.Sqrt(total)
		scale := graph.Div(number(norm, r.globalClipNorm), graph.MaxScalar(norm, r.globalClipNorm))
		scale = graph.Add(scale, graph.Sub(norm, norm)) // no number where the norm is infinite, so that all weights tell of it
		for i, gradient := range gradients {
			clipped[i] = graph.Mul(gradient, scale)
		}
	case r.clipValue > 0:
		for i, gradient := range gradients {
			clipped[i] = graph.ClipScalar(gradient, -r.clipValue, r.clipValue)
		}
	default:
		return gradients
	}
	return clipped
}

func (r *rule) decayed(weight, rate *Node) *Node {
	if r.decay == 0 {
		return weight
	}
	return graph.Sub(weight, graph.Mul(weight, graph.MulScalar(rate, r.decay)))
}

// average moves a weight's mean, which begins with the first weight after a step,
// and puts it in the weight's place where that is due.
func (r *rule) average(updates, mean, weight *Node) (after, w *Node) {
	momentum := graph.MulScalar(graph.ConvertDType(graph.GreaterThan(updates, graph.ZerosLike(updates)), weight.DType()), r.momentum)
	after = graph.Add(graph.Mul(mean, momentum), graph.Mul(weight, graph.OneMinus(momentum)))
	if r.overwrite == 0 {
		return after, weight
	}
	return after, graph.Where(divides(r.overwrite, graph.AddScalar(updates, 1)), after, weight)
}
