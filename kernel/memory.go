package main

import (
	"slices"
	"strings"
	"sync"

	"nnbook/kernel/internal/cell"
)

// memory knows what GoNB knows: the declarations of the cells that compiled, and of the
// other variables which cell they ended with.
type memory struct {
	mu     sync.Mutex
	kept   []kept         // in the order in which they came
	locals map[string]int // the number of the cell, by name
}

// kept is a declaration and where it came from.
type kept struct {
	cell.Declaration
	origin
}

// origin is a cell that was run.
type origin struct {
	number  int
	cell    *cell.Cell
	program cell.Program
}

// learn takes up what a turn leaves to later ones.
func (m *memory) learn(t *turn) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.obey(t.cell.Commands())
	for _, d := range t.cell.Declarations() {
		m.remove(d.Keys)
		m.kept = append(m.kept, kept{d, origin{t.number, t.cell, t.program}})
		for _, name := range d.Keys {
			delete(m.locals, name)
		}
	}
	if m.locals == nil {
		m.locals = map[string]int{}
	}
	for _, name := range t.cell.Locals() {
		m.locals[name] = t.number
	}
}

// obey forgets what commands tell GoNB to forget.
func (m *memory) obey(commands []string) {
	for _, command := range commands {
		switch words := strings.Fields(command); {
		case len(words) == 1 && words[0] == "%reset":
			m.kept, m.locals = nil, nil
		case len(words) > 1 && (words[0] == "%rm" || words[0] == "%remove"):
			m.remove(words[1:])
		}
	}
}

// remove removes the declarations of any of the names.
func (m *memory) remove(names []string) {
	m.kept = slices.DeleteFunc(m.kept, func(k kept) bool {
		return slices.ContainsFunc(k.Keys, func(name string) bool { return slices.Contains(names, name) })
	})
}

// origin returns where a declaration came from, or nil.
func (m *memory) origin(key string) *origin {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i := range m.kept {
		if slices.Contains(m.kept[i].Keys, key) {
			return &m.kept[i].origin
		}
	}
	return nil
}

// localOf returns the number of the cell that a variable of that name ended with, or 0.
func (m *memory) localOf(name string) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.locals[name]
}

// around returns what goes before and after the program of a cell to make it complete:
// all declarations, imports before, but for those that the cell replaces.
func (m *memory) around(c *cell.Cell) (before, after string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var replaced []string
	for _, d := range c.Declarations() {
		replaced = append(replaced, d.Keys...)
	}
	var imports, others strings.Builder
	for _, k := range m.kept {
		switch {
		case slices.ContainsFunc(k.Keys, func(name string) bool { return slices.Contains(replaced, name) }):
		case k.IsImport():
			imports.WriteString(k.Text + "\n")
		default:
			others.WriteString(k.Text + "\n")
		}
	}
	return "package main\n\n" + imports.String(), "\n" + others.String()
}
