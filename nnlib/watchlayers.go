package nnlib

import (
	"math"
	"slices"
	"strings"
)

// LayerWatcher is a callback that keeps how each layer learns; see [WatchLayers].
type LayerWatcher struct {
	follower
	sample *Dataset
	before []Weight // the weights when the epoch began

	layers    []string
	gradients map[string][]float64
	updates   map[string][]float64
}

// WatchLayers returns a callback that keeps, epoch by epoch, how large each layer's
// gradient is on a sample of rows, and how far the epoch moved its weights. It shows
// layers that hardly learn and layers that learn too wildly:
//
//	watch := nnlib.WatchLayers(train.Take(256))
//	model.Fit(train, nnlib.Epochs(5), nnlib.Callbacks(watch))
//	charts.LayerUpdates(watch).Display()
//
// Each epoch waits for one pass over the sample, forward and back. Every Fit starts anew.
//
// WatchLayers panics for nil.
func WatchLayers(sample *Dataset) *LayerWatcher {
	if sample == nil {
		panic(&Error{Who: "nnlib.WatchLayers", Expected: "a data set", Got: "nil", Fix: "nnlib.WatchLayers(train.Take(256))"})
	}
	return &LayerWatcher{sample: sample}
}

// OnTrainBegin looks at the weights; Fit calls it.
func (w *LayerWatcher) OnTrainBegin(map[string]int) error {
	w.before = w.model.Weights()
	w.layers, w.gradients, w.updates = nil, map[string][]float64{}, map[string][]float64{}
	return nil
}

// OnEpochEnd looks at gradients and weights; Fit calls it.
func (w *LayerWatcher) OnEpochEnd(int, Logs) error {
	now := w.model.Weights()
	gradient, moved, size := map[string]float64{}, map[string]float64{}, map[string]float64{}
	for _, g := range w.model.Gradients(w.sample) {
		at := slices.IndexFunc(now, func(v Weight) bool { return v.Name == g.Name })
		layer := g.Name[:strings.LastIndex(g.Name, "/")]
		if !slices.Contains(w.layers, layer) {
			w.layers = append(w.layers, layer)
		}
		for i, value := range g.Values {
			old := float64(w.before[at].Values[i])
			gradient[layer] += float64(value) * float64(value)
			moved[layer] += (float64(now[at].Values[i]) - old) * (float64(now[at].Values[i]) - old)
			size[layer] += old * old
		}
	}
	for _, layer := range w.layers {
		w.gradients[layer] = append(w.gradients[layer], math.Sqrt(gradient[layer]))
		w.updates[layer] = append(w.updates[layer], math.Sqrt(moved[layer]/size[layer]))
	}
	w.before = now
	return nil
}

// Layers are the names of the layers that learn, in the model's order.
func (w *LayerWatcher) Layers() []string { return slices.Clone(w.layers) }

// GradientNorms are, after each epoch, the length of the loss' gradient by the layer's
// weights: √Σg².
func (w *LayerWatcher) GradientNorms(layer string) []float64 { return slices.Clone(w.gradients[layer]) }

// UpdateRatios are, for each epoch, how far it moved the layer's weights, relative to
// what they were: √Σ(w - w₀)² / √Σw₀². It is NaN or infinite for weights that were all 0.
func (w *LayerWatcher) UpdateRatios(layer string) []float64 { return slices.Clone(w.updates[layer]) }
