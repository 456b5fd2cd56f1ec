package exec

import (
	"fmt"
	"math"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// Learning-rate schedules as graphs, from the number of steps so far as float32.
// Package spec has the same in memory.

var schedules = map[string]func(s spec.Object, step *Node) *Node{
	spec.ExponentialDecay:       exponentialDecay,
	spec.InverseTimeDecay:       inverseTimeDecay,
	spec.PolynomialDecay:        polynomialDecay,
	spec.PiecewiseConstantDecay: piecewiseConstantDecay,
	spec.CosineDecay:            cosineDecay,
	spec.CosineDecayRestarts:    cosineDecayRestarts,
}

// scheduled is the learning rate after so many steps.
func scheduled(s spec.Object, iteration *Node) *Node {
	return schedules[s.Class](s, graph.ConvertDType(iteration, dtypes.Float32))
}

// periods is how often decay_steps have passed.
func periods(s spec.Object, step *Node) *Node {
	passed := graph.DivScalar(step, s.Param("decay_steps"))
	if s.Param("staircase") != 0 {
		return graph.Floor(passed)
	}
	return passed
}

func exponentialDecay(s spec.Object, step *Node) *Node {
	decay := graph.Exp(graph.MulScalar(periods(s, step), math.Log(s.Param("decay_rate"))))
	return graph.MulScalar(decay, s.Param("initial_learning_rate"))
}

func inverseTimeDecay(s spec.Object, step *Node) *Node {
	over := graph.AddScalar(graph.MulScalar(periods(s, step), s.Param("decay_rate")), 1)
	return graph.Div(number(step, s.Param("initial_learning_rate")), over)
}

func polynomialDecay(s spec.Object, step *Node) *Node {
	first, last, steps := s.Param("initial_learning_rate"), s.Param("end_learning_rate"), s.Param("decay_steps")
	over := number(step, steps)
	if s.Param("cycle") != 0 {
		over = graph.MulScalar(graph.MaxScalar(graph.Ceil(graph.DivScalar(step, steps)), 1), steps)
	}
	rest := graph.MaxScalar(graph.OneMinus(graph.Div(graph.Min(step, over), over)), 0) // rounding may leave it below
	return graph.AddScalar(graph.MulScalar(graph.Pow(rest, number(rest, s.Param("power"))), first-last), last)
}

func piecewiseConstantDecay(s spec.Object, step *Node) *Node {
	rate := number(step, s.Param("value_0"))
	for i, boundary := range s.Boundaries() {
		after := number(step, s.Param(fmt.Sprintf("value_%d", i+1)))
		rate = graph.Where(graph.GreaterThan(step, number(step, boundary)), after, rate)
	}
	return rate
}

func cosineDecay(s spec.Object, step *Node) *Node {
	steps, warmup := s.Param("decay_steps"), s.Extra("warmup_steps")
	top := s.Param("initial_learning_rate")
	start := top
	if s.Has("warmup_target") {
		top = s.Param("warmup_target")
	} else {
		warmup = 0
	}
	passed := graph.MinScalar(graph.DivScalar(graph.AddScalar(step, -warmup), steps), 1)
	rate := graph.MulScalar(falling(passed, s.Param("alpha"), nil), top)
	if warmup == 0 {
		return rate
	}
	rising := graph.AddScalar(graph.MulScalar(step, (top-start)/warmup), start)
	return graph.Where(graph.LessThan(step, number(step, warmup)), rising, rate)
}

// falling goes from 1, or from a height, to alpha while x goes from 0 to 1.
func falling(x *Node, alpha float64, height *Node) *Node {
	falling := graph.MulScalar(graph.AddScalar(graph.Cos(graph.MulScalar(x, math.Pi)), 1), 0.5)
	if height != nil {
		falling = graph.Mul(falling, height)
	}
	return graph.AddScalar(graph.MulScalar(falling, 1-alpha), alpha)
}

// cosineDecayRestarts finds the restart before the step among all that there can be.
func cosineDecayRestarts(s spec.Object, step *Node) *Node {
	passed := graph.DivScalar(step, s.Param("first_decay_steps"))
	restarts := graph.Floor(passed)
	x := graph.Sub(passed, restarts)
	if s.Param("t_mul") > 1 {
		restarts, x = restarted(s.Restarts(), passed)
	}
	height := graph.Pow(number(step, s.Param("m_mul")), restarts)
	return graph.MulScalar(falling(x, s.Param("alpha"), height), s.Param("initial_learning_rate"))
}

// restarted counts the restarts so far, and says how much of the time from one to
// the next is over.
func restarted(all []spec.Restart, passed *Node) (restarts, x *Node) {
	var starts, lengths []float32
	for _, r := range all {
		starts, lengths = append(starts, float32(r.Start)), append(lengths, float32(r.Length))
	}
	start, length := graph.Const(passed.Graph(), starts), graph.Const(passed.Graph(), lengths)
	begun := graph.LessOrEqual(start, passed) // the first always
	latest := func(of *Node) *Node { return graph.ReduceAllMax(graph.Where(begun, of, graph.ZerosLike(of))) }
	restarts = graph.AddScalar(graph.ReduceAllSum(graph.ConvertDType(begun, dtypes.Float32)), -1)
	return restarts, graph.Div(graph.Sub(passed, latest(start)), latest(length))
}
