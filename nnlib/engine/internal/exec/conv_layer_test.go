package exec

import (
	"fmt"
	"testing"

	"nnbook/nnlib/internal/spec"
)

// All layers that slide windows or move pixels, with settings that exclude one another in Keras too.
func TestConvolutions(t *testing.T) {
	glorot, zeros, tanh := object(spec.GlorotUniform), object(spec.Zeros), object(spec.Tanh)
	one, two := []int{1, 1}, []int{2, 2}
	conv := spec.Conv{
		Filters: 3, KernelSize: []int{2, 3}, Strides: []int{2, 1}, Padding: spec.Same, DilationRate: []int{1, 2}, Groups: 1,
		Activation: tanh, UseBias: true, KernelInitializer: glorot, BiasInitializer: zeros,
	}
	sequence := spec.Conv{
		Filters: 3, KernelSize: []int{3}, Strides: []int{2}, Padding: spec.Causal, DilationRate: []int{2}, Groups: 1,
		Activation: tanh, UseBias: true, KernelInitializer: glorot, BiasInitializer: zeros,
	}
	groups := conv
	groups.Filters, groups.Groups = 4, 2
	pool := spec.Pool{PoolSize: two, Strides: []int{1, 2}, Padding: spec.Same}
	steps := spec.Pool{PoolSize: []int{3}, Strides: []int{2}, Padding: spec.Same}
	image, series := spec.Shape{4, 5, 2}, spec.Shape{5, 2}
	for _, c := range []struct {
		config spec.Config
		input  spec.Shape
	}{
		{&spec.Conv1D{Conv: sequence}, series},
		{&spec.Conv2D{Conv: conv}, image},
		{&spec.Conv2D{Conv: groups}, image},
		{&spec.Conv2DTranspose{ConvTranspose: spec.ConvTranspose{
			Filters: 2, KernelSize: []int{2, 3}, Strides: two, Padding: spec.Same, DilationRate: one, OutputPadding: []int{1, 0},
			Activation: tanh, UseBias: true, KernelInitializer: glorot, BiasInitializer: zeros,
		}}, spec.Shape{2, 3, 2}},
		{&spec.DepthwiseConv2D{DepthwiseConv: spec.DepthwiseConv{
			KernelSize: []int{2, 3}, Strides: two, Padding: spec.Same, DepthMultiplier: 2, DilationRate: one,
			Activation: tanh, UseBias: true, DepthwiseInitializer: glorot, BiasInitializer: zeros,
		}}, image},
		{&spec.SeparableConv2D{SeparableConv: spec.SeparableConv{
			Filters: 3, KernelSize: []int{2, 3}, Strides: one, Padding: spec.Valid, DepthMultiplier: 2, DilationRate: one,
			Activation: tanh, UseBias: true, DepthwiseInitializer: glorot, PointwiseInitializer: glorot, BiasInitializer: zeros,
		}}, image},
		{&spec.Conv1DTranspose{ConvTranspose: spec.ConvTranspose{
			Filters: 2, KernelSize: []int{3}, Strides: []int{2}, Padding: spec.Valid, DilationRate: []int{1},
			Activation: tanh, UseBias: true, KernelInitializer: glorot, BiasInitializer: zeros,
		}}, spec.Shape{3, 2}},
		{&spec.DepthwiseConv1D{DepthwiseConv: spec.DepthwiseConv{
			KernelSize: []int{3}, Strides: []int{2}, Padding: spec.Same, DepthMultiplier: 2, DilationRate: []int{1},
			Activation: tanh, UseBias: true, DepthwiseInitializer: glorot, BiasInitializer: zeros,
		}}, series},
		{&spec.SeparableConv1D{SeparableConv: spec.SeparableConv{
			Filters: 3, KernelSize: []int{2}, Strides: []int{1}, Padding: spec.Valid, DepthMultiplier: 2, DilationRate: []int{2},
			Activation: tanh, UseBias: true, DepthwiseInitializer: glorot, PointwiseInitializer: glorot, BiasInitializer: zeros,
		}}, series},
		{&spec.MaxPooling1D{Pool: steps}, series},
		{&spec.MaxPooling2D{Pool: pool}, image},
		{&spec.AveragePooling1D{Pool: steps}, series},
		{&spec.AveragePooling2D{Pool: pool}, image},
		{&spec.GlobalMaxPooling1D{}, series},
		{&spec.GlobalMaxPooling2D{GlobalPool: spec.GlobalPool{KeepDims: true}}, image},
		{&spec.GlobalAveragePooling1D{}, series},
		{&spec.GlobalAveragePooling2D{GlobalPool: spec.GlobalPool{KeepDims: true}}, image},
		{&spec.ZeroPadding1D{Padding: spec.Ends{1, 2}}, series},
		{&spec.Cropping1D{Cropping: spec.Ends{1, 2}}, series},
		{&spec.UpSampling1D{Size: 2}, series},
		{&spec.ZeroPadding2D{Padding: spec.Border{{1, 0}, {2, 1}}}, spec.Shape{2, 3, 2}},
		{&spec.Cropping2D{Cropping: spec.Border{{1, 0}, {2, 1}}}, image},
		{&spec.UpSampling2D{Size: []int{2, 3}, Interpolation: spec.Nearest}, spec.Shape{2, 3, 2}},
		{&spec.UpSampling2D{Size: []int{2, 3}, Interpolation: spec.Bilinear}, spec.Shape{2, 3, 2}},
	} {
		t.Run(fmt.Sprint(c.config.Class()), func(t *testing.T) { checkLayer(t, c.config, c.input) })
	}
}
