package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"nnbook/kernel/internal/cell"
)

// memory knows what GoNB knows: the declarations of the cells that compiled, and of the
// other variables which cell they ended with.
type memory struct {
	mu     sync.Mutex
	kept   []kept           // in the order in which they came
	locals map[string]local // by name
	failed map[string]int   // the number of the cell that failed to declare it, by name
}

// local is a variable that ended with its cell.
type local struct {
	number int    // of the cell
	fitted string // the model whose Fit made it, or ""
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
		m.keep(t, d)
	}
	if m.locals == nil {
		m.locals = map[string]local{}
	}
	for _, name := range t.cell.Locals() {
		m.locals[name] = local{t.number, t.cell.Fitted(name)}
	}
}

// keep takes up a declaration.
func (m *memory) keep(t *turn, d cell.Declaration) {
	m.remove(d.Keys)
	m.kept = append(m.kept, kept{d, origin{t.number, t.cell, t.program}})
	for _, name := range d.Keys {
		delete(m.locals, name)
		delete(m.failed, name)
	}
}

// miss notes what a cell that failed doesn't declare.
func (m *memory) miss(t *turn) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.failed == nil {
		m.failed = map[string]int{}
	}
	for _, d := range t.cell.Declarations() {
		for _, name := range d.Keys {
			m.failed[name] = t.number
		}
	}
}

// forgo returns the names that a cell declares, imports aside, and the declarations that
// they replaced, which stay those that are known.
func (m *memory) forgo(t *turn) (names []string, replaced []string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.obey(t.cell.Commands())
	for _, d := range t.cell.Declarations() {
		if d.IsImport() {
			m.keep(t, d)
			continue
		}
		names = append(names, d.Keys...)
	}
	for _, k := range m.kept {
		if slices.ContainsFunc(k.Keys, func(name string) bool { return slices.Contains(names, name) }) {
			replaced = append(replaced, k.Text)
		}
	}
	return names, replaced
}

// obey forgets what commands tell GoNB to forget.
func (m *memory) obey(commands []string) {
	for _, command := range commands {
		switch words := strings.Fields(command); {
		case len(words) == 1 && words[0] == "%reset":
			m.kept, m.locals = nil, nil
		case len(words) > 1 && (words[0] == "%rm" || words[0] == "%remove"):
			m.remove(strings.Fields(strings.ReplaceAll(command, "~", "."))[1:])
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

// fate returns the variable of that name that ended with its cell, and the number of the
// cell that failed to declare it; 0 for neither.
func (m *memory) fate(name string) (ended local, failed int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.locals[name], m.failed[name]
}

// undone says of the variables among names that each cell makes them anew, so that what one
// assigns ends with it; "" without any.
func (m *memory) undone(names []string) (note string) {
	for _, name := range names {
		if o := m.origin(name); o != nil {
			note += fmt.Sprintf("note: %s is made anew in each cell, as cell [%d] declares it; what this cell assigned ends here\n  fix: assign in the cell that uses it, or change the declaration\n", name, o.number)
		}
	}
	return note
}

// declares reports whether one of the names is declared.
func (m *memory) declares(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return m.origin(name) != nil })
}

// names returns what cells can use: what is declared, and what ended with its cell.
func (m *memory) names() (all []string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, k := range m.kept {
		if !k.IsImport() {
			all = append(all, k.Keys...)
		}
	}
	return slices.AppendSeq(all, maps.Keys(m.locals))
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
