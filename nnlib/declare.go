package nnlib

import (
	"slices"

	"nnbook/nnlib/internal/spec"
)

// wire is the data set as the engine knows it.
func (d *Dataset) wire() spec.Dataset {
	declared := d.spec
	if d.upload != nil {
		declared.Source = "arrays/" + d.upload.id()
	}
	for _, part := range d.parts {
		declared.Parts = append(declared.Parts, part.wire())
	}
	d.resolve(&declared)
	return declared
}

// resolve fills in what each "standardize" step learns from.
func (d *Dataset) resolve(declared *spec.Dataset) {
	if len(d.by) == 0 {
		return
	}
	declared.Ops = slices.Clone(declared.Ops)
	next := 0
	for i := range declared.Ops {
		if declared.Ops[i].Kind == "standardize" {
			on := d.by[next].wire()
			declared.Ops[i].On = &on
			next++
		}
	}
}

// uploaded finds the data of that name that this program holds.
func (d *Dataset) uploaded(id string) *upload {
	if d.upload != nil && d.upload.id() == id {
		return d.upload
	}
	for _, other := range slices.Concat(d.parts, d.by) {
		if found := other.uploaded(id); found != nil {
			return found
		}
	}
	return nil
}
