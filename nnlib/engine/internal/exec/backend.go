package exec

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/gomlx/compute"
	_ "github.com/gomlx/compute/gobackend" // registers "go"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// smallModel is up to how many weights a dense net runs on the go backend, which
// starts at once: XLA loads and compiles for a second or more before the first
// step. Then it is faster even here, 14 µs a step for 8-30-1 against 150 (see
// BenchmarkSmall), so that it catches up after some 10,000 steps.
const smallModel = 5_000

// device is an open backend with what is kept on it. Models share it.
type device struct {
	compute.Backend
	name  string // "xla" or "go"
	fused bool   // compiles a whole loop (XLA), instead of running op by op on shared memory
	kept  store
}

// devices are the open backends, by configuration.
var devices = struct {
	sync.Mutex
	open map[string]*device
}{open: map[string]*device{}}

// openDevice opens a backend, or returns the one that is open already.
func openDevice(config string) (*device, error) {
	devices.Lock()
	defer devices.Unlock()
	if d, ok := devices.open[config]; ok {
		return d, nil
	}
	name, _, _ := strings.Cut(config, ":")
	if !slices.Contains(compute.List(), name) {
		return nil, &fault.Error{
			Who:      "nnbook's engine",
			Expected: "one of the backends " + strings.Join(compute.List(), ", "),
			Got:      name,
			Fix:      "unset " + compute.ConfigEnvVar + ", or build the engine with a C compiler for xla",
		}
	}
	var d *device
	err := try(func() error {
		backend, err := compute.NewWithConfig(config)
		if name != "go" {
			backend = nesting{backend}
		}
		d = &device{Backend: backend, name: name, fused: name != "go"}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("opening the backend %s: %w\n  fix: export %s=go, or install again with `go run ./install -lab=false`", config, err, compute.ConfigEnvVar)
	}
	devices.open[config] = d
	return d, nil
}

// chooseBackend decides where a model runs: as asked for, as GOMLX_BACKEND says,
// or else small dense nets on go and the rest on XLA where its plugin is there.
func chooseBackend(model *spec.Model, asked string) string {
	plugin := pluginPath()
	switch asked = cmp.Or(asked, os.Getenv(compute.ConfigEnvVar)); {
	case asked == "xla" && plugin != "":
		return "xla:" + plugin
	case asked != "":
		return asked
	case plugin == "" || isSmall(model) || !slices.Contains(compute.List(), "xla"):
		return goBackend
	}
	return "xla:" + plugin
}

// goBackend runs the go backend's operations one after the other: they are too
// short to share between cores, and what is long the host does.
const goBackend = "go:ops_sequential"

// pluginPath is where the installer puts XLA's CPU plugin, or "".
func pluginPath() string {
	path := filepath.Join(os.Getenv("NNBOOK_HOME"), "lib", "libpjrt_cpu.so")
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return path
}

// isSmall tells dense nets with few weights, and with nothing between them that is
// more work than a function of each value. (On go, BatchNormalization takes four
// times a whole step of such a net.)
func isSmall(model *spec.Model) bool {
	weights := 0
	for i, layer := range model.Weights() {
		for _, weight := range layer {
			weights += spec.Shape(weight.Shape).Size()
		}
		switch model.Layers[i].Config.Class() {
		case "InputLayer", "Flatten", "Dense", "Dropout",
			"Activation", "ReLU", "LeakyReLU", "ELU", "Softmax", "Normalization", "Rescaling",
			"GaussianNoise", "GaussianDropout", "AlphaDropout", "ActivityRegularization":
		default:
			return false
		}
	}
	return weights <= smallModel
}
