// Package result shows the value of a cell's last expression, as notebooks do, and ends
// a cell with an error that it doesn't take. The kernel writes the calls; a cell need not.
//
// It is linked by most cells, so it knows few types: a value that has a method Display()
// draws itself, the kernel draws an image, all others are printed.
package result

import (
	"fmt"
	"image"
	"os"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"nnbook/kernel/internal/mark"
)

// longest is how many bytes of a printed value are shown.
const longest = 20_000

// stdout is where the cell prints, even if it sets [os.Stdout] to something else.
var stdout = os.Stdout

// Show shows what an expression returned. What a value with Display() shows becomes
// the cell's result; of the others the kernel makes one text. Nothing is shown of nil,
// as of the error of a call that succeeded, and of empty structs.
func Show(values ...any) {
	var texts []string
	for _, value := range values {
		if isNothing(value) {
			continue
		}
		if drawing, ok := value.(interface{ Display() }); ok {
			draw(drawing)
			continue
		}
		if picture, ok := value.(image.Image); ok && isSmall(picture) {
			stdout.WriteString(imageText(picture))
			continue
		}
		texts = append(texts, Text(value))
	}
	if len(texts) > 0 {
		stdout.WriteString(mark.Text(mark.Result) + strings.Join(texts, " ") + mark.Text(mark.ResultEnd))
	}
}

// draw has a value draw itself.
func draw(value interface{ Display() }) {
	stdout.WriteString(mark.Text(mark.Drawing))
	value.Display()
	stdout.WriteString(mark.Text(mark.DrawingEnd))
}

// isNothing reports whether a value is not worth a word.
func isNothing(value any) bool {
	if value == nil {
		return true
	}
	switch v := reflect.ValueOf(value); v.Kind() {
	case reflect.Pointer, reflect.Interface, reflect.Map, reflect.Slice, reflect.Func, reflect.Chan:
		return v.Kind() == reflect.Pointer && v.IsNil()
	case reflect.Struct:
		return v.NumField() == 0
	}
	return false
}

// Text returns a value as it is shown: strings quoted, as are bytes that are readable,
// structs with the names of their fields, matrices in lines, and what has a String or
// Error method in its own words. Of functions and channels the type is shown, and of a
// library's type that shows nothing of itself the name.
func Text(value any) string {
	var text string
	switch v := value.(type) {
	case error, fmt.Stringer:
		text = fmt.Sprint(v)
	case string:
		text = strconv.Quote(v)
	case grid:
		text = gridText(v)
	case image.Image:
		text = fmt.Sprintf("an image of %d × %d pixels", v.Bounds().Dx(), v.Bounds().Dy())
	case []byte:
		text = bytesText(v)
	default:
		text = fmt.Sprintf("%+v", v)
		t := reflect.TypeOf(value)
		switch {
		case t.Kind() == reflect.Func || t.Kind() == reflect.Chan:
			text = t.String()
		case isClosed(t):
			text = "a " + strings.TrimPrefix(t.String(), "*")
		}
	}
	if len(text) > longest {
		text = strings.ToValidUTF8(text[:longest], "") + fmt.Sprintf("… (%d bytes more)", len(text)-longest)
	}
	return text
}

// bytesText returns bytes as a string where they are readable, as JSON is, else as numbers.
func bytesText(b []byte) string {
	unreadable := func(r rune) bool { return !strconv.IsPrint(r) && r != '\n' && r != '\t' }
	if len(b) == 0 || !utf8.Valid(b) || strings.ContainsFunc(string(b), unreadable) {
		return fmt.Sprint(b)
	}
	return "[]byte(" + strconv.Quote(string(b)) + ")"
}

// isClosed reports whether a type, or what it points to, is a struct of a library's
// without fields for others.
func isClosed(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || t.PkgPath() == "main" || t.Name() == "" {
		return false
	}
	for i := range t.NumField() {
		if t.Field(i).IsExported() {
			return false
		}
	}
	return true
}
