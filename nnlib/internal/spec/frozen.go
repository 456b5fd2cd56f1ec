package spec

import (
	"fmt"
	"slices"
)

// Revision says in words which layer is frozen in m and not in old, or the other
// way round, or has other code, or "" where they are alike. m and old have the same
// layers.
func (m *Model) Revision(old *Model) string {
	for i, layer := range m.Layers {
		if layer.Frozen != old.Layers[i].Frozen {
			if layer.Frozen {
				return fmt.Sprintf("layer %q is frozen now", layer.Name)
			}
			return fmt.Sprintf("layer %q learns again", layer.Name)
		}
		if own, ok := layer.Config.(*Custom); ok && own.Code != old.Layers[i].Config.(*Custom).Code {
			return fmt.Sprintf("layer %q has other code", layer.Name)
		}
		inner, isModel := layer.Config.(*Nested)
		if isModel {
			if other := inner.Model.Revision(old.Layers[i].Config.(*Nested).Model); other != "" {
				return fmt.Sprintf("%s, in %q", other, layer.Name)
			}
		}
	}
	return ""
}

// Freeze returns the model with all layers frozen, or none.
func (m *Model) Freeze(frozen bool) *Model {
	changed := *m
	changed.Layers = slices.Clone(m.Layers)
	for i := range changed.Layers {
		changed.Layers[i].Frozen = frozen
		if inner, isModel := changed.Layers[i].Config.(*Nested); isModel {
			changed.Layers[i].Config = NewNested(inner.Model.Freeze(frozen))
		}
	}
	return &changed
}
