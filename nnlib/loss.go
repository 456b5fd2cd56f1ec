package nnlib

import "nnbook/nnlib/internal/spec"

// Loss measures how wrong a model's outputs are; training makes it smaller. The
// loss of a batch is the mean over its rows.
//
// A loss is a [Metric], too: [Model.Compile] takes one in both places.
type Loss struct{ object spec.Object }

func (l Loss) metric() spec.Object { return l.object }

func loss(class string) Loss { return Loss{spec.Object{Class: class}} }
