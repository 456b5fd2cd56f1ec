// Package spelling finds the name that somebody meant who wrote another. Every changed cell
// links it.
package spelling

import "strings"

// Nearest returns the name that takes the fewest changes to become what was written, and
// how many that are; case and underscores count for nothing. Of no names it returns "".
func Nearest(written string, names []string) (name string, changes int) {
	letters := fold(written)
	for _, each := range names {
		if n := distance(letters, fold(each)); name == "" || n < changes {
			name, changes = each, n
		}
	}
	return name, changes
}

// Slip returns the nearest name if what was written can be a slip: one in four letters, and
// two in all. Otherwise it returns "".
func Slip(written string, names []string) string {
	name, changes := Nearest(written, names)
	if changes > min(len(fold(written))/4, 2) {
		return ""
	}
	return name
}

func fold(name string) []rune { return []rune(strings.ToLower(strings.ReplaceAll(name, "_", ""))) }

// distance counts the letters to put in, leave out, replace, or swap with the next.
//
// Source: the optimal string alignment of Damerau, 1964, and Levenshtein, 1965.
func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range b {
		rows[0][j+1] = j + 1
	}
	for i := range a {
		for j := range b {
			replaced := rows[i][j]
			if a[i] != b[j] {
				replaced++
			}
			rows[i+1][j+1] = min(rows[i][j+1]+1, rows[i+1][j]+1, replaced)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				rows[i+1][j+1] = min(rows[i+1][j+1], rows[i-1][j-1]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
