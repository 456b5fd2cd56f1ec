package exec

import (
	"fmt"
	"slices"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/wire"
)

// State is all that a snapshot needs to train on as if nothing had happened,
// together with the model's declaration and compile settings. Dropout needs
// nothing: its masks follow from the epoch's seed.
type State struct {
	Variables    wire.Variables
	Slots        []wire.Array // the optimizer's; nil before the first training
	Iteration    int64        // steps since Compile
	LearningRate float64
}

// Variables returns copies of the weights, in Keras' order and layouts.
func (m *Model) Variables() (wire.Variables, error) {
	var all wire.Variables
	for _, v := range m.variables {
		values, err := v.read()
		if err != nil {
			return wire.Variables{}, fmt.Errorf("model %q: %w", m.spec.Name, err)
		}
		all.Names = append(all.Names, v.name)
		all.Arrays = append(all.Arrays, wire.Float32s(values, v.shape...))
	}
	return all, nil
}

// SetVariables replaces the weights, given as Variables returns them. The
// optimizer's state stays.
func (m *Model) SetVariables(all wire.Variables) error {
	return m.writeAll("SetWeights", m.variables, all.Arrays)
}

// State returns a copy of all that training changes.
func (m *Model) State() (State, error) {
	variables, err := m.Variables()
	if err != nil {
		return State{}, err
	}
	s := State{Variables: variables, Iteration: m.iteration, LearningRate: m.rate}
	for _, slot := range m.slots {
		values, err := slot.read()
		if err != nil {
			return State{}, fmt.Errorf("model %q: optimizer: %w", m.spec.Name, err)
		}
		s.Slots = append(s.Slots, wire.Float32s(values, slot.shape...))
	}
	return s, nil
}

// SetState goes back to a State of this model, compiled with the same settings.
func (m *Model) SetState(s State) error {
	if err := m.SetVariables(s.Variables); err != nil {
		return err
	}
	if m.settings == nil {
		return nil
	}
	m.iteration, m.rate = s.Iteration, s.LearningRate
	if s.Slots == nil {
		m.releaseSlots()
		return nil
	}
	if err := m.ensureSlots(); err != nil {
		return err
	}
	return m.writeAll("optimizer", m.slots, s.Slots)
}

// writeAll checks all arrays before it writes the first.
func (m *Model) writeAll(what string, variables []*variable, arrays []wire.Array) error {
	who := fmt.Sprintf("%s of model %q", what, m.spec.Name)
	if len(arrays) != len(variables) {
		return &fault.Error{Who: who, Expected: fmt.Sprintf("%d arrays", len(variables)), Got: fmt.Sprint(len(arrays))}
	}
	for i, v := range variables {
		if err := arrays[i].Validate(); err != nil {
			return fmt.Errorf("%s: %s: %w", who, v.name, err)
		}
		if arrays[i].DType != "float32" || !slices.Equal(arrays[i].Shape, v.shape) {
			return &fault.Error{
				Who:      who,
				Expected: fmt.Sprintf("%s as float32 of shape %v", v.name, v.shape),
				Got:      fmt.Sprintf("%s of shape %v", arrays[i].DType, arrays[i].Shape),
			}
		}
	}
	for i, v := range variables {
		if err := v.write(m.device, arrays[i].Float32s()); err != nil {
			return fmt.Errorf("%s: %w", who, err)
		}
	}
	return nil
}
