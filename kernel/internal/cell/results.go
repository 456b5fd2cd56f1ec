package cell

import (
	"cmp"
	"slices"
)

// Results says what a bare cell's calls return, which takes types to know.
type Results struct {
	Shown  bool   // the last expression has a value to show
	Errors []Call // the calls whose error no statement takes, in the source
}

// Call is where a call is that returns an error, alone or after one value.
type Call struct {
	From, To  int // offsets of the text that it is in
	WithValue bool
}

// InSource returns a call of the code, which begins at an offset of a text, as one of the
// source, if it was copied from there.
func (p Program) InSource(call Call, begin int) (Call, bool) {
	from, last := call.From-begin, call.To-begin-1
	if !p.copied(from) || !p.copied(last) {
		return call, false
	}
	return Call{p.source(from), p.source(last) + 1, call.WithValue}, true
}

// shows reports whether the last piece has a value to show: one that returns nothing but
// an error has none.
func (r Results) shows(last piece) bool {
	return r.Shown && !slices.ContainsFunc(r.Errors, func(e Call) bool {
		return last.from <= e.From && e.To <= last.to && !e.WithValue
	})
}

// copyHeeding copies a piece, with what ends the cell with an error around the calls that
// return one.
func (c *Cell) copyHeeding(w *writer, p piece, r Results) {
	type insertion struct {
		at   int
		text string
	}
	var all []insertion
	for _, e := range r.Errors {
		if p.from <= e.From && e.To <= p.to {
			function := ".Check("
			if e.WithValue {
				function = ".Checked("
			}
			all = append(all, insertion{e.From, resultName + function}, insertion{e.To, ")"})
		}
	}
	slices.SortStableFunc(all, func(a, b insertion) int { return cmp.Compare(a.at, b.at) })
	at := p.from
	for _, i := range all {
		w.copy(c.source, at, i.at)
		w.insert(i.text)
		at = i.at
	}
	w.copy(c.source, at, p.to)
}
