package spec

import (
	"errors"
	"fmt"
)

// Examples are what a model is run on: data sets side by side, of as many rows, that
// belong together row by row.
type Examples struct {
	Inputs  []Dataset // whose features each input takes
	Targets []Dataset // whose targets each output is compared with; a single one serves all outputs
	Weights *Dataset  // whose feature says what each row counts; nil for 1
}

// ExamplesOf are the rows of one data set, for a model of one input.
func ExamplesOf(d Dataset) Examples {
	e := Examples{Inputs: []Dataset{d}}
	if d.Y.DType != "" {
		e.Targets = e.Inputs
	}
	return e
}

// Validate checks what came from outside.
func (e Examples) Validate() error {
	if len(e.Inputs) == 0 {
		return errors.New("examples without features")
	}
	rows := e.Inputs[0].Len()
	all := append(append([]Dataset{}, e.Inputs...), e.Targets...)
	if e.Weights != nil {
		all = append(all, *e.Weights)
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
