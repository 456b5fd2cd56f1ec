package spec

import (
	"errors"
	"fmt"
)

// Table is what a model is run on: data sets side by side, of as many rows, that
// belong together row by row.
type Table struct {
	Inputs  []Dataset // whose features each input takes
	Targets []Dataset // whose targets each output is compared with; a single one serves all outputs
	Weights *Dataset  // whose feature says what each row counts; nil for 1
}

// TableOf is the table of a data set for a model of one input.
func TableOf(d Dataset) Table {
	t := Table{Inputs: []Dataset{d}}
	if d.Y.DType != "" {
		t.Targets = t.Inputs
	}
	return t
}

// Validate checks what came from outside.
func (t Table) Validate() error {
	if len(t.Inputs) == 0 {
		return errors.New("a table without features")
	}
	rows := t.Inputs[0].Len()
	all := append(append([]Dataset{}, t.Inputs...), t.Targets...)
	if t.Weights != nil {
		all = append(all, *t.Weights)
	}
	for _, d := range all {
		if err := d.Validate(); err != nil {
			return err
		}
		if d.Len() != rows {
			return fmt.Errorf("data set %q: %d rows beside %d", d.Source, d.Len(), rows)
		}
	}
	return nil
}
