package main

import (
	"strings"
	"testing"
)

func TestScreenText(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "a\nb\n", "a\nb\n"},
		{"redrawn", "1/3\r2/3\r3/3\n", "3/3\n"},
		{"redrawn shorter", "12345\rab\n", "ab345\n"},
		{"erased, then redrawn", "12345\r\x1b[Kab\n", "ab\n"},
		{"windows line end", "a\r\nb\r\n", "a\nb\n"},
		{"no line end", "a\nwork\rdone", "a\ndone"},
		{"backspace", "abc\b\bX\n", "aXc\n"},
		{"backspace at the start", "\b\ba\n", "a\n"},
		{"colours are kept", "\x1b[31mred\x1b[0m\n", "\x1b[31mred\x1b[0m\n"},
		{"whole line erased", "abc\x1b[2Kd\n", "   d\n"},
		{"not only ASCII", "━━╸\r━━━\n", "━━━\n"},
		{"only the last line is redrawn", "Epoch 1\n1/2\r2/2\nEpoch 2\n1/2\r2/2\n", "Epoch 1\n2/2\nEpoch 2\n2/2\n"},
	} {
		if got := screenText(c.in); got != c.want {
			t.Errorf("%s: screenText(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestPlainRemovesColours(t *testing.T) {
	if got := plain("\x1b[1;31mError\x1b[0m: \x1b[32mx\x1b[m"); got != "Error: x" {
		t.Errorf("got %q", got)
	}
}

// FuzzScreenText: what cells print comes from outside.
func FuzzScreenText(f *testing.F) {
	for _, seed := range []string{"a\rb\n", "\x1b[K\x1b[2K\b\r", "\x1b[", "\xff\r", strings.Repeat("x", 100) + "\ry"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once := screenText(text)
		if strings.Count(once, "\n") != strings.Count(text, "\n") {
			t.Errorf("screenText(%q) = %q has other line ends", text, once)
		}
		if strings.ContainsAny(once, "\r\b") {
			t.Errorf("screenText(%q) = %q is not carried out", text, once)
		}
	})
}
