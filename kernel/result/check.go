package result

import "strings"

// Check ends the cell with the error of a call whose statement doesn't take it. Go would
// go on without a word.
func Check(err error) {
	if err != nil {
		panic(untaken{err})
	}
}

// Checked is [Check] for a call that returns a value, too, which it returns.
func Checked[T any](value T, err error) T {
	Check(err)
	return value
}

// untaken is an error that says why it ends a cell.
type untaken struct{ error }

func (u untaken) Error() string {
	text := u.error.Error()
	if strings.Contains(text, "\n  fix: ") {
		return text
	}
	return text + "\n  note: it ends the cell, as nothing takes it; err := … does"
}
