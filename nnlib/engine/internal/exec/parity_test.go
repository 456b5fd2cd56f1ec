package exec

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"nnbook/nnlib/internal/spec"
)

// The table of parity, docs/keras.md, tells how far each class is from Keras. The
// tests that compare with Keras' golden values record it by near:
//
//	GOEXPERIMENT=simd go test ./nnlib/engine/internal/exec -update

var update = flag.Bool("update", false, "write docs/keras.md, from a whole run on both backends")

const parityTable = "../../../../docs/keras.md"

// parityKinds are the table's parts, by the tests that compare them.
var parityKinds = []struct {
	title   string
	tests   []string
	classes func() []string
}{
	{"Layers", []string{"TestLayersAreKeras", "TestMergesAreKeras", "TestConvolutionsAreKeras", "TestRecurrentLayersAreKeras", "TestAugmentationsAreKeras"}, comparedLayers},
	{"Activations", []string{"TestActivationsAreKeras", "TestMoreActivationsAreKeras"}, func() []string { return slices.Collect(maps.Keys(activations)) }},
	{"Losses", []string{"TestLossesAreKeras", "TestWeighedLossesAreKeras"}, comparedLosses},
	{"Metrics", []string{"TestMetricsAreKeras", "TestMetricsOfBatchesAreKeras"}, comparedMetrics},
	{"Optimizers", []string{"TestOptimizersAreKeras", "TestOptimizerSettingsAreKeras"}, func() []string { return slices.Collect(maps.Keys(optimizers)) }},
	{"Learning-rate schedules", []string{"TestSchedulesAreKeras"}, func() []string { return slices.Collect(maps.Keys(schedules)) }},
	{"Regularizers", []string{"TestRegularizersAreKeras"}, func() []string { return slices.Collect(maps.Keys(regularizers)) }},
	{"Constraints", []string{"TestConstraintsAreKeras"}, func() []string { return []string{spec.MaxNorm, spec.NonNeg, spec.UnitNorm, spec.MinMaxNorm} }},
}

// comparedLayers are the layers that compute something which Keras says, too.
func comparedLayers() []string {
	return slices.DeleteFunc(slices.Collect(maps.Keys(layers)), func(class string) bool { return withoutGolden[class] != "" })
}

// comparedLosses are those that no program writes itself.
func comparedLosses() []string {
	return slices.DeleteFunc(slices.Collect(maps.Keys(losses)), func(class string) bool { return class == spec.CustomLoss })
}

// comparedMetrics are the metrics but for those that are losses, which stand there.
func comparedMetrics() []string {
	return slices.DeleteFunc(slices.Collect(maps.Keys(metrics)), func(class string) bool {
		return losses[class] != nil || class == spec.CustomMetric || class == spec.Accuracy // one of three others
	})
}

// differences are the worst relative ones, by kind, class and backend.
var differences = struct {
	sync.Mutex
	worst map[[3]string]float64
}{worst: map[[3]string]float64{}}

// record keeps how far values are from Keras', if a test compares them.
func record(t *testing.T, what string, got, want []float32) {
	test, rest, _ := strings.Cut(t.Name(), "/")
	for _, kind := range parityKinds {
		if !slices.Contains(kind.tests, test) {
			continue
		}
		said, backend := rest+" "+what, "go"
		if strings.Contains(said, "xla") {
			backend = "xla"
		}
		class := classIn(said, kind.classes())
		if class == "" {
			return
		}
		differences.Lock()
		defer differences.Unlock()
		key := [3]string{kind.title, class, backend}
		for i := range got {
			difference := math.Abs(float64(got[i])-float64(want[i])) / max(1, math.Abs(float64(want[i])))
			differences.worst[key] = max(differences.worst[key], difference)
		}
		return
	}
}

// classIn is the longest of the classes that stands in a text as a word of its own.
func classIn(text string, classes []string) string {
	found := ""
	for _, class := range classes {
		for at := range text {
			if !strings.HasPrefix(text[at:], class) || len(class) <= len(found) {
				continue
			}
			after := text[at+len(class):]
			if (at == 0 || !isLetter(text[at-1])) && (after == "" || !isLetter(after[0]) || strings.HasPrefix(after, "map[")) {
				found = class
			}
		}
	}
	return found
}

func isLetter(c byte) bool { return unicode.IsLetter(rune(c)) }

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	if *update && code == 0 {
		err := errors.New("docs/keras.md needs a run of all that compares with Keras, on both backends: -run AreKeras, with XLA's plugin")
		if recorded() {
			err = writeParity()
		}
		if err != nil {
			fmt.Println(err)
			code = 1
		}
	}
	os.Exit(code)
}

// parityIntroduction stands above the table; what is special stands below.
const parityIntroduction = `# Parity with Keras

Each class of Keras that nnlib has, and how far it is from Keras 3.15.1 on JAX: the worst difference of outputs, of gradients by inputs
and weights, and of weights after steps, relative above 1, over all cases of the golden files in
` + "`nnlib/engine/internal/exec/testdata`" + `. The tests demand 1e-5 or better; whole trainings (MNIST, a small CNN, an LSTM, California housing, wide and deep
with two outputs) follow Keras' losses to 1e-4.

The table is written by ` + "`GOEXPERIMENT=simd go test ./nnlib/engine/internal/exec -update`" + `.
`

