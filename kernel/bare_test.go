package main

import (
	"fmt"
	"strings"
	"testing"

	"nnbook/kernel/jupyter"
)

// shownIn lists in short what a cell showed: prints as they are, results after "Out:",
// displays in angle brackets, failures after "Error:".
func shownIn(outputs []jupyter.Message) string {
	var text strings.Builder
	for _, m := range outputs {
		switch m.Type {
		case "stream":
			text.WriteString(contentOf[stream](m).Text)
		case "execute_result":
			b := contentOf[bundle](m)
			text.WriteString("Out:" + b.text() + "\n")
			if b.Data[pictureType] != nil || b.Data["image/png"] != nil {
				text.WriteString("with a picture\n")
			}
		case "display_data", "update_display_data":
			b := contentOf[bundle](m)
			text.WriteString("<" + b.text() + ">\n")
		case "error":
			f := contentOf[failure](m)
			text.WriteString("Error:" + f.Name + ": " + strings.ReplaceAll(strings.ReplaceAll(strings.Join(f.Traceback, "\n"), "\x1b[31m", ""), "\x1b[0m", "") + "\n")
		}
	}
	return text.String()
}

// conversation runs cells one after the other; each must show what it says.
func (s *session) conversation(cells [][2]string) {
	s.Helper()
	for _, c := range cells {
		_, outputs := s.execute(c[0])
		if got := strings.TrimSuffix(shownIn(outputs), "\n"); got != c[1] {
			s.Errorf("the cell\n%s\nshowed\n%s\nwant\n%s", c[0], got, c[1])
		}
	}
}

func TestBareStatements(t *testing.T) {
	t.Parallel()
	startKernel(t, testPrefix).conversation([][2]string{
		{"fmt.Println(\"hello\")", "hello"},
		{"x := 41\nx + 1", "Out:42"},
		{"x, unused := 1, 2\nfmt.Print(x)", "1"},
		{"import \"strings\"\n\nfunc shout(s string) string { return strings.ToUpper(s) }\nvar word = \"go\"\n\nshout(word)", "Out:\"GO\""},
		{"shout(word) + word", "Out:\"GOgo\""},
		{"fmt.Println(half(8))\n\n// half is below.\nfunc half(n int) int { return n / 2 }\ntype pair struct{ A, b int }", "4"},
		{"pair{half(4), 3}", "Out:{A:2 b:3}"},
		{"strconv.Atoi(\"12\")", "Out:12"},
		{"os.Setenv(\"A\", \"1\")", ""},
		{"half(2);", ""},
		{"func() { fmt.Print(\"called\") }()", "called"},
		{"!echo from the shell\nfmt.Println(\"and from Go\")", "from the shell\nand from Go"},
		{"%env LANGUAGE=go\nos.Getenv(\"LANGUAGE\")", "Set: LANGUAGE=\"go\"\nOut:\"go\""},
		{"%args 3\nflag.Args()", "Out:[3]"},
		{"//line other.go:7\nfmt.Print(\"alive\")", "alive"},
		{"%%\n//line other.go:7\nfmt.Print(\"alive\")", "alive"},
		{"%  \nfmt.Print(\"alive\")", "alive"},
		{"func main() { fmt.Print(\"mine\") }", "mine"},
		{"%%bash\necho script", "script"},
		{"// only a comment", ""},
		{"", ""},
		{"time.Duration(3)", "Out:3ns"},
		{"return\nfmt.Print(1)", ""},
		{"defer fmt.Print(\"2\")\nfmt.Print(\"1\")", "12"},
		{"total := 0\nfor i := range 4 {\n\ttotal += i\n}\ntotal", "Out:6"},
		{"[]string{\"a\"}", "Out:[a]"},
		{"x := 1\nx;", ""},
		{"var name string\nfmt.Scanln(&name)", "note: a cell's standard input is empty\n  fix: write what it would read into the cell, or ask in the shell: %with_inputs, then !read\nError:Panic: EOF\n  note: it ends the cell, as nothing takes it; err := … does\nline 2\n    fmt.Scanln(&name)"},
		{"image.NewGray(image.Rect(0, 0, 3, 2))", "Out:an image of 3 × 2 pixels\nwith a picture"},
		{"func(n int) int { return n }(7)", "Out:7"},
	})
}

// An error that a statement doesn't take ends the cell, where Go would go on.
func TestErrorsThatNobodyTakes(t *testing.T) {
	t.Parallel()
	const notThere = "remove /dev/null/x: not a directory\n  note: it ends the cell, as nothing takes it; err := … does\n"
	startKernel(t, testPrefix).conversation([][2]string{
		{"strconv.Atoi(\"x\")", "Error:Panic: strconv.Atoi: parsing \"x\": invalid syntax\n  note: it ends the cell, as nothing takes it; err := … does\nline 1\n    strconv.Atoi(\"x\")"},
		{"fmt.Println(1)\nos.Remove(\"/dev/null/x\")\nfmt.Println(2)", "1\nError:Panic: " + notThere + "line 2\n    os.Remove(\"/dev/null/x\")"},
		{"for range 3 {\n\tos.Remove(\"/dev/null/x\");\n}", "Error:Panic: " + notThere + "line 2\n    os.Remove(\"/dev/null/x\");"},
		{"_ = os.Remove(\"/dev/null/x\")\nfmt.Println(2)", "2"},
		{"%%\nos.Remove(\"/dev/null/x\")", ""},
		{"func remove() { os.Remove(\"/dev/null/x\") }\nremove()", ""},
		{"errors.New(\"a value\")", "Out:a value"},
		{"err := os.Remove(\"/dev/null/x\")\nerr", "Out:remove /dev/null/x: not a directory"},
		{"os.Setenv(\"A\", 1)", "Error:CompileError: cannot use 1 (untyped int constant) as string value in argument to os.Setenv\nline 1\n    os.Setenv(\"A\", 1)\n                   ^"},
	})
}

