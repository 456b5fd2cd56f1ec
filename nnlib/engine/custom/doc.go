// Package custom makes layers, losses and metrics that nnlib has not, of functions
// written with GoMLX's operations:
//
//	import (
//		"github.com/gomlx/gomlx/core/graph"
//
//		"nnbook/nnlib"
//		"nnbook/nnlib/engine/custom"
//	)
//
//	model := nnlib.Sequential("net",
//		nnlib.Input(8),
//		nnlib.Dense(30),
//		custom.Lambda(graph.Sin),
//		nnlib.Dense(1))
//
// They take part in all that nnlib does: training on both backends, summaries,
// freezing, weights in files.
//
// The package is for programs outside a notebook, which train in their own process;
// it brings the engine with it. A notebook's engine is a process beside the cells and
// has none of their functions: there the package's functions panic and say so.
//
// Values are graph nodes of float32 whose first axis is the batch. A row's output
// must not depend on the batch's other rows: batches are put together as is fastest,
// and the last one may be filled up.
package custom
