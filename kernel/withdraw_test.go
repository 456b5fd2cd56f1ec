package main

import (
	"testing"

	"nnbook/kernel/jupyter"
)

// A cell whose package-level vars can't be made leaves nothing behind, and what was there
// before stays: later cells aren't stopped by a mistake in an earlier one.
func TestCellThatCannotMakeItsVars(t *testing.T) {
	t.Parallel()
	startKernel(t, testPrefix).conversation([][2]string{
		{"func at(i int) int { return []int{1, 2}[i] }", ""},
		{"var n = at(1)\nfunc twice() int { return 2 * n }\ntype pair struct{ a int }\nfunc (p pair) sum() int { return p.a }", ""},
		{"import \"math\"\nvar n, m = at(5), math.Pi\nfunc twice() int { return 0 }\nfunc (p pair) sum() int { return 99 }",
			"Error:Panic: runtime error: index out of range [5] with length 2\nline 1 of cell [1], in at\n    func at(i int) int { return []int{1, 2}[i] }\nline 2, in a package-level var\n    var n, m = at(5), math.Pi"},
		{"fmt.Print(n, twice(), pair{1}.sum(), math.Sqrt(4))", "2 4 1 2"},
		{"m", "Error:CompileError: undefined: m\n  fix: cell [3] declares m, but failed: correct it and run it again\nline 1\n    m\n    ^"},
		{"var m = 7\nfmt.Print(m)", "7"},
		{"os.Setenv(\"NO\", \"\")\nm + 1", "Out:8"},
		{"var length = at(len(os.Args[0]) % 1 + seven())\nfunc seven() int { return 1 }", ""},
		{"func seven() int { return 7 }", "Error:Panic: runtime error: index out of range [7] with length 2\nline 1 of cell [1], in at\n    func at(i int) int { return []int{1, 2}[i] }\nline 1 of cell [8], in a package-level var\n    var length = at(len(os.Args[0]) % 1 + seven())\n  fix: correct cell [8] and run it again, or forget what it declares: %rm length; until then every cell makes it again"},
		{"%rm length\nfmt.Print(seven())", ". removed var length\n7"},
	})
}

// The same holds where making them ends the process, or takes so long that it is interrupted.
func TestCellThatEndsWithItsVars(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	s.conversation([][2]string{
		{"var n = 1", ""},
		{"var n = func() int { os.Exit(3); return 2 }()", "Error:ExitError: the cell ended with exit status 3"},
		{"n", "Out:1"},
	})
	id, err := s.Start("var n = wait()\nfunc wait() int {\n\tfmt.Println(\"waits\")\n\ttime.Sleep(time.Hour)\n\treturn 3\n}")
	if err != nil {
		t.Fatal(err)
	}
	reply, _ := s.finish(id, func(m jupyter.Message) {
		if m.Type == "stream" {
			if _, err := s.Send(jupyter.Control, "interrupt_request", struct{}{}); err != nil {
				t.Error(err)
			}
		}
	})
	if reply.ErrorName != "Interrupted" {
		t.Errorf("the cell ended with %+v", reply)
	}
	s.conversation([][2]string{{"n", "Out:1"}})
}

// The declarations that came back are found where they were written.
func TestPlacesOfWhatCameBack(t *testing.T) {
	t.Parallel()
	startKernel(t, testPrefix).conversation([][2]string{
		{"\n\nfunc first(list []int) int {\n\treturn list[0]\n}", ""},
		{"func first(list []int) int { return 0 }\nvar x = []int{}[1]", "Error:Panic: runtime error: index out of range [1] with length 0\nline 2, in a package-level var\n    var x = []int{}[1]"},
		{"first(nil)", "Error:Panic: runtime error: index out of range [0] with length 0\nline 4 of cell [1], in first\n    return list[0]\nline 1\n    first(nil)"},
	})
}

// What an earlier cell declares is compiled with each cell: who takes away what it uses is
// told how to go on.
func TestComplaintAboutAnEarlierCell(t *testing.T) {
	t.Parallel()
	startKernel(t, testPrefix).conversation([][2]string{
		{"var a = []int{1}", ""},
		{"func first() int {\n\treturn a[0]\n}", ""},
		{"var a = 5", "Error:CompileError: cannot index a (variable of type int)\n  fix: cell [2] uses it as it was: take another name here, or first forget what that cell declares: %rm first\nline 2 of cell [2]\n    \treturn a[0]\n    \t        ^"},
		{"fmt.Print(first())", "1"},
		{"%rm a", ". removed var a"},
		{"fmt.Print(2)", "Error:CompileError: undefined: a\n  fix: declare a again, or forget what cell [2] declares with it: %rm first\nline 2 of cell [2]\n    \treturn a[0]\n    \t       ^"},
		{"%rm first\nfmt.Print(2)", ". removed func first\n2"},
	})
}
