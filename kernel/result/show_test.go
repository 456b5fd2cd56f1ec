package result

import (
	"errors"
	"image"
	"image/color"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"nnbook/kernel/internal/mark"
)

type point struct {
	X, y int
	next *point
}

type closed struct{ x int }

type drawing int

func (drawing) Display() { stdout.WriteString("<drawing>") }

// shown returns what Show writes.
func shown(t *testing.T, values ...any) string {
	t.Helper()
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	old := stdout
	stdout = writer
	Show(values...)
	stdout = old
	writer.Close()
	text, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestShow(t *testing.T) {
	var nilPointer *point
	var nilError error
	result := func(text string) string { return mark.Text(mark.Result) + text + mark.Text(mark.ResultEnd) }
	for name, c := range map[string]struct {
		values []any
		want   string
	}{
		"nothing":            {nil, ""},
		"nil":                {[]any{nil}, ""},
		"success":            {[]any{nilError}, ""},
		"nil pointer":        {[]any{nilPointer}, ""},
		"empty struct":       {[]any{struct{}{}}, ""},
		"number":             {[]any{42}, result("42")},
		"string":             {[]any{"a\nb"}, result(`"a\nb"`)},
		"struct":             {[]any{point{X: 1, y: 0, next: nil}}, result("{X:1 y:0 next:<nil>}")},
		"nil slice":          {[]any{[]int(nil)}, result("[]")},
		"map":                {[]any{map[string]int{"b": 2, "a": 1}}, result("map[a:1 b:2]")},
		"Stringer":           {[]any{time.Second}, result("1s")},
		"error":              {[]any{errors.New("no file")}, result("no file")},
		"value and success":  {[]any{3, nilError}, result("3")},
		"value and error":    {[]any{3, errors.New("e")}, result("3 e")},
		"closed":             {[]any{&closed{1}, closed{2}}, result("a result.closed a result.closed")},
		"no name":            {[]any{struct{ x int }{3}}, result("{x:3}")},
		"function":           {[]any{strings.ToUpper}, result("func(string) string")},
		"channel":            {[]any{make(chan<- int)}, result("chan<- int")},
		"readable bytes":     {[]any{[]byte("{\"a\":\n1}")}, result(`[]byte("{\"a\":\n1}")`)},
		"bytes":              {[]any{[]byte{7, 2}, []byte(nil), []byte("\xff")}, result("[7 2] [] [255]")},
		"image":              {[]any{image.NewGray(image.Rect(1, 1, 3, 2))}, mark.Text(mark.Image) + "2 1 AAAA/wAAAP8=" + mark.Text(mark.ImageEnd)},
		"too large an image": {[]any{image.NewUniform(color.Black)}, result("an image of 2000000000 × 2000000000 pixels")},
		"drawing":            {[]any{drawing(1)}, mark.Text(mark.Drawing) + "<drawing>" + mark.Text(mark.DrawingEnd)},
	} {
		if got := shown(t, c.values...); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestTextIsCutOff(t *testing.T) {
	if got := Text(strings.Repeat("ä", 20_000)); !strings.HasSuffix(got, "ä… (20002 bytes more)") || len(got) > longest+40 {
		t.Errorf("%d bytes, ending in %q", len(got), got[len(got)-40:])
	}
}
