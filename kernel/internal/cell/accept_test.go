package cell

import (
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The functions of Go's own library, each body a cell of statements with the whole
// file's declarations below: all are accepted, and every token keeps its line.
func TestGosOwnSources(t *testing.T) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	bodies := 0
	for _, name := range []string{"strings", "sort", "fmt", "text/template", "go/types", "net/url", "bufio"} {
		paths, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(root)), "src", name, "*.go"))
		if err != nil || len(paths) == 0 {
			t.Fatalf("no sources of %s: %v", name, err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			bodies += checkFile(t, path, string(text))
		}
	}
	if bodies < 2000 {
		t.Errorf("only %d functions", bodies)
	}
}

// checkFile checks a file's functions and returns how many.
func checkFile(t *testing.T, path, text string) (bodies int) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	offset := func(at token.Pos) int { return files.PositionFor(at, false).Offset }
	_, rest, _ := strings.Cut(text[offset(file.Name.Pos()):], "\n")
	if Parse(rest).Bare() {
		t.Errorf("%s as a cell of declarations is taken for statements", path)
	}
	for _, declaration := range file.Decls {
		f, ok := declaration.(*ast.FuncDecl)
		if !ok || f.Body == nil || len(f.Body.List) == 0 {
			continue
		}
		bodies++
		checkBody(t, text[offset(f.Body.Lbrace)+1:offset(f.Body.Rbrace)])
	}
	return bodies
}

func checkBody(t *testing.T, body string) {
	c := Parse(body)
	if mistake := c.Check(); mistake != nil {
		t.Errorf("%v in\n%s", mistake, body)
		return
	}
	program := c.Program(Results{Shown: c.Echo() != Nothing})
	type place struct {
		literal string
		line    int
	}
	places := map[place]int{}
	note := func(text string, source func(int) int, by int) {
		scan(text, 0, func(at int, kind token.Token, literal string) {
			if kind != token.EOF && kind != token.SEMICOLON {
				line, _ := position(body, source(at))
				places[place{kind.String() + literal, line}] += by
			}
		})
	}
	note(program.Code, program.source, 1)
	note(body, func(at int) int { return at }, -1)
	for p, n := range places {
		if n < 0 {
			t.Errorf("%s is no longer on line %d of\n%s\nbut\n%s", p.literal, p.line, body, program.Code)
			return
		}
	}
}

// What GoNB takes for declarations stays as it is, and what Go takes for statements
// becomes a program that Go takes.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"x := 1\nx", "import \"fmt\"\nfunc f() {}\nf()", "%%\nx", "!ls\nf()", "var x int\nx++", "//line a:3\nx()",
		"a: for { break a }", "func(x int) {}(1)", "x := `a\n%b`", "type t struct{}\nt{}", "if x {\n", "/*line x:1*/ f()",
		"const (\n\ta = iota\n)\nvar b, c = f()", "func (t T) m() {}\nf();", "}\n{", "packages()", ";000",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		c := Parse(source)
		c.Status()
		c.Declarations()
		c.Locals()
		program := c.Program(Results{Shown: c.Echo() != Nothing})
		for _, s := range program.spans {
			if program.Code[s.code:s.code+s.length] != c.source[s.source:s.source+s.length] {
				t.Fatalf("%q: the span %v isn't a copy", source, s)
			}
		}
		parses := func(text string) bool {
			_, err := parser.ParseFile(token.NewFileSet(), "", text, parser.SkipObjectResolution)
			return err == nil
		}
		if parses("package main;"+c.text) && program.Code != c.source {
			t.Errorf("GoNB takes %q but gets %q", source, program.Code)
		}
		if c.form == plain && c.lowest == 0 && parses("package p; func _() {"+c.text+"\n}") {
			if mistake := c.Check(); mistake != nil {
				t.Errorf("Go takes %q but the kernel says %v", source, mistake)
			}
			if c.Bare() && !parses("package main;"+program.Text()) {
				t.Errorf("%q becomes %q, which Go doesn't take", source, program.Code)
			}
		}
	})
}

// Of a source that isn't Go something comes out all the same.
func TestSplitSurvives(t *testing.T) {
	for _, source := range []string{")", "}}}", "func", "func (", "import", "\x00", "var", "`", "/*", "'", "a b c"} {
		for _, p := range split(source).pieces {
			if p.doc < 0 || p.doc > p.from || p.from > p.to || p.to > len(source) {
				t.Errorf("%q: the piece %+v", source, p)
			}
		}
	}
	if errors := scan("x := \"", 0, func(int, token.Token, string) {}); len(errors) == 0 || errors[0].Pos.Column != 6 {
		t.Errorf("the mistakes are %v", scanner.ErrorList(errors))
	}
}
