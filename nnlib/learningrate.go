package nnlib

import (
	"math"

	"nnbook/nnlib/internal/wire"
)

// maxRate is the largest learning rate, that of float32.
const maxRate = math.MaxFloat32

// LearningRate returns that of the next step: the optimizer's, or what a [Schedule]
// or a callback makes of it.
//
// LearningRate panics if the model is not compiled.
func (m *Model) LearningRate() float64 {
	rate, _ := call{who: m.who("LearningRate"), request: wire.GetLearningRate{Model: m.spec}}.run().(float64)
	return rate
}

// SetLearningRate changes the learning rate, also between two epochs of a training.
// It holds until [Model.Compile].
//
// SetLearningRate panics unless rate is 0 or more, if the model is not compiled,
// and if its learning rate follows a [Schedule].
func (m *Model) SetLearningRate(rate float64) {
	who := m.who("SetLearningRate")
	refuseInPackageVar(who, "model.SetLearningRate(…)")
	checkSetting(who, rate, rate >= 0 && rate <= maxRate, "0 or a number above", "model.SetLearningRate(0.001)")
	if problem := m.setLearningRate(rate); problem != nil {
		panic(problem)
	}
}

// setLearningRate returns why the learning rate can't be set.
func (m *Model) setLearningRate(rate float64) error {
	return m.ask(m.who("SetLearningRate"), wire.SetLearningRate{Model: m.spec, Rate: rate})
}
