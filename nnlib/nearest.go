package nnlib

import "strings"

// nearest is the name that takes the fewest changes to become what was written; the
// case of letters counts for nothing.
func nearest(written string, names []string) string {
	best, least := "", -1
	for _, name := range names {
		if n := changes(strings.ToLower(written), strings.ToLower(name)); least < 0 || n < least {
			best, least = name, n
		}
	}
	return best
}

// changes counts the letters to put in, take out or replace.
//
// Source: Levenshtein, 1965.
func changes(from, to string) int {
	a, b := []rune(from), []rune(to)
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		left := row[0]
		row[0] = i + 1
		for j := range b {
			replaced := left
			if a[i] != b[j] {
				replaced++
			}
			left = row[j+1]
			row[j+1] = min(replaced, left+1, row[j]+1)
		}
	}
	return row[len(b)]
}
