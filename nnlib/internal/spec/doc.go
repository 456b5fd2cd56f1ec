// Package spec holds declarations as plain data: what a model, its training
// settings and its data sets are, without any computation. nnlib builds them in
// the cell, the wire carries them, and the engine gives them life.
//
// A layer's file states its configuration, its output shape and its weights;
// how it computes is the engine's matter (nnlib/engine, a file of the same name).
//
// Names and defaults are those of Keras 3.
package spec
