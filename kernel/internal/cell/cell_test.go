package cell

import (
	"strings"
	"testing"
)

// What GoNB gets, and the lines of the source that the ends of its lines stem from.
func TestProgram(t *testing.T) {
	for name, c := range map[string]struct {
		source string
		echo   bool
		want   string
		lines  string
	}{
		"one statement": {
			"fmt.Println(1)", false,
			"func main() { fmt.Println(1)\n}\n", "1 1 1",
		},
		"a new variable counts as used": {
			"x, _ := f() // two\nvar y, z = 1, 2", false,
			"func main() { x, _ := f(); _ = x // two\nvar y, z = 1, 2; _ = y; _ = z\n}\n", "1 2 2 2",
		},
		"a result": {
			"x := 1\nx + 1 // two", true,
			"import nnbook_result \"nnbook/kernel/result\"; func main() { x := 1; _ = x\nnnbook_result.Show(x + 1) // two\n}\n", "1 2 2 2",
		},
		"declarations above": {
			"import \"os\"\n\n// f is\nfunc f() {}\n\nf()", false,
			"import \"os\"\n\n// f is\nfunc f() {}\n\nfunc main() { f()\n}\n", "1 2 3 4 5 6 6 6",
		},
		"declarations below": {
			"f(2)\n\n// f is\nfunc f(n int) {\n\tg(n)\n}\nimport \"os\"\nf(3)\ntype t int", false,
			"import \"os\"; func main() { f(2)\n\n// f is\n\n\n\n\nf(3)\n\n}\n// f is\nfunc f(n int) {\n\tg(n)\n}\ntype t int\n",
			"1 2 3 4 5 6 7 8 9 9 3 4 5 6 9 9",
		},
		"commands": {
			"%env A=1\n!ls\nfmt.Println(1)", false,
			"%env A=1\n!ls\nfunc main() { fmt.Println(1)\n}\n", "1 2 3 3 3",
		},
		"arguments":               {"%args -n 3\nx()", false, "%args -n 3\nfunc main() { flag.Parse(); x()\n}\n", "1 2 2 2"},
		"reads input":             {"fmt.Scanln(&x)", false, "import nnbook_os \"os\"; func main() { nnbook_os.Stdin, _ = nnbook_os.Open(nnbook_os.DevNull); fmt.Scanln(&x)\n}\n", "1 1 1"},
		"var above stays":         {"var m = 1\nf(m)", false, "var m = 1\nfunc main() { f(m)\n}\n", "1 2 2 2"},
		"var below is local":      {"f()\nvar m = 1", false, "func main() { f()\nvar m = 1; _ = m\n}\n", "1 2 2 2"},
		"var that changes":        {"var m int\nm++", false, "func main() { var m int; _ = m\nm++\n}\n", "1 2 2 2"},
		"var that a func needs":   {"var m int\nfunc f() { m++ }\nm = 1", false, "var m int\nfunc f() { m++ }\nfunc main() { m = 1\n}\n", "1 2 3 3 3"},
		"var that a var needs":    {"var m int\nvar n = m\nm = 1", false, "var m int\nvar n = m\nfunc main() { m = 1\n}\n", "1 2 3 3 3"},
		"var beside one moved":    {"var m int\nvar n = 1\nm = n", false, "func main() { var m int; _ = m\n\nm = n\n}\nvar n = 1\n", "1 2 3 3 2 2"},
		"func literal":            {"func(a int) { f(a) }(1)", false, "func main() { func(a int) { f(a) }(1)\n}\n", "1 1 1"},
		"method below":            {"f()\nfunc (t T) m() {}", false, "func main() { f()\n\n}\nfunc (t T) m() {}\n", "1 2 2 2 2"},
		"label":                   {"a:\nfor { break a }", false, "func main() { a:\nfor { break a }\n}\n", "1 2 2 2"},
		"package-like line":       {"packages := 3", false, "func main() {  packages := 3; _ = packages\n}\n", "1 1 1"},
		"only declarations":       {"var x = 1\nfunc f() {}", false, "var x = 1\nfunc f() {}", "1 2"},
		"own main":                {"func main() {}\nx := 1", false, "func main() {}\nx := 1", "1 2"},
		"value that isn't shown":  {"x := 1\nx;", false, "func main() { x := 1; _ = x\n_ = x;\n}\n", "1 2 2 2"},
		"call that isn't shown":   {"(f());\n", false, "func main() { (f());\n\n}\n", "1 2 2 2"},
		"receive":                 {"<-c;", false, "func main() { <-c;\n}\n", "1 1 1"},
		"%%":                      {"%%\nx", false, "%%\nx", "1 2"},
		"hidden %%":               {"//gonb:%%\nx", false, "//gonb:%%\nx", "1 2"},
		"script":                  {"%%bash\n//line x\necho", false, "%%bash\n//line x\necho", "1 2 3"},
		"line directive":          {"//line a.go:7\nx()", false, "//Line a.go:7\nfunc main() { x()\n}\n", "1 2 2 2"},
		"line directive, general": {"/*line a.go:7*/ var x = `\n//line b`", false, "/*Line a.go:7*/ var x = `\n//line b`", "1 2"},
		"command without a word":  {"%  \n! \nx()", false, "// \n//\nfunc main() { x()\n}\n", "1 2 3 3 3"},
		"the kernel's command":    {"%nn reset m\n%%\nx()", false, "//         \n%%\nx()", "1 2 3"},
		"Windows' lines":          {"x()\r\ny()", false, "func main() { x()\ny()\n}\n", "1 2 2 2"},
		"nothing":                 {"", false, "", "1"},
	} {
		program := Parse(c.source).Program(Results{Shown: c.echo})
		if program.Code != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, program.Code, c.want)
		}
		var lines []string
		offset := 0
		for line := range strings.SplitAfterSeq(program.Code, "\n") {
			n, _ := position(program.cell, program.source(offset+len(strings.TrimSuffix(line, "\n"))))
			lines = append(lines, string(rune('0'+n)))
			offset += len(line)
		}
		if got := strings.Join(lines, " "); got != c.lines {
			t.Errorf("%s: lines %s, want %s", name, got, c.lines)
		}
	}
}

