package engine

import (
	"errors"
	"fmt"

	"nnbook/nnlib/engine/internal/exec"
	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// adapt writes what layers learn from data, instead of by training, into a new
// model's weights.
func (c *call) adapt(declared *spec.Model, ready *exec.Model) error {
	learned := map[string][]float64{} // by a weight's name
	for i, layer := range declared.Layers {
		config, ok := layer.Config.(*spec.Normalization)
		if !ok || config.From == nil || len(config.Mean) > 0 {
			continue
		}
		shape := declared.LayerInput(i)
		mean, variance, err := c.moments(config, shape)
		if err != nil {
			return fmt.Errorf("layer %q: %w", layer.Name, err)
		}
		learned[layer.Name+"/mean"], learned[layer.Name+"/variance"] = mean, variance
	}
	if len(learned) == 0 {
		return nil
	}
	all, err := ready.Variables()
	if err != nil {
		return err
	}
	for i, name := range all.Names {
		if values, ok := learned[name]; ok {
			all.Arrays[i] = wire.Float32s(narrow(values), all.Arrays[i].Shape...)
		}
	}
	return ready.SetVariables(all)
}

// moments are the means and variances of a Normalization's data, one for each place
// along the axes that it keeps.
func (c *call) moments(config *spec.Normalization, shape spec.Shape) (mean, variance []float64, err error) {
	rows, err := c.engine.rows(c, config.From.Complete())
	if err != nil {
		return nil, nil, err
	}
	each, deviation, err := rows.moments()
	if err != nil {
		var mistake *fault.Error
		if errors.As(err, &mistake) {
			mistake.Who = "nnlib.Adapt"
		}
		return nil, nil, err
	}
	if len(each) != shape.Size() {
		return nil, nil, fmt.Errorf("it learns from rows of %d values, and is given %d", len(each), shape.Size())
	}
	place, places := config.Places(shape)
	mean, variance = make([]float64, places), make([]float64, places)
	share := float64(places) / float64(len(each))
	for j, value := range each {
		mean[place[j]] += value * share
	}
	for j, value := range each {
		off := value - mean[place[j]]
		variance[place[j]] += (deviation[j]*deviation[j] + off*off) * share
	}
	return mean, variance, nil
}

func narrow(values []float64) []float32 {
	floats := make([]float32, len(values))
	for i, value := range values {
		floats[i] = float32(value)
	}
	return floats
}
