// Package bench measures training through nnlib's public API, progress line and
// events included.
//
//	GOEXPERIMENT=simd go test -bench . ./nnlib/bench
//	python3 nnlib/bench/peers.py                 # beside Keras, in the same rounds
//	python3 nnlib/bench/peers.py --model cnn
//
// The backend is the engine's choice, or what GOMLX_BACKEND says.
package bench