func TestErrorsAreHeeded(t *testing.T) {
	source := "import \"os\"\nfor {\n\tos.Remove(x)\n}\ny := 1\nwrite(y)"
	call := func(text string, value bool) Call {
		at := strings.Index(source, text)
		return Call{at, at + len(text), value}
	}
	for name, c := range map[string]struct {
		results Results
		want    string
	}{
		"one within, one at the end": {
			Results{Shown: true, Errors: []Call{call("os.Remove(x)", false), call("write(y)", false)}},
			"import nnbook_result \"nnbook/kernel/result\"; import \"os\"\nfunc main() { for {\n\tnnbook_result.Check(os.Remove(x))\n}\n" +
				"y := 1; _ = y\nnnbook_result.Check(write(y))\n}\n",
		},
		"one with a value": {
			Results{Shown: true, Errors: []Call{call("write(y)", true)}},
			"import nnbook_result \"nnbook/kernel/result\"; import \"os\"\nfunc main() { for {\n\tos.Remove(x)\n}\n" +
				"y := 1; _ = y\nnnbook_result.Show(nnbook_result.Checked(write(y)))\n}\n",
		},
	} {
		program := Parse(source).Program(c.results)
		if program.Code != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, program.Code, c.want)
		}
		at := strings.LastIndex(program.Code, "write(y)")
		if got, ok := program.InSource(Call{at + 3, at + 3 + len("write(y)"), false}, 3); !ok || got != call("write(y)", false) {
			t.Errorf("%s: the last call is at %v, %v", name, got, ok)
		}
		if got, ok := program.InSource(Call{0, at, false}, at); ok {
			t.Errorf("%s: what is before the code is at %v", name, got)
		}
	}
}

func TestEcho(t *testing.T) {
	for source, want := range map[string]Echo{
		"x":                                 Value,
		"x;":                                Nothing,
		"x // c":                            Value,
		"x + f()":                           Value,
		"(f())":                             Perhaps,
		"f()":                               Perhaps,
		"a.b().c()":                         Perhaps,
		"fmt.Println(x)":                    Nothing,
		"fmt.Fprintf(w, x)":                 Nothing,
		"fmt.Sprint(x)":                     Perhaps,
		"if x := f(); x {}":                 Nothing,
		"for i := 0; i < 3; i {}":           Nothing,
		"for f := func() {}; x {}":          Nothing,
		"if x {\n} else if y := 1; y {}\nz": Value,
		"x := 1":                            Nothing,
		"x := 1\nx":                         Value,
		"x\ny := 1":                         Nothing,
		"x\nfunc f() {}":                    Nothing,
		"func f() {}\nf":                    Value,
		"[]int{1}":                          Value,
		"func() int { return 1 }":           Value,
		"for {}":                            Nothing,
		"%%\nx":                             Nothing,
		"var x = 1":                         Nothing,
		"\"a\"":                             Value,
		"&x":                                Value,
		"!ls\nx":                            Value,
		"x\n\n// the end":                   Value,
		"model.\n\tSummary()":               Perhaps,
		"struct{ a int }{1}":                Value,
		"import \"fmt\"\n\nfmt.Sp":          Value,
	} {
		if got := Parse(source).Echo(); got != want {
			t.Errorf("%q: %d, want %d", source, got, want)
		}
	}
}

func TestCheck(t *testing.T) {
	for source, want := range map[string]string{
		"x := 1":                    "",
		"var x int = ":              "", // a declaration: GoNB's
		"x := ":                     "1:6: expected operand, found the cell's end",
		"x := 1\ny := := 2":         "2:6: expected operand, found ':='",
		"f()\nfunc g( {}\nh()":      "2:9: expected ')', found '{'",
		"if x {\n":                  "2:1: expected '}', found 'EOF'",
		"x()\npackage p":            "2:1: a cell has no package clause: it is package main",
		"x := 1; y := 2 z := 3":     "1:16: expected ';', found z",
		"!ls (\nfor i := 0; i < {}": "2:17: expected operand, found '{'",
	} {
		got := ""
		if mistake := Parse(source).Check(); mistake != nil {
			got = mistake.Error()
		}
		if got != want {
			t.Errorf("%q: %s, want %s", source, got, want)
		}
	}
}

