package mark

import (
	"slices"
	"strings"
	"testing"
)

func TestCut(t *testing.T) {
	for text, want := range map[string]struct {
		plain, names, rest string
	}{
		"":                                {"", "", ""},
		"plain":                           {"plain", "", ""},
		"a" + Text("1-2") + "b":           {"ab", "1-2", ""},
		Text("1") + Text("2"):             {"", "1 2", ""},
		"a\x1b[31mred\x1b[0m":             {"a\x1b[31mred\x1b[0m", "", ""},
		"a\x1b":                           {"a", "", "\x1b"},
		"a" + start + "12":                {"a", "", start + "12"},
		start + "no name\a":               {start + "no name\a", "", ""},
		start + strings.Repeat("x", 41):   {start + strings.Repeat("x", 41), "", ""},
		start + "1" + Text("2") + "after": {start + "1after", "2", ""},
	} {
		plain, names, rest := Cut(text)
		if plain != want.plain || strings.Join(names, " ") != want.names || rest != want.rest {
			t.Errorf("Cut(%q) = %q, %q, %q, want %q", text, plain, names, rest, want)
		}
	}
}

// However a text is cut into pieces, the same comes out.
func FuzzCut(f *testing.F) {
	f.Add("before"+Text("12-3")+"after", 10)
	f.Add("\x1b[31m"+Text("1")+"\x1b]", 3)
	f.Fuzz(func(t *testing.T, text string, at int) {
		plain, names, rest := Cut(text)
		at = min(max(at, 0), len(text))
		plain1, names1, rest1 := Cut(text[:at])
		plain2, names2, rest2 := Cut(rest1 + text[at:])
		if plain1+plain2 != plain || !slices.Equal(append(names1, names2...), names) || rest2 != rest {
			t.Errorf("Cut(%q) = %q, %q, %q, but cut at %d %q, %q, %q",
				text, plain, names, rest, at, plain1+plain2, append(names1, names2...), rest2)
		}
	})
}
