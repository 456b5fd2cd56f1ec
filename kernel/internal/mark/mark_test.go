package mark

import (
	"strings"
	"testing"
)

// written writes pieces down, marks in brackets.
func written(pieces []Piece) string {
	var text strings.Builder
	for _, p := range pieces {
		text.WriteString(p.Text)
		if p.Mark != "" {
			text.WriteString("[" + p.Mark + "]")
		}
	}
	return text.String()
}

func TestCut(t *testing.T) {
	for text, want := range map[string]struct{ pieces, rest string }{
		"":                                {"", ""},
		"plain":                           {"plain", ""},
		"a" + Text("1-2") + "b":           {"a[1-2]b", ""},
		Text("1") + Text("2"):             {"[1][2]", ""},
		"a\x1b[31mred\x1b[0m":             {"a\x1b[31mred\x1b[0m", ""},
		"a\x1b":                           {"a", "\x1b"},
		"a" + start + "12":                {"a", start + "12"},
		start + "no name\a":               {start + "no name\a", ""},
		start + "\a":                      {start + "\a", ""},
		start + strings.Repeat("x", 41):   {start + strings.Repeat("x", 41), ""},
		start + "1" + Text("2") + "after": {start + "1[2]after", ""},
	} {
		pieces, rest := Cut(text)
		if got := written(pieces); got != want.pieces || rest != want.rest {
			t.Errorf("Cut(%q) = %q, %q, want %q", text, got, rest, want)
		}
	}
}

// However a text is cut into pieces, the same comes out.
func FuzzCut(f *testing.F) {
	f.Add("before"+Text("12-3")+"after", 10)
	f.Add("\x1b[31m"+Text("1")+"\x1b]", 3)
	f.Fuzz(func(t *testing.T, text string, at int) {
		pieces, rest := Cut(text)
		at = min(max(at, 0), len(text))
		first, rest1 := Cut(text[:at])
		second, rest2 := Cut(rest1 + text[at:])
		if got, want := written(append(first, second...)), written(pieces); got != want || rest2 != rest {
			t.Errorf("Cut(%q) = %q, %q, but cut at %d %q, %q", text, want, rest, at, got, rest2)
		}
	})
}
