package cell

import (
	"fmt"
	"strings"
	"testing"
)

// A file as GoNB writes it, of several cells.
const written = `package main

import (
	"fmt"
	"os"
)

type t struct {
	a undefinedType
}

const k = missing

var (
	m = missing
	n, o = 1, missing
)

func f() int {
	x := 1
	return missing
}

func main() { x := 1; _ = x
	fmt.Println(missing); y()
 packages := missing
}
`

func TestLocate(t *testing.T) {
	const source = `/* é */ import "os"
!ls
var n, o = 1, missing
type t struct {
	a undefinedType
}
const k = missing
func f() int {
	x := 1
!ls \
  more
	return missing
}
var m = missing
`
	const statements = "x := 1\n!ls\n\tfmt.Println(missing); y()\npackages := missing"
	programs := map[string]Program{}
	for _, text := range []string{source, statements, "%%\nx := 1\n!ls\n\tfmt.Println(missing); y()"} {
		c := Parse(text)
		for _, d := range c.Declarations() {
			programs[d.Keys[0]] = c.Program(Results{})
		}
	}
	programs["main"] = Parse(statements).Program(Results{})
	for _, c := range []struct{ word, want string }{
		{"\"os\"", "1:17"}, {"undefinedType", "5:4"}, {"= 1, missing", "3:10"}, {"x := 1\n\treturn", "9:2"},
		{"missing\n}\n\nfunc main", "12:9"}, {"= missing\n\nvar", "7:9"}, {"= missing\n\tn", "14:7"},
		{"x := 1; _", "1:1"}, {"missing); y", "3:14"}, {"y()", "3:24"}, {"packages", "4:1"},
	} {
		line, column := position(written, strings.Index(written, c.word))
		spot, ok := Find(written, line, column)
		place, located := programs[spot.Key].Locate(spot)
		if got := fmt.Sprintf("%d:%d", place.Line, place.Column); !ok || !located || got != c.want {
			t.Errorf("%q of %q is at %s, want %s", c.word, spot.Key, got, c.want)
		}
	}
	if spot, ok := Find(written, 1, 1); ok {
		t.Errorf("the package clause is in %v", spot)
	}
	if spot, ok := Find(written, 99, 1); ok {
		t.Errorf("line 99 is in %v", spot)
	}
	if place, ok := programs["f"].Locate(Spot{"g", 0}); ok {
		t.Errorf("g is at %v", place)
	}
}

// In a cell with %%, too, and by line alone.
func TestLocateInExplicitMain(t *testing.T) {
	program := Parse("%env A=1\nfunc f() {}\n%%\nx := 1\n!ls\npanic(x)").Program(Results{})
	const file = "package main\n\nfunc f() {}\n\n\nfunc main() {\n\tflag.Parse()\nx := 1\npanic(x)\n\n}\n"
	spot, _ := Find(file, 9, 0)
	if place, ok := program.Locate(spot); !ok || place != (Place{6, 1}) {
		t.Errorf("panic is at %v", place)
	}
}

// Before GoNB has parsed a cell it writes nothing else.
func TestLocateDirectly(t *testing.T) {
	program := Parse("%env A=1\n%%\nx := (1").Program(Results{})
	const file = "package main\n\nfunc main() {\n\tflag.Parse()\nx := (1\n\n}\n"
	if place, ok := program.LocateDirectly(file, 5, 6); !ok || place != (Place{3, 6}) {
		t.Errorf("the parenthesis is at %v, %v", place, ok)
	}
	if _, ok := program.LocateDirectly("package main\n\nother", 3, 1); ok {
		t.Error("a place in another file was found")
	}
}
