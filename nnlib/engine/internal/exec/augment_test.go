package exec

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// augment is what a layer makes of images, with two given chances for each.
func augment(config spec.Config, x *Node, chances []*Node) *Node {
	switch config := config.(type) {
	case *spec.RandomFlip:
		return flipped(config, x, chances[0])
	case *spec.RandomBrightness:
		return brightened(config, x, chances[0])
	case *spec.RandomContrast:
		return contrasted(config, x, chances[0])
	case *spec.RandomRotation:
		return rotation(config, x, chances).apply(config.Move, x)
	case *spec.RandomTranslation:
		return translation(config, x, chances).apply(config.Move, x)
	case *spec.RandomZoom:
		return zoom(config, x, chances).apply(config.Move, x)
	}
	panic(config.Class())
}

func TestAugmentationsAreKeras(t *testing.T) {
	data, err := os.ReadFile("testdata/augment.json")
	var golden struct {
		Shape   []int
		Chances [][]float32
		Cases   []struct {
			Layer       spec.Layer
			Y, Gradient []float32
		}
	}
	if err == nil {
		err = json.Unmarshal(data, &golden)
	}
	if err != nil {
		t.Fatal(err)
	}
	size := spec.Shape(golden.Shape).Size()
	inputs := []wire.Array{wire.Float32s(lcg(size, 1, 1), golden.Shape...), wire.Float32s(lcg(size, 1, 9), golden.Shape...)}
	for _, chances := range golden.Chances {
		inputs = append(inputs, wire.Float32s(chances, len(chances)))
	}
	for i, c := range golden.Cases {
		t.Run(fmt.Sprint(i, " ", c.Layer.Config.Class()), func(t *testing.T) {
			onBackends(t, func(t *testing.T, backend string) {
				got := evaluate(t, backend, inputs, func(in []*Node) []*Node {
					y := augment(c.Layer.Config, in[0], in[2:])
					return append([]*Node{y}, graph.Gradient(graph.ReduceAllSum(graph.Mul(y, in[1])), in[0])...)
				})
				near(t, "output", got[0], c.Y, 1e-5)
				near(t, "gradient", got[1], c.Gradient, 1e-5)
			})
			if t.Failed() {
				t.Logf("%+v", c.Layer.Config)
			}
		})
	}
}

var augmentations = []spec.Config{
	&spec.RandomFlip{Mode: spec.HorizontalAndVertical},
	&spec.RandomBrightness{Factor: spec.Range{-0.1, 0.1}, ValueRange: spec.Range{-9, 9}},
	&spec.RandomContrast{Factor: spec.Range{0.5, 0.5}, ValueRange: spec.Range{-9, 9}},
	&spec.RandomRotation{Factor: spec.Range{-0.1, 0.1}, Move: spec.Move{FillMode: spec.FillReflect, Interpolation: spec.Bilinear}},
	&spec.RandomTranslation{HeightFactor: spec.Range{-0.5, 0.5}, Move: spec.Move{FillMode: spec.FillWrap, Interpolation: spec.Nearest}},
	&spec.RandomZoom{HeightFactor: spec.Range{-0.5, 0.5}, Move: spec.Move{FillMode: spec.FillConstant, Interpolation: spec.Bilinear}},
}

func TestAugmentations(t *testing.T) {
	for _, config := range augmentations {
		t.Run(config.Class(), func(t *testing.T) { checkLayer(t, config, spec.Shape{4, 5, 2}) })
	}
}

// While training, images change, each in its own way and at each step anew, and both
// backends do the same; otherwise nothing happens.
func TestAugmentationsAreForTraining(t *testing.T) {
	x := wire.Float32s(slices.Repeat(lcg(4*5*2, 1, 1), 16), 16, 4, 5, 2) // one image, 16 times
	for _, config := range augmentations {
		t.Run(config.Class(), func(t *testing.T) {
			run := func(t *testing.T, backend string, step int32, training bool) []float32 {
				return evaluate(t, backend, []wire.Array{x, wire.Int32s([]int32{7, step}, 2)}, func(in []*Node) []*Node {
					clock := graph.ConvertDType(in[1], clockType)
					net := &network{}
					if training {
						net.chance = &chance{seed: element(clock, 0), step: element(clock, 1)}
					}
					y := layers[config.Class()](&scope{network: net, node: 2}, config, in[:1])
					return []*Node{graph.AddScalar(y, 0)}
				})[0]
			}
			first := run(t, goBackend, 0, true)
			images := map[string]bool{}
			for i := range 16 {
				images[fmt.Sprint(first[i*40:][:40])] = true
			}
			if len(images) < 2 {
				t.Error("all images changed in the same way")
			}
			if slices.Equal(first, run(t, goBackend, 1, true)) {
				t.Error("the next step changes images in the same way")
			}
			onBackends(t, func(t *testing.T, backend string) {
				near(t, "in training", run(t, backend, 0, true), first, 1e-5)
				near(t, "otherwise", run(t, backend, 0, false), x.Float32s(), 0)
			})
		})
	}
}
