package main

import (
	"fmt"
	"strings"

	"nnbook/kernel/internal/cell"
)

// withdraw takes back what a cell declares, when making one of its package-level vars
// failed: GoNB makes them again in every cell, so each later one would fail of it, too.
// What the cell's declarations replaced is there again.
func (k *kernel) withdraw(t *turn) {
	names, replaced := k.memory.forgo(t)
	if len(names) == 0 {
		return
	}
	code := forgetting(names...) + "\n" + strings.Join(replaced, "\n")
	aside := &turn{request: t.request, number: t.number, cell: cell.Parse(code), aside: true}
	aside.program = aside.cell.Program(cell.Results{})
	k.ask(aside)
	if failed := k.failureOf(aside); failed != nil {
		logf("withdrawing what cell [%d] declared: %s", t.number, failed.Value)
	}
}

// remedy says what helps when a package-level var of an earlier cell can't be made any
// more: every cell makes it again. w is where it is, line of which it is in GoNB's file.
func (k *kernel) remedy(w where, file string, line int) []string {
	spot, ok := cell.Find(file, line, 0)
	if !ok || w.number == 0 {
		return nil
	}
	return []string{fmt.Sprintf("  fix: correct cell [%d] and run it again, or forget what it declares: %s; until then every cell makes it again", w.number, forgetting(spot.Key))}
}

// forgetting returns the command that has GoNB forget declarations. GoNB parts a method from
// its type in another way.
func forgetting(keys ...string) string {
	return "%rm " + strings.ReplaceAll(strings.Join(keys, " "), ".", "~")
}
