package nnlib

// SummaryOption is an option of [Model.Summary].
type SummaryOption func(*summary)

// ExpandNested lets a summary show the layers of models that are layers, too.
func ExpandNested() SummaryOption { return func(s *summary) { s.nested = true } }

// ShowTrainable lets a summary say of each layer whether it learns: Y for yes, N
// for one that is frozen, - for one without weights.
func ShowTrainable() SummaryOption { return func(s *summary) { s.trainable = true } }
