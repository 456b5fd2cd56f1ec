// Package parity keeps docs/keras.md, the table of how far each class of Keras is
// from nnlib's. Tests that compare with Keras [Record] what they measure, and a run
// with -update writes it:
//
//	GOEXPERIMENT=simd go test ./nnlib/engine/internal/exec -run 'Keras|Orthogonal' -update
//	GOEXPERIMENT=simd go test ./nnlib -run 'Keras|TensorBoards' -update
package parity

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

var update = flag.Bool("update", false, "write docs/keras.md's rows that these tests measure, from a whole run on both backends")

// Class is a row's place in the table: a class in a section, such as Dense in Layers.
type Class struct{ Section, Name string }

// Where a difference was measured.
const (
	Go   = "go"
	XLA  = "xla"
	Host = "" // computed outside of both, for both
)

// measured is what is known of a class: the worst differences by backend, and what
// the tests demand.
type measured struct {
	worst    map[string]float64
	demanded float64
}

var ledger = struct {
	sync.Mutex
	classes map[Class]*measured
}{classes: map[Class]*measured{}}

// Record keeps a difference from Keras, relative where values are above 1, and the
// one up to which the test passes.
func Record(class Class, backend string, difference, demanded float64) {
	ledger.Lock()
	defer ledger.Unlock()
	m := ledger.classes[class]
	if m == nil {
		m = &measured{worst: map[string]float64{}}
		ledger.classes[class] = m
	}
	if math.IsNaN(difference) {
		difference = math.Inf(1)
	}
	m.worst[backend] = max(m.worst[backend], difference)
	m.demanded = max(m.demanded, demanded)
}

// Worst is the worst difference between values, relative where they are above 1.
func Worst[T float32 | float64](got, want []T) (worst float64) {
	for i := range want {
		difference := math.Abs(float64(got[i])-float64(want[i])) / max(1, math.Abs(float64(want[i])))
		worst = max(worst, difference)
	}
	return worst
}

// Finish writes what tests recorded, if they passed and were asked for it, and
// returns the process' exit code. All classes given must have been measured, on both
// backends where they are measured on one.
func Finish(code int, classes []Class) int {
	if !*update || code != 0 {
		return code
	}
	err := complete(classes)
	if err == nil {
		err = write(classes)
	}
	if err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

func complete(classes []Class) error {
	for _, class := range classes {
		m := ledger.classes[class]
		if m == nil {
			return fmt.Errorf("docs/keras.md: nothing measured for %s of %s; run all tests that compare with Keras, as the package's doc says", class.Name, class.Section)
		}
		_, onGo := m.worst[Go]
		_, onXLA := m.worst[XLA]
		if onGo != onXLA && class.Section != "Callbacks" && class.Section != "Trainings" {
			return fmt.Errorf("docs/keras.md: %s of %s is measured on one backend only; XLA's plugin is where NNBOOK_HOME says", class.Name, class.Section)
		}
	}
	return nil
}

// Path is docs/keras.md, seen from any of the module's packages.
func Path() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, "docs", "keras.md"), nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("not within the module")
		}
	}
}

// write replaces the rows of classes, and leaves all others, and the text, as they are.
func write(classes []Class) error {
	path, err := Path()
	if err != nil {
		return err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	names, err := Names(filepath.Join(filepath.Dir(path), "..", "nnlib"))
	if err != nil {
		return err
	}
	sections := strings.SplitAfter(string(text), "\n## ")
	for i, section := range sections {
		title, _, _ := strings.Cut(section, "\n")
		rows := map[string]string{}
		for name, row := range rowsOf(section) {
			rows[name] = row.String()
		}
		for _, class := range classes {
			if class.Section == title {
				rows[class.Name] = ledger.classes[class].row(class, names).String()
			}
		}
		if len(rows) > 0 {
			sections[i] = withRows(section, rows)
		}
	}
	return os.WriteFile(path, []byte(strings.Join(sections, "")), 0o644)
}

// withRows puts rows, sorted, in the place of a section's table.
func withRows(section string, rows map[string]string) string {
	table := header
	for _, name := range slices.SortedFunc(maps.Keys(rows), func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) }) {
		table += rows[name]
	}
	lines := strings.SplitAfter(section, "\n")
	isRow := func(line string) bool { return strings.HasPrefix(line, "|") }
	first := slices.IndexFunc(lines, isRow)
	rest := slices.DeleteFunc(slices.Clone(lines[first:]), isRow)
	return strings.Join(lines[:first], "") + table + strings.Join(rest, "")
}
