// Package mark puts invisible marks into what a cell prints, and takes them out.
//
// A display goes straight from a cell to the kernel, while what the cell prints takes
// its time on the way through GoNB. So the cell prints a mark just before it sends a
// display; when the kernel finds it, everything printed before has arrived.
package mark

import "strings"

// A mark is a terminal's private sequence: start, a name of at most longestName
// letters, digits and dashes, at least one, and end.
const (
	start       = "\x1b]nnbook;"
	end         = '\a'
	longestName = 40
)

// Names of marks around the text of a cell's result, around the pixels of one that is an
// image, and around the displays of a result that draws itself.
const (
	Result, ResultEnd   = "result", "result-end"
	Image, ImageEnd     = "image", "image-end"
	Drawing, DrawingEnd = "drawing", "drawing-end"
)

// Text returns the mark of a name, to print in one piece. The name is made of at most
// 40 ASCII letters, digits and dashes.
func Text(name string) string { return start + name + string(end) }

// Piece is a stretch of plain text, or a mark.
type Piece struct{ Text, Mark string }

// Cut cuts text at its marks. Rest is the end of the text if that may be the first
// part of a mark: it belongs in front of the text that comes next.
func Cut(text string) (pieces []Piece, rest string) {
	var kept strings.Builder
	flush := func() {
		if kept.Len() > 0 {
			pieces = append(pieces, Piece{Text: kept.String()})
			kept.Reset()
		}
	}
	for {
		before, after, found := strings.Cut(text, "\x1b")
		kept.WriteString(before)
		if !found {
			flush()
			return pieces, ""
		}
		text = text[len(before):]
		name, length := parse(text)
		switch {
		case length > 0:
			flush()
			pieces = append(pieces, Piece{Mark: name})
			text = text[length:]
		case length < 0:
			flush()
			return pieces, text
		default:
			kept.WriteByte('\x1b')
			text = after
		}
	}
}

// parse returns the name and the length of the mark that text starts with. The length
// is 0 if it starts with none, and -1 if the text ends before that is known.
func parse(text string) (name string, length int) {
	if len(text) < len(start) && strings.HasPrefix(start, text) {
		return "", -1
	}
	name, isMark := strings.CutPrefix(text, start)
	if !isMark {
		return "", 0
	}
	for i := range len(name) {
		switch c := name[i]; {
		case c == end && i > 0:
			return name[:i], len(start) + i + 1
		case i == longestName || !inName(c):
			return "", 0
		}
	}
	return "", -1
}

func inName(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '-'
}
