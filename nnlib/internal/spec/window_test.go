package spec

import (
	"strings"
	"testing"
)

// What a constructor would refuse comes from a file or the wire.
func TestImpossibleWindows(t *testing.T) {
	conv := func(change func(c *Conv)) Config {
		c := &Conv2D{Conv{Filters: 4, KernelSize: []int{3, 3}, Strides: []int{1, 1}, Padding: Valid, DilationRate: []int{1, 1}, Groups: 1}}
		change(&c.Conv)
		return c
	}
	transpose := &Conv2DTranspose{ConvTranspose{Filters: 4, KernelSize: []int{3, 3}, Strides: []int{1, 1}, Padding: Same, DilationRate: []int{1, 1}}}
	image := Shape{8, 8, 2}
	for _, c := range []struct {
		name   string
		config Config
		in     Shape
		want   string
	}{
		{"no axes", conv(func(c *Conv) { c.KernelSize = nil }), image, "without axes"},
		{"no kernel", conv(func(c *Conv) { c.KernelSize[1] = 0 }), image, "[3 0]"},
		{"too few strides", conv(func(c *Conv) { c.Strides = []int{1} }), image, "strides [1]"},
		{"no dilation rate", conv(func(c *Conv) { c.DilationRate[0] = -1 }), image, "[-1 1]"},
		{"huge kernel", conv(func(c *Conv) { c.KernelSize, c.Padding = []int{1 << 10, 1 << 10}, Same }), image, "too large"},
		{"unknown padding", conv(func(c *Conv) { c.Padding = "reflect" }), image, `"reflect"`},
		{"no groups", conv(func(c *Conv) { c.Groups = 0 }), image, "0 groups"},
		{"groups that do not divide", conv(func(c *Conv) { c.Groups = 3 }), image, "2 channels and 4 filters"},
		{"small image", conv(func(*Conv) {}), Shape{2, 8, 2}, "(None, 2, 8, 2)"},
		{"no channels", conv(func(*Conv) {}), Shape{28, 28}, "(None, 28, 28)\n  fix: nnlib.Reshape(28, 28, 1) first"},
		{"a long row", conv(func(*Conv) {}), Shape{784}, "nnlib.Input(height, width, channels)"},
		{"a sequence without channels", &GlobalMaxPooling1D{}, Shape{10}, "nnlib.Reshape(10, 1) first"},
		{"output padding of one axis", func() Config { c := *transpose; c.OutputPadding = []int{0}; return &c }(), image, "[0]"},
		{"output padding as large as strides", func() Config { c := *transpose; c.OutputPadding = []int{1, 1}; return &c }(), image, "smaller than the strides"},
		{"negative border", &ZeroPadding2D{Border{{-1, 0}, {0, 0}}}, image, "[[-1 0] [0 0]]"},
		{"all cut off", &Cropping2D{Border{{4, 4}, {0, 0}}}, image, "nnlib.Cropping2D(1)"},
		{"padding of images", &ZeroPadding1D{}, image, "sequences"},
		{"negative end", &ZeroPadding1D{Ends{0, -1}}, Shape{5, 2}, "[0 -1]"},
		{"all steps cut off", &Cropping1D{Ends{2, 3}}, Shape{5, 2}, "nnlib.Cropping1D(1)"},
		{"no steps", &UpSampling1D{}, Shape{5, 2}, "upsampling by 0"},
		{"brightness of rows", &RandomBrightness{}, Shape{3}, "(None, 3)"},
		{"no size", &UpSampling2D{Size: []int{0, 1}, Interpolation: Nearest}, image, "[0 1]"},
		{"unknown mode", &RandomFlip{Mode: "diagonal"}, image, `"diagonal"`},
		{"flip of rows", &RandomFlip{Mode: Vertical}, Shape{3}, "(None, 3)"},
		{"contrast of rows", &RandomContrast{}, Shape{3}, "(None, 3)"},
		{"unknown fill mode", &RandomZoom{Move: Move{FillMode: "mirror", Interpolation: Nearest}}, image, `"mirror"`},
		{"unknown interpolation of a move", &RandomRotation{Move: Move{FillMode: FillWrap}}, image, `""`},
		{"unknown interpolation", &UpSampling2D{Size: []int{2, 2}, Interpolation: "area"}, image, `"area"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			shape, err := c.config.OutputShape([]Shape{c.in})
			if err == nil {
				t.Fatalf("it gives %v", shape)
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("it does not say %q:\n%v", c.want, err)
			}
		})
	}
}
