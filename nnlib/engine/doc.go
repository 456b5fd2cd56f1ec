// Package engine owns what outlives a cell of a notebook: weights, optimizers,
// histories, data sets and compiled graphs. In a notebook it runs as a process of
// its own, nnbook-engine. A program outside a notebook runs it within itself:
//
//	import _ "nnbook/nnlib/engine"
//
// Both answer the same calls of package wire through the same code; only the
// process of its own keeps snapshots on disk.
package engine