const parityRemarks = `
## Where nnlib differs on purpose

- **Sparsemax** follows the paper: Keras' outputs do not add up to 1.
- **UnitNormalization** and **CosineSimilarity** have a finite slope at rows of zeros, where Keras has NaN.
- **Normalization** that adapts to a feature which never changes makes it 0 by a variance of 1.
- **PearsonCorrelation** of a constant is 0, where Keras has NaN. **IoU** metrics keep fractional weights.
- **Circle** is compared to 5e-6, because its factor multiplies the rounding, **AUC** and **R2Score** to 1e-5, because Keras adds up in single precision.
- **Initializers** that draw are held against their distributions, the others are equal; **callbacks** do what Keras' do in its own trainings.
- Dropout and noise draw numbers of their own, and are held against their distributions.
- Keras on JAX loses the mask between a training step's loss and its metrics; here masked steps never count.

## What Keras has and nnlib has not

- **Convolution and shape**: Conv1DTranspose, SeparableConv1D, DepthwiseConv1D, all that is 3D, ConvLSTM, adaptive pooling, cropping, padding and
  upsampling in 1D, bicubic upsampling, ` + "`channels_first`" + `.
- **Attention and recurrent**: AdditiveAttention, GroupQueryAttention, RNN with cells of one's own, stateful layers, ` + "`return_state`" + `.
- **Other layers**: EinsumDense, SpectralNormalization, Hashing, HashedCrossing, TextVectorization, spectrograms;
  StringLookup works on data, outside of a model; of the augmenting layers those beyond flip, rotation, translation, zoom and contrast.
- **Losses and metrics**: CTC, lists of thresholds in Precision and Recall; the activation threshold.
- **Optimizers**: Adafactor, Lamb, Muon, ScheduleFreeAdamW, loss scaling and mixed precision.
- **Callbacks**: RemoteMonitor, SwapEMAWeights, OrbaxCheckpoint. **Saving** as ` + "`.keras`" + ` files; distribution.
`

// recorded tells whether there is a difference for each row, on both backends.
func recorded() bool {
	for _, kind := range parityKinds {
		for _, class := range kind.classes() {
			for _, backend := range []string{"go", "xla"} {
				if _, ok := differences.worst[[3]string{kind.title, class, backend}]; !ok {
					return false
				}
			}
		}
	}
	return true
}

func writeParity() error {
	names, err := publicNames()
	if err != nil {
		return err
	}
	var text strings.Builder
	text.WriteString(parityIntroduction)
	for _, kind := range parityKinds {
		fmt.Fprintf(&text, "\n## %s\n\n| Keras | nnlib | go | XLA |\n|---|---|---|---|\n", kind.title)
		for _, class := range slices.Sorted(slices.Values(kind.classes())) {
			cell := func(backend string) string {
				if worst := differences.worst[[3]string{kind.title, class, backend}]; worst >= 1e-12 {
					return fmt.Sprintf("%.0e", worst)
				}
				return "0"
			}
			fmt.Fprintf(&text, "| %s | %s | %s | %s |\n", class, names[plain(class)], cell("go"), cell("xla"))
		}
	}
	text.WriteString(parityRemarks)
	return os.WriteFile(parityTable, []byte(text.String()), 0o644)
}

// plain makes of Keras' names and nnlib's the same: leaky_relu and LeakyReLU.
func plain(name string) string { return strings.ToLower(strings.ReplaceAll(name, "_", "")) }

// publicNames are nnlib's functions and activations, by their plain names.
func publicNames() (map[string]string, error) {
	paths, err := filepath.Glob("../../../*.go")
	if err != nil {
		return nil, err
	}
	declared := regexp.MustCompile(`(?m)^(?:func |\t|var )([A-Z]\w*)(?:\[[^\]]*\])?(?:\(| += )`)
	names := map[string]string{}
	defer func() {
		names["activation"] = "`nnlib.Activation`" // any of them, called
		names["threshold"] = "—"                   // nnlib.Threshold is an option of metrics
	}()
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		for _, found := range declared.FindAllStringSubmatch(string(source), -1) {
			names[plain(found[1])] = "`nnlib." + found[1] + "`"
		}
	}
	return names, nil
}

// The table has a row for each class that the engine knows, with its name in nnlib,
// and no difference above what the tests allow.
func TestParityTable(t *testing.T) {
	names, err := publicNames()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(parityTable)
	if err != nil {
		t.Fatal(err)
	}
	row := regexp.MustCompile(`(?m)^\| (\S+) \| (\S*) \| (\S+) \| (\S+) \|$`)
	sections := strings.Split(string(text), "\n## ")
	for _, kind := range parityKinds {
		at := slices.IndexFunc(sections, func(s string) bool { return strings.HasPrefix(s, kind.title+"\n") })
		if at < 0 {
			t.Fatalf("no section %q", kind.title)
		}
		rows := map[string][]string{}
		for _, cells := range row.FindAllStringSubmatch(sections[at], -1) {
			rows[cells[1]] = cells[2:]
		}
		classes := kind.classes()
		for class := range rows {
			if class != "Keras" && !strings.HasPrefix(class, "--") && !slices.Contains(classes, class) {
				t.Errorf("%s: a row for %s, which the engine does not know", kind.title, class)
			}
		}
		for _, class := range classes {
			cells, ok := rows[class]
			if !ok {
				t.Errorf("%s: no row for %s; go test -update writes it", kind.title, class)
				continue
			}
			for _, cell := range cells[1:] {
				var worst float64
				if _, err := fmt.Sscan(cell, &worst); err != nil || !(worst <= 1e-5) {
					t.Errorf("%s: %s differs by %s", kind.title, class, cell)
				}
			}
			if cells[0] == "" || cells[0] != names[plain(class)] {
				t.Errorf("%s: %s is %q in nnlib, want %q", kind.title, class, cells[0], names[plain(class)])
			}
		}
	}
}
