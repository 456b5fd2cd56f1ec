// Package exec runs a declared model on a GoMLX backend. It is the only code
// that knows GoMLX.
//
// A layer, an activation, a loss, a metric or an optimizer is a file that
// registers, by Keras' class name, how it is built as a graph. Two training
// loops drive these graphs: device.go keeps everything on an XLA device and
// runs many steps a call; host.go works in memory that it shares with the go
// backend, cuts each step where kernels multiply (stage.go), multiplies
// (matmul.go) and lets the optimizer update the weights itself.
//
// Results are Keras 3's; testdata/golden.py says how that is known.
package exec
