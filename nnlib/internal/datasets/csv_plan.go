package datasets

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// plan is what becomes of a table's columns.
type plan struct {
	features []*column
	targets  []*column
	classes  []string // of the only target, in order; nil for quantities
}

// column is one column of the file.
type column struct {
	at   int
	name string
	as   treatment

	found map[string]bool // the words in it
	words map[string]int  // their places
	given bool            // words has them
}

// treatment is what becomes of a column's fields.
type treatment int

const (
	asNumber treatment = iota
	asOneHot           // a column a word
	asPlace            // a word's place
)

// maxWords bounds how many words a column of words may hold.
const maxWords = 10_000

// plan finds the columns that the user names.
func (t *table) plan(names []string) (p plan, err error) {
	if p.targets, err = t.find(t.Targets, asNumber); err != nil {
		return p, err
	}
	if t.Labels != "" {
		if p.targets, err = t.find([]string{t.Labels}, asPlace); err != nil {
			return p, err
		}
		p.targets[0].give(t.Classes)
	}
	if _, err := t.find(t.Ignored, asNumber); err != nil {
		return p, err
	}
	if p.features, err = t.find(t.chosen(names), asNumber); err != nil {
		return p, err
	}
	if len(p.features) == 0 {
		return p, t.fail(0, "columns with features", "none that is neither target nor ignored", "nnlib.FeatureColumns(…)")
	}
	return p, t.words(p)
}

// find finds columns by their names.
func (t *table) find(names []string, as treatment) (found []*column, err error) {
	for _, name := range names {
		at := slices.Index(t.names, name)
		if at < 0 {
			return nil, t.noColumn(name)
		}
		found = append(found, &column{at: at, name: name, as: as, found: map[string]bool{}, words: map[string]int{}})
	}
	return found, nil
}

// chosen names the features: those that the user wants, or all that are nothing else.
func (t *table) chosen(names []string) []string {
	if t.Features != nil {
		return t.Features
	}
	others := append(slices.Concat(t.Targets, t.Ignored), t.Labels)
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return slices.Contains(others, name) })
}

// words marks the features that hold words.
func (t *table) words(p plan) error {
	for _, name := range slices.Concat(t.OneHot, slices.Sorted(maps.Keys(t.Ordinal))) {
		i := slices.IndexFunc(p.features, func(c *column) bool { return c.name == name })
		if i < 0 {
			return t.noColumn(name)
		}
		p.features[i].as = asOneHot
		if words, ordered := t.Ordinal[name]; ordered {
			p.features[i].as = asPlace
			p.features[i].give(words)
		}
	}
	return nil
}

// give sets a column's words, in order; none leaves them to be found.
func (c *column) give(words []string) {
	for _, word := range words {
		if _, twice := c.words[word]; !twice {
			c.words[word] = len(c.words)
		}
		c.given = true
	}
}

func (t *table) noColumn(name string) error {
	if slices.Contains(t.names, name) {
		return t.fail(0, fmt.Sprintf("column %q among the features, since it holds words", name), "it as a target, or left out",
			fmt.Sprintf("name %q in one option only", name))
	}
	if len(t.names) == 1 {
		for _, delimiter := range ";\t|" {
			if strings.ContainsRune(t.names[0], delimiter) {
				return t.fail(0, fmt.Sprintf("a column %q", name), fmt.Sprintf("one column, %q", t.names[0]), fmt.Sprintf("nnlib.Delimiter(%q)", delimiter))
			}
		}
	}
	return t.fail(0, fmt.Sprintf("a column %q", name), "the columns "+strings.Join(t.names, ", "), "one of these names")
}

// open are the columns whose words are to be found.
func (p plan) open() []*column {
	return slices.DeleteFunc(slices.Concat(p.features, p.targets), func(c *column) bool { return c.as == asNumber || c.given })
}

func (p plan) needsWords() bool { return len(p.open()) > 0 }

// findWords notes the words of a row.
func (t *table) findWords(p *plan, fields []string) error {
	for _, c := range p.open() {
		word := trimmed(fields[c.at])
		if c.found[word] || isMissing(word) {
			continue
		}
		if len(c.found) == maxWords {
			return t.fail(t.line(c.at), fmt.Sprintf("at most %d different values in column %q", maxWords, c.name), "more",
				fmt.Sprintf("nnlib.IgnoreColumns(%q), or nnlib.Target(%q) for a quantity", c.name, c.name))
		}
		c.found[strings.Clone(word)] = true
	}
	return nil
}

// settle puts the words that were found in order.
func (p *plan) settle(t *table) error {
	for _, c := range p.open() {
		words := slices.Collect(maps.Keys(c.found))
		if len(words) == 0 {
			return t.fail(0, fmt.Sprintf("values in column %q", c.name), "none", fmt.Sprintf("nnlib.IgnoreColumns(%q)", c.name))
		}
		byNumber(words)
		c.give(words)
	}
	if t.Labels != "" {
		p.classes = p.targets[0].inOrder()
	}
	return nil
}

func (c *column) inOrder() []string {
	words := slices.Collect(maps.Keys(c.words))
	slices.SortFunc(words, func(a, b string) int { return c.words[a] - c.words[b] })
	return words
}

// columns names the features.
func (p plan) columns() []string {
	var names []string
	for _, c := range p.features {
		if c.as != asOneHot {
			names = append(names, c.name)
			continue
		}
		for _, word := range c.inOrder() {
			names = append(names, c.name+"="+word)
		}
	}
	return names
}