// A chart at a cell's end is its result, with its picture.
func TestChartAsResult(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	s.run("import (\n\t\"nnbook/charts\"\n\t\"nnbook/nnlib\"\n)\nvar model = nnlib.Sequential(\"m\", nnlib.Input(2), nnlib.Dense(1))")
	outputs := s.run(chartCell[strings.Index(chartCell, "chart :="):len(chartCell)-1] + "\nchart(\"\", false, 1, 2)")
	if got := shownIn(outputs); got != "<[1 2]>\n" {
		t.Errorf("the display is %s", got)
	}
	_, outputs = s.execute("fmt.Println(\"before\")\ncharts.Digits(nnlib.Must(nnlib.MNIST()).Test.Take(3))")
	if got := shownIn(outputs); !strings.HasPrefix(got, "before\nOut:") || !strings.HasSuffix(got, "with a picture\n") {
		t.Errorf("the cell showed %s", got)
	}
	if got := types(outputs); got != "busy execute_input stream execute_result idle" {
		t.Errorf("the cell published %s", got)
	}
}

// What a cell leaves behind, and what ends with it.
func TestWhatLivesOn(t *testing.T) {
	t.Parallel()
	startKernel(t, testPrefix).conversation([][2]string{
		{"var kept = 1\nlocal := 2\nfmt.Print(kept + local)\nvar below = 3", "3"},
		{"kept", "Out:1"},
		{"local", `Error:CompileError: undefined: local
  fix: local ended with cell [1]; use it there, or declare it in a cell of its own: var local = …
line 1
    local
    ^`},
		{"fmt.Print(\n\tbelow)", `Error:CompileError: undefined: below
  fix: below ended with cell [1]; use it there, or declare it in a cell of its own: var below = …
line 2
    	below)
    	^`},
		{"var total int\nfor i := range 3 { total += i }\ntotal", "Out:3"},
		{"total", `Error:CompileError: undefined: total
  fix: total ended with cell [5]; use it there, or declare it in a cell of its own: var total = …
line 1
    total
    ^`},
	})
}

// What is predicted in a package-level var is there in later cells, which make it again
// without a word.
func TestPredictionsLiveOn(t *testing.T) {
	t.Parallel()
	startKernel(t, testPrefix).conversation([][2]string{
		{"import \"nnbook/nnlib\"\nvar data = nnlib.FromSlices([][]float32{{0, 0}}, []float32{0.5})\nvar model = nnlib.Sequential(\"m\", nnlib.Input(2), nnlib.Dense(1))", ""},
		{"model.Compile(nnlib.SGD(), nnlib.MeanSquaredError())", ""},
		{"var results, predictions = model.Evaluate(data), model.Predict(data)", ""},
		{"fmt.Println(predictions.Shape())\nresults", "[1 1]\nOut:loss: 0.2500"},
	})
}

