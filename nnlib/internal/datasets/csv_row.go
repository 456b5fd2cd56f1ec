package datasets

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// row appends a row's values; keep is false for one that is left out.
func (p plan) row(t *table, fields []string, x, y []byte) (xs, ys []byte, keep bool, err error) {
	for _, c := range p.features {
		if x, keep, err = c.feature(t, fields, x); err != nil || !keep {
			return x, y, keep, err
		}
	}
	for _, c := range p.targets {
		place, value, there, err := c.read(t, fields)
		switch {
		case err != nil:
			return x, y, false, err
		case !there && t.Missing == "drop":
			return x, y, false, nil
		case !there:
			return x, y, false, t.absent(c, fields, "nnlib.DropMissing() to leave such rows out")
		case c.as == asPlace:
			y = binary.LittleEndian.AppendUint32(y, uint32(place))
		default:
			y = appendFloat(y, value)
		}
	}
	return x, y, true, nil
}

// feature appends what becomes of one field.
func (c *column) feature(t *table, fields []string, x []byte) (xs []byte, keep bool, err error) {
	place, value, there, err := c.read(t, fields)
	switch {
	case err != nil:
		return x, false, err
	case !there && t.Missing == "drop":
		return x, false, nil
	case !there && t.Missing == "":
		return x, false, t.absent(c, fields, "nnlib.FillMissing(0), or nnlib.DropMissing() to leave such rows out")
	case !there:
		place, value = -1, t.Fill
	case c.as == asPlace:
		value = float64(place)
	}
	if c.as != asOneHot {
		return appendFloat(x, value), true, nil
	}
	for i := range len(c.words) {
		hot := 0.0
		if i == place {
			hot = 1
		}
		x = appendFloat(x, hot)
	}
	return x, true, nil
}

// read reads one field: its word's place or its number.
func (c *column) read(t *table, fields []string) (place int, value float64, there bool, err error) {
	field := trimmed(fields[c.at])
	if c.as != asNumber {
		if place, there = c.words[field]; there || isMissing(field) {
			return place, 0, there, nil
		}
		return 0, 0, false, t.fail(t.line(c.at), fmt.Sprintf("one of %s in column %q", strings.Join(c.inOrder(), ", "), c.name),
			fmt.Sprintf("%.40q", field), "add it to the words of the column, or mend the line")
	}
	if isMissing(field) {
		return 0, 0, false, nil
	}
	if value, there = number(field); !there {
		return 0, 0, false, t.noNumber(c, field)
	}
	return 0, value, true, nil
}

func (t *table) noNumber(c *column, field string) error {
	fix := fmt.Sprintf("nnlib.OneHotColumns(%q) for words, or nnlib.IgnoreColumns(%q)", c.name, c.name)
	if _, digits := number(strings.ReplaceAll(field, ",", "")); digits {
		fix = "numbers without commas, as " + strings.ReplaceAll(field, ",", "")
	}
	if slices.Contains(t.Targets, c.name) {
		fix = fmt.Sprintf("nnlib.Labels(%q) for classes", c.name)
	}
	return t.fail(t.line(c.at), fmt.Sprintf("a number in column %q", c.name), fmt.Sprintf("%.40q", field), fix)
}

func (t *table) absent(c *column, fields []string, fix string) error {
	return t.fail(t.line(c.at), fmt.Sprintf("a value in column %q", c.name), fmt.Sprintf("%q", trimmed(fields[c.at])), fix)
}
