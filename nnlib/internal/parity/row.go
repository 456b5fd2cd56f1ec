package parity

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"strings"
)

// Row is a line of the table. Differences are NaN where there are none.
type Row struct {
	Keras, Name       string
	Go, XLA, Demanded float64
	About             string // what is special
}

const header = "| Keras | nnlib | go | XLA | demanded | |\n|---|---|---|---|---|---|\n"

func (r Row) String() string {
	return fmt.Sprintf("| %s | %s | %s | %s | %s | %s |\n", r.Keras, r.Name, number(r.Go), number(r.XLA), number(r.Demanded), r.About)
}

func number(x float64) string {
	switch {
	case math.IsNaN(x):
		return "—"
	case x < 1e-12:
		return "0"
	}
	return fmt.Sprintf("%.0e", x)
}

// row is the table's line of what was measured.
func (m *measured) row(class Class, names map[string]string) Row {
	row := Row{Keras: class.Name, Name: nameOf(class, names), Go: math.NaN(), XLA: math.NaN(), Demanded: m.demanded, About: remarks[class]}
	if worst, ok := m.worst[Go]; ok {
		row.Go = worst
	}
	if worst, ok := m.worst[XLA]; ok {
		row.XLA = worst
	}
	if worst, ok := m.worst[Host]; ok {
		row.Go, row.XLA = worst, worst
	}
	return row
}

// Read returns the table's rows, by section and class.
func Read() (map[Class]Row, error) {
	path, err := Path()
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	rows := map[Class]Row{}
	for _, section := range strings.Split(string(text), "\n## ") {
		title, _, _ := strings.Cut(section, "\n")
		for name, row := range rowsOf(section) {
			rows[Class{title, name}] = row
		}
	}
	return rows, nil
}

var line = regexp.MustCompile(`(?m)^\| (.*?) \| (.*?) \| (\S+) \| (\S+) \| (\S+) \| (.*?) ?\|$`)

// rowsOf reads a section's table.
func rowsOf(section string) map[string]Row {
	rows := map[string]Row{}
	for _, cells := range line.FindAllStringSubmatch(section, -1) {
		if cells[1] != "Keras" {
			rows[cells[1]] = Row{cells[1], cells[2], value(cells[3]), value(cells[4]), value(cells[5]), cells[6]}
		}
	}
	return rows
}

func value(cell string) float64 {
	var x float64
	if _, err := fmt.Sscan(cell, &x); err != nil {
		return math.NaN()
	}
	return x
}