func TestFailures(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	s.conversation([][2]string{
		{"x := 1\n\tfmt.Println(\"é\", y); z()", "Error:CompileError: undefined: y\n  fix: run the cell that declares y first; after a restart, all cells from the top\nline 2\n    \tfmt.Println(\"é\", y); z()\n    \t                 ^\nundefined: z\n  fix: run the cell that declares z first; after a restart, all cells from the top\nline 2\n    \tfmt.Println(\"é\", y); z()\n    \t                     ^"},
		{"%%\nfmt.Println(\n\ty)", "Error:CompileError: undefined: y\n  fix: run the cell that declares y first; after a restart, all cells from the top\nline 3\n    \ty)\n    \t^"},
		{"x := := 2", "Error:SyntaxError: expected operand, found ':='\nline 1\n    x := := 2\n         ^"},
		{"%%\nx := := 2", "Error:CompileError: expected operand, found ':=' (and 1 more errors)\nline 2\n    x := := 2\n         ^"},
		{"var n int = \"one\"", "Error:CompileError: cannot use \"one\" (untyped string constant) as int value in variable declaration\nline 1\n    var n int = \"one\"\n                ^"},
		{"func f() int {\n\treturn \"x\"\n}", "Error:CompileError: cannot use \"x\" (untyped string constant) as int value in return statement\nline 2\n    \treturn \"x\"\n    \t       ^"},
		{"f := func(a int) {}\nf(1, 2)", "Error:CompileError: too many arguments in call to f\nline 2\n    f(1, 2)\n         ^\n\thave (number, number)\n\twant (int)"},
		{"func at(list []int, i int) int {\n\treturn list[i]\n}\ntype t struct{}\nfunc (*t) m() { at(nil, 3) }", ""},
		{"x := 3\n\nat([]int{1}, x)", "Error:Panic: runtime error: index out of range [3] with length 1\nline 2 of cell [8], in at\n    return list[i]\nline 3\n    at([]int{1}, x)"},
		{"new(t).m()", "Error:Panic: runtime error: index out of range [3] with length 0\nline 2 of cell [8], in at\n    return list[i]\nline 5 of cell [8], in (*t).m\n    func (*t) m() { at(nil, 3) }\nline 1\n    new(t).m()"},
		{"fmt.Fprintln(os.Stderr, \"said\")\npanic(fmt.Errorf(\"two\\nlines\"))", "said\nError:Panic: two\nlines\nline 2\n    panic(fmt.Errorf(\"two\\nlines\"))"},
		{"var p *t\n%%\n!true\nfunc() { fmt.Println(*p) }()", "Error:Panic: runtime error: invalid memory address or nil pointer dereference\nline 4\n    func() { fmt.Println(*p) }()"},
		{"select {}", "Error:FatalError: all goroutines are asleep - deadlock!\nline 1\n    select {}"},
		{"1 << 70", "Error:CompileError: cannot use 1 << 70 (untyped int constant 1180591620717411303424) as int (overflows)\nline 1\n    1 << 70\n    ^"},
		{"fmt.Printl(1)", "Error:CompileError: undefined: fmt.Printl\n  fix: fmt.Print\nline 1\n    fmt.Printl(1)\n    ^"},
		{"fmt.Println(", "Error:SyntaxError: expected operand, found the cell's end\nline 1\n    fmt.Println(\n                ^"},
		{"func deep(n int) int { return deep(n+1) + 1 }\ndebug.SetMaxStack(1 << 20)\ndeep(0)", "Error:FatalError: stack overflow\nline 1, in deep\n    func deep(n int) int { return deep(n+1) + 1 }\nline 3\n    deep(0)"},
		{"os.Exit(3)", "Error:ExitError: the cell ended with exit status 3"},
		{"log.SetFlags(0)\nlog.Fatal(\"so\")", "so\nError:ExitError: the cell ended with exit status 1"},
		{"!false", "exit status 1"},
		{"fmt.Fprint(os.Stderr, \"panic: not really\\n\")", "panic: not really"},
		{"%cd /no/such/folder", "Error:CommandError: `%cd \"/no/such/folder\"` failed: chdir /no/such/folder: no such file or directory"},
		{"import \"nnbook/nnlib\"\nnnlib.Dense(0)", `Error:Panic: nnlib.Dense(0): expected at least 1 unit, got 0
  fix: nnlib.Dense(1)
line 2
    nnlib.Dense(0)`},
	})
}

func TestImportOfNoPackage(t *testing.T) {
	t.Parallel()
	reply, _ := startKernel(t, testPrefix).execute("import \"nnbook/nosuch\"\nnosuch.F()")
	if reply.ErrorName != "ImportError" || !strings.HasPrefix(reply.ErrorValue, "nnbook/nosuch: package nnbook/nosuch is not in std") {
		t.Errorf("the cell ended with %+v", reply)
	}
}

// The reply says the same as the one error message.
func TestFailureReply(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	reply, outputs := s.execute("x := 1\npanic(x)")
	f := failure{}
	for _, m := range outputs {
		if m.Type == "error" {
			f = contentOf[failure](m)
		}
	}
	if got := types(outputs); got != "busy execute_input error idle" {
		t.Errorf("the cell published %s", got)
	}
	if reply.Status != "error" || reply.ErrorName != "Panic" || reply.ErrorValue != "1" || f.Name != "Panic" ||
		strings.Join(reply.Traceback, "\n") != strings.Join(f.Traceback, "\n") || len(f.Traceback) != 3 || reply.ExecutionCount != 1 {
		t.Errorf("the reply is %+v, the error %+v", reply, f)
	}
}

// After a failure the cells that wait are not run, unless the frontend wants it so.
func TestStopOnError(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	for _, stop := range []bool{true, false} {
		var ids []string
		for i, code := range []string{"time.Sleep(300*time.Millisecond)\npanic(1)", "fmt.Print(2)", "fmt.Print(3)"} {
			id, err := s.Send(jupyter.Shell, "execute_request", map[string]any{"code": code, "stop_on_error": i == 0 && stop})
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, id)
		}
		var got []string
		for _, id := range ids {
			reply, outputs := s.finish(id, func(jupyter.Message) {})
			got = append(got, fmt.Sprint(reply.Status, " ", types(outputs)))
		}
		want := "error busy execute_input error idle, ok busy execute_input stream idle, ok busy execute_input stream idle"
		if stop {
			want = "error busy execute_input error idle, aborted busy idle, aborted busy idle"
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("stop %v: %s", stop, strings.Join(got, ", "))
		}
	}
	s.conversation([][2]string{{"fmt.Print(4)", "4"}})
}
