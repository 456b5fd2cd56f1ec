// Package nnlib declares, trains and uses neural networks, with Keras' names,
// defaults and results.
package nnlib
