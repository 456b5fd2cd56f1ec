package spec

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Change says in words how m differs from old, or "" where their weights fit
// one another. Only the first difference is told.
func (m *Model) Change(old *Model) string {
	if len(m.Layers) != len(old.Layers) {
		return fmt.Sprintf("it has %d layers, it had %d", len(m.Layers), len(old.Layers))
	}
	for i, layer := range m.Layers {
		if change := layer.change(i+1, old.Layers[i]); change != "" {
			return change
		}
	}
	if name := m.ownWeightsChange(old); name != "" {
		return fmt.Sprintf("layer %q has other weights", name)
	}
	switch {
	case !reflect.DeepEqual(m.Nodes, old.Nodes) || !slices.Equal(m.Inputs, old.Inputs) || !slices.Equal(m.Outputs, old.Outputs):
		return "its layers are connected in another way"
	case m.Seed != old.Seed:
		return fmt.Sprintf("its seed is %d, it was %d", m.Seed, old.Seed)
	}
	return ""
}

// ownWeightsChange names a layer of the program's own whose weights are not those
// that it had.
func (m *Model) ownWeightsChange(old *Model) string {
	now, before := m.Freeze(true).Weights(), old.Freeze(true).Weights() // whatever learns
	for i, layer := range m.Layers {
		if _, own := layer.Config.(*Custom); own && !reflect.DeepEqual(now[i], before[i]) {
			return layer.Name
		}
	}
	return ""
}

func (l Layer) change(position int, old Layer) string {
	if l.Config.Class() != old.Config.Class() || Kind(l.Config) != Kind(old.Config) {
		return fmt.Sprintf("layer %d is %s, it was %s", position, l.Config.Class(), old.Config.Class())
	}
	if l.Name != old.Name {
		return fmt.Sprintf("layer %d is named %q, it was %q", position, l.Name, old.Name)
	}
	if inner, isModel := l.Config.(*Nested); isModel {
		if change := inner.Model.Change(old.Config.(*Nested).Model); change != "" {
			return fmt.Sprintf("in model %q, %s", l.Name, change)
		}
		return ""
	}
	if _, own := l.Config.(*Custom); own {
		return "" // other code is no change while weights fit
	}
	now, before := l.settings(), old.settings()
	for _, name := range slices.Sorted(maps.Keys(now)) {
		if reflect.DeepEqual(now[name], before[name]) {
			continue
		}
		what := fmt.Sprintf("layer %q has ", l.Name)
		if n, isCount := now[name].(float64); isCount && strings.HasSuffix(name, "s") {
			return what + fmt.Sprintf("%v %s, it had %v", n, name, before[name])
		}
		words := strings.ReplaceAll(name, "_", " ")
		return what + fmt.Sprintf("%s %s, it had %s", words, inWords(now[name]), inWords(before[name]))
	}
	return ""
}

// settings are the layer's configuration as JSON knows it.
func (l Layer) settings() map[string]any {
	var settings map[string]any
	data, err := json.Marshal(l.Config)
	if err == nil {
		err = json.Unmarshal(data, &settings)
	}
	if err != nil {
		return map[string]any{"settings": err.Error()} // such as a NaN, which no two models share
	}
	return settings
}

// inWords writes a setting as people do: relu, LeakyReLU(negative_slope=0.2),
// (28, 28), yes.
func inWords(setting any) string {
	switch setting := setting.(type) {
	case nil:
		return "none"
	case bool:
		if setting {
			return "yes"
		}
		return "no"
	case []any:
		texts := make([]string, len(setting))
		for i, v := range setting {
			texts[i] = inWords(v)
		}
		return "(" + strings.Join(texts, ", ") + ")"
	case map[string]any:
		return objectInWords(setting)
	default:
		return fmt.Sprint(setting)
	}
}

func objectInWords(object map[string]any) string {
	if source, isData := object["Source"]; isData {
		return fmt.Sprintf("set %q of %v rows, with %s", source, object["Length"], steps(object["Ops"]))
	}
	params, _ := object["config"].(map[string]any)
	var texts []string
	for _, name := range slices.Sorted(maps.Keys(params)) {
		texts = append(texts, name+"="+inWords(params[name]))
	}
	text := fmt.Sprint(object["class_name"])
	if len(texts) > 0 {
		text += "(" + strings.Join(texts, ", ") + ")"
	}
	return text
}

// steps counts what is done to a data set.
func steps(ops any) string {
	list, _ := ops.([]any)
	if len(list) == 1 {
		return "1 step"
	}
	return fmt.Sprintf("%d steps", len(list))
}
