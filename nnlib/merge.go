package nnlib

import "nnbook/nnlib/internal/spec"

// Add returns a layer that adds its inputs up, as where a branch goes around
// others:
//
//	y := nnlib.Add().Call(x, nnlib.Dense(30, nnlib.ReLU).Call(x))
//
// Shapes: two inputs or more, [batch, …] of one shape, and y the same. An axis of
// size 1 is repeated, and a missing one is taken for it.
//
// Masks: where all inputs have one, y has, and a step counts there that does in one
// of them. This is so of all layers that merge.
//
// Calling it panics for shapes that do not fit.
//
// Source: Keras 3, keras/src/layers/merging/add.py.
func Add() *Layer { return newLayer(spec.NewMerge(spec.Add)) }

// Subtract returns a layer that subtracts the second of two inputs from the
// first. About shapes see [Add].
//
// Source: Keras 3, keras/src/layers/merging/subtract.py.
func Subtract() *Layer { return newLayer(spec.NewMerge(spec.Subtract)) }

// Multiply returns a layer that multiplies its inputs, value by value. What an
// input's mask hides is taken for 1. About shapes see [Add].
//
// Source: Keras 3, keras/src/layers/merging/multiply.py.
func Multiply() *Layer { return newLayer(spec.NewMerge(spec.Multiply)) }

// Average returns a layer that takes the mean of its inputs. About shapes see
// [Add].
//
// Source: Keras 3, keras/src/layers/merging/average.py.
func Average() *Layer { return newLayer(spec.NewMerge(spec.Average)) }

// Maximum returns a layer that takes the largest of its inputs, value by value, of
// those that no mask hides. About shapes see [Add].
//
// Source: Keras 3, keras/src/layers/merging/maximum.py.
func Maximum() *Layer { return newLayer(spec.NewMerge(spec.Maximum)) }

// Minimum returns a layer that takes the smallest of its inputs, value by value, of
// those that no mask hides. About shapes see [Add].
//
// Source: Keras 3, keras/src/layers/merging/minimum.py.
func Minimum() *Layer { return newLayer(spec.NewMerge(spec.Minimum)) }
