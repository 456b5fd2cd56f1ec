package datasets

import (
	"bufio"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// missing are the words that stand for a value that isn't there.
var missing = []string{"", "na", "n/a", "nan", "null", "none", "?"}

func isMissing(field string) bool { return slices.Contains(missing, strings.ToLower(field)) }

func trimmed(field string) string { return strings.TrimSpace(field) }

// number reads a finite number.
func number(field string) (float64, bool) {
	value, err := strconv.ParseFloat(field, 64)
	return value, err == nil && math.Abs(value) <= math.MaxFloat32
}

// allNumbers tells a row from the names of columns.
func allNumbers(fields []string) bool {
	found := false
	for _, field := range fields {
		field = trimmed(field)
		_, ok := number(field)
		if !ok && !isMissing(field) {
			return false
		}
		found = found || ok
	}
	return found
}

// byNumber orders words as numbers where they all are, else as text.
func byNumber(words []string) {
	for _, word := range words {
		if _, ok := number(word); !ok {
			slices.Sort(words)
			return
		}
	}
	slices.SortFunc(words, func(a, b string) int {
		x, _ := number(a)
		y, _ := number(b)
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return strings.Compare(a, b)
	})
}

// withoutMark passes over the mark that some programs put before UTF-8.
func withoutMark(from io.Reader) io.Reader {
	buffered := bufio.NewReader(from)
	if mark, _ := buffered.Peek(3); string(mark) == "\xef\xbb\xbf" {
		_, _ = buffered.Discard(3)
	}
	return buffered
}