func TestReadsInput(t *testing.T) {
	for source, want := range map[string]bool{
		"fmt.Scan(&x)": true, "r := bufio.NewReader(os . Stdin)": true, "fmt.\n\tScanf(\"\", &x)": true, "fmt.Sscan(s, &x)": false,
		"fmt.Scanner(x)": false, "os.Stdout.Sync()": false, "\"os.Stdin\"": false, "// fmt.Scan(&x)\nf()": false, "%%\nfmt.Scan(&x)": false,
	} {
		if got := Parse(source).ReadsInput(); got != want {
			t.Errorf("%q: %v", source, got)
		}
	}
}

func TestStatus(t *testing.T) {
	for source, want := range map[string]string{
		"":                         "complete",
		"x := 1":                   "complete",
		"func f() {":               "incomplete \t",
		"func f() {\n\tg([]int{":   "incomplete \t\t\t",
		"func f() {\n}":            "complete",
		"x := `a {\nb":             "incomplete \t",
		"/* not yet (":             "incomplete \t",
		"s := \"{\" // {":          "complete",
		"}":                        "invalid",
		"x := ":                    "incomplete",
		"a +":                      "incomplete",
		"x := \"open":              "invalid",
		"for := range x {}":        "invalid",
		"%%\nfor {":                "incomplete \t",
		"%with_inputs\n%%\nf(')')": "complete",
		"%%bash\nfor {":            "complete",
		"import \"fmt\"\nfmt.P(1)": "complete",
	} {
		status, indent := Parse(source).Status()
		if got := strings.TrimRight(string(status)+" "+indent, " "); got != want {
			t.Errorf("%q: %q, want %q", source, got, want)
		}
	}
}

func TestDeclarations(t *testing.T) {
	const source = `
import (
	"fmt"
	m "math"
)
// a is
var a, b = 1, 2
var (
	c = 3
	d = 4 // four
)
const (
	e = iota
	f
)
type (
	g int
	h[T any] struct{ x T }
)
// i is
func i() {}
func (x *h[T]) j() {}
type k = g
l := 1
`
	var got []string
	for _, d := range Parse(source).Declarations() {
		got = append(got, strings.Join(d.Keys, ",")+": "+d.Text)
	}
	want := []string{
		"import \"fmt\": import \"fmt\"",
		"import m \"math\": import m \"math\"",
		"a,b: // a is\nvar a, b = 1, 2",
		"c: var c = 3",
		"d: var d = 4",
		"e,f: const (\n\te = iota\n\tf\n)",
		"g: type g int",
		"h: type h[T any] struct{ x T }",
		"i: // i is\nfunc i() {}",
		"h.j: func (x *h[T]) j() {}",
		"k: type k = g",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestLocals(t *testing.T) {
	const source = "var m = 1\na, b := 1, 2\nl: for i := range 3 { c := i }\nx.y, _ = 1, 2\nvar d int\nd = 1"
	if got, want := strings.Join(Parse(source).Locals(), " "), "a b d"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Where an offset of the source is in the code, also within what was moved.
func TestOffset(t *testing.T) {
	const source = "import \"os\"\nx := 1\nfunc f() { call }\nother"
	program := Parse(source).Program(Results{})
	for _, word := range []string{"os", "x :=", "call", "other"} {
		at := program.Offset(strings.Index(source, word))
		if !strings.HasPrefix(program.Code[at:], word) {
			t.Errorf("%s is at %.10q", word, program.Code[at:])
		}
	}
}

func TestQuestion(t *testing.T) {
	for source, want := range map[string]Question{
		"strings.Cut?": {"strings.Cut", false}, "?x": {"x", false}, " nnlib.Dense??\n": {"nnlib.Dense", true}, "??é1": {"é1", true},
		"x": {}, "?": {}, "?x?": {}, "x???": {}, "f(x)?": {}, "x.?": {}, "a b?": {},
	} {
		if got, ok := Parse(source).Question(); got != want || ok != (want.Expression != "") {
			t.Errorf("%q: %+v, %v, want %+v", source, got, ok, want)
		}
	}
}

func TestFlaw(t *testing.T) {
	for source, flawed := range map[string]bool{
		"%%script": true, "%%script ": true, "%%script sh\nx": false, "%cd \"\"": true, "%cd \"": true, "%cd": false, "%cd /tmp": false,
		"%capture \"\"": true, "x()\n%capture -a \"\"": true, "%%writefile a\n%cd \"\"": false, "": false, "!cd \"\"": false,
	} {
		if got := Parse(source).Flaw(); (got != "") != flawed {
			t.Errorf("%q: %q", source, got)
		}
	}
}
