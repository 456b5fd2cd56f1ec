package exec

import (
	"fmt"
	"reflect"
	"slices"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// Model is a declared model with its weights on a backend. Its methods must not
// be called at the same time.
type Model struct {
	spec     *spec.Model
	device   *device
	programs map[programKey]*program
	staged   map[programKey]*stages // on the go backend

	variables []*variable // in order of layers
	layerOf   []int       // each variable's layer

	settings  *spec.Compile // nil before Compile
	ledger    *ledger
	rule      *rule
	slots     []*variable // of each trainable variable in turn, nil before training
	rate      float64     // learning rate, where no schedule sets it
	iteration int64       // steps since Compile
}

// New opens a backend for a model and draws its first weights. backend follows
// GOMLX_BACKEND's syntax, such as "go" or "xla:/path/to/plugin.so"; with "" that
// variable decides, or else the model's size and whether XLA's plugin is there.
func New(model *spec.Model, backend string) (*Model, error) {
	if err := supported(model); err != nil {
		return nil, err
	}
	d, err := openDevice(chooseBackend(model, backend))
	if err != nil {
		return nil, err
	}
	m := &Model{spec: model, device: d, programs: map[programKey]*program{}, staged: map[programKey]*stages{}}
	for i, weights := range model.Weights() {
		for _, weight := range weights {
			if err := m.addVariable(i, weight); err != nil {
				m.Close()
				return nil, fmt.Errorf("model %q: layer %q: %w", model.Name, model.Layers[i].Name, err)
			}
		}
	}
	return m, nil
}

func (m *Model) addVariable(layer int, weight spec.Weight) error {
	values, err := draw(weight, m.spec.Seed, layer)
	if err != nil {
		return err
	}
	like := variable{
		name:      m.spec.Layers[layer].Name + "/" + weight.Name,
		shape:     weight.Shape,
		trainable: weight.Trainable,
	}
	if weight.Constraint != nil {
		if like.constraint, err = constraintOf(*weight.Constraint); err != nil {
			return fmt.Errorf("%s: %w", weight.Name, err)
		}
	}
	v, err := m.device.newVariable(like, values)
	if err != nil {
		return err
	}
	m.variables, m.layerOf = append(m.variables, v), append(m.layerOf, layer)
	return nil
}

// Compile sets how the model learns. Weights stay, the optimizer starts anew.
func (m *Model) Compile(settings spec.Compile) error {
	if err := checkSettings(m.spec, settings); err != nil {
		return fmt.Errorf("model %q: %w", m.spec.Name, err)
	}
	if m.settings == nil || !reflect.DeepEqual(*m.settings, settings) {
		m.forget()
	}
	m.settings, m.ledger = &settings, newLedger(m.spec, settings.Goals)
	m.rule = newRule(settings.Optimizer)
	m.rate = float64(float32(settings.Optimizer.Param("learning_rate")))
	m.iteration = 0
	m.releaseSlots()
	return nil
}

// compiled says what to do before training and evaluating.
func (m *Model) compiled(who string) error {
	if m.settings != nil {
		return nil
	}
	return &fault.Error{
		Who: fmt.Sprintf("%s of model %q", who, m.spec.Name),
		Got: "the model has no loss yet",
		Fix: "model.Compile(nnlib.Adam(), nnlib.SparseCategoricalCrossentropy(), nnlib.Accuracy())",
	}
}

// Revise takes over which layers are frozen, and the code of a program's own. The
// model is the same but for that. Weights stay, the optimizer starts anew.
func (m *Model) Revise(model *spec.Model) {
	m.forget()
	m.releaseSlots()
	m.spec, m.iteration = model, 0
	for i, w := range slices.Concat(model.Weights()...) {
		m.variables[i].trainable = w.Trainable
	}
}

func (m *Model) trainable() []*variable {
	var trainable []*variable
	for _, v := range m.variables {
		if v.trainable {
			trainable = append(trainable, v)
		}
	}
	return trainable
}

// ensureSlots makes the optimizer's slots before the first step.
func (m *Model) ensureSlots() error {
	if m.slots != nil {
		return nil
	}
	slots := []*variable{}
	for _, v := range m.trainable() {
		for _, start := range m.rule.slots() {
			slot, err := m.device.newVariable(*v, slices.Repeat([]float32{start}, v.size()))
			if err != nil {
				return err
			}
			slots = append(slots, slot)
		}
	}
	m.slots = slots
	return nil
}

func (m *Model) releaseSlots() {
	for _, slot := range m.slots {
		slot.release()
	}
	m.slots = nil
}

// Backend names where the model runs: "xla" or "go".
func (m *Model) Backend() string { return m.device.name }

// OptimizerValues counts the values in the optimizer's variables as Keras does,
// with its iteration and learning rate; 0 before the first training.
func (m *Model) OptimizerValues() int {
	if m.slots == nil {
		return 0
	}
	values := 2
	if m.rule.schedule != nil {
		values-- // it takes the learning rate's place
	}
	for _, slot := range m.slots {
		values += slot.size()
	}
	if _, ok := m.rule.optimizer.(*nadam); ok {
		values++ // the product of its momenta so far, which follows from the step here
	}
	return values
}

// Close frees what the model holds on its device.
func (m *Model) Close() {
	m.forget()
	m.releaseSlots()
	for _, v := range m.variables {
		v.release()
	}
	m.variables = nil
}

// forget frees the compiled programs.
func (m *Model) forget() {
	for key, p := range m.programs {
		p.graph.Finalize()
		delete(m.programs, key)
	}
	for key, s := range m.staged {
		s.close()
		delete(m.staged, key)
	}
}
