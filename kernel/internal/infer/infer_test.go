package infer

import (
	"os"
	"strings"
	"testing"
)

func here() string { return "." }

func TestValue(t *testing.T) {
	c := New(here, os.Environ())
	for body, want := range map[string]bool{
		"strings.ToUpper(\"a\")":           true, // imported by goimports later
		"f()":                              false,
		"g()":                              true,
		"two()":                            true,
		"t{}.none()":                       false,
		"t{}.next().next()":                true,
		"t{}.next().none()":                false,
		"x := t{}; _ = x\nx.next()":        true,
		"x := unknown(); x.next()":         false,
		"unknown()":                        false,
		"math.Max(1, 2)":                   true,
		"rand.Intn(3)":                     true,
		"int(3)":                           true,
		"append([]int{}, 1)":               true,
		"panic(1)":                         false,
		"copy([]int{}, []int{})":           true,
		"os.Remove(\"x\")":                 true,
		"func() {}()":                      false,
		"func() int { return 1 }()":        true,
		"map_(func(int) int { return 1 })": true,
		"var unused int\nstrings.Repeat(\"\", 1)": true,
		"x := 3": false,
	} {
		program := `package main
import m "math"
type t struct{}
func (t) none() {}
func (t) next() t { return t{} }
func f() {}
func g() int { return 1 }
func two() (int, error) { return 1, nil }
func map_[T any](f func(T) T) T { var t T; return t }
var _ = m.Pi
func main() { ` + body + "\n}\n"
		if got := c.Results(t.Context(), program).Value; got != want {
			t.Errorf("%s: %v, want %v", body, got, want)
		}
	}
}

func TestErrors(t *testing.T) {
	c := New(here, os.Environ())
	for body, want := range map[string]string{
		"os.Remove(\"x\"); two(); f()":                          "os.Remove(\"x\"); value of two()",
		"for { if true { os.Remove(\"x\") } else { (two()) } }": "os.Remove(\"x\"); value of two()",
		"x := two; x()": "value of x()",
		"own{}.Close()": "own{}.Close()",
		"err := os.Remove(\"x\"); _ = err; _, _ = two()":                "",
		"go os.Remove(\"x\"); defer os.Remove(\"y\")":                   "",
		"func() { os.Remove(\"x\") }()":                                 "",
		"three(); typed(); fmt.Println(1); fmt.Errorf(\"e\")":           "",
		"errors.Join(nil); errors.New(\"e\")":                           "",
		"unknown(); os.Nothing()":                                       "",
		"os.WriteFile(\"x\", func() []byte { two(); return nil }(), 0)": "os.WriteFile(\"x\", func() []byte { two(); return nil }(), 0)",
	} {
		program := `package main
type own struct{}
func (own) Close() error { two(); return nil }
type mine struct{}
func (*mine) Error() string { return "" }
func f() {}
func two() (int, error) { return 1, nil }
func three() (int, int, error) { return 1, 2, nil }
func typed() *mine { return nil }
func main() { ` + body + "\n}\n"
		var got []string
		for _, call := range c.Results(t.Context(), program).Errors {
			text := program[call.From:call.To]
			if call.WithValue {
				text = "value of " + text
			}
			got = append(got, text)
		}
		if got := strings.Join(got, "; "); got != want {
			t.Errorf("%s: %s, want %s", body, got, want)
		}
	}
}

func TestOfModules(t *testing.T) {
	c := New(here, os.Environ())
	c.Warm(t.Context(), "nnbook/nnlib", "nnbook/charts")
	for call, want := range map[string]bool{
		"model.Summary()":                                  false,
		"model.Predict(nil)":                               true,
		"charts.LearningCurves(model.History())":           true,
		"charts.LearningCurves(model.History()).Display()": false,
	} {
		program := "package main\nimport \"nnbook/nnlib\"\nimport \"nnbook/charts\"\nvar model = nnlib.Sequential(\"m\")\nfunc main() { " + call + "\n}\n"
		if got := c.Results(t.Context(), program).Value; got != want {
			t.Errorf("%s: %v, want %v", call, got, want)
		}
	}
}

func TestWithoutGo(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	c := New(here, os.Environ())
	c.Warm(t.Context(), "fmt")
	if c.Results(t.Context(), "package main\nfunc main() { fmt.Sprint() }").Value {
		t.Error("knows the types of fmt")
	}
	for _, program := range []string{"", "package main", "package main\nfunc main() {", strings.Repeat("(", 100)} {
		if c.Results(t.Context(), program).Value {
			t.Errorf("%q ends in a value", program)
		}
	}
}

func TestLacks(t *testing.T) {
	c := New(here, os.Environ())
	c.Warm(t.Context())
	for _, call := range []struct {
		name, text, member string
		lacks              bool
	}{
		{"fmt", "fmt.Printl(1)", "Printl", true},
		{"fmt", "fmt.Println(1)", "Println", false},
		{"rand", "rand.Integer", "Integer", true},
		{"fmt", "fmt", "", false},
		{"fmt", "strings.X", "", false},
		{"nosuch", "nosuch.X", "", false},
	} {
		if member, lacks := c.Lacks(call.name, call.text); member != call.member || lacks != call.lacks {
			t.Errorf("%s in %q: %q, %v", call.name, call.text, member, lacks)
		}
	}
}
