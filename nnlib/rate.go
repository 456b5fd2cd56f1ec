package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// RateOption is an option of the recurrent layers and of [MultiHeadAttention]: see
// [DropoutRate].
type RateOption struct{ rate float64 }

// DropoutRate sets, while training, a share of values to zero and multiplies the
// others by 1/(1-rate): of a recurrent layer's inputs, the same in all steps, or of
// how much attention looks at what.
//
// DropoutRate panics unless 0 ≤ rate < 1.
func DropoutRate(rate float64) RateOption {
	checkRate("nnlib.DropoutRate", rate)
	return RateOption{rate}
}

func (o RateOption) simpleRNN(c *spec.SimpleRNN)          { c.Dropout = o.rate }
func (o RateOption) lstm(c *spec.LSTM)                    { c.Dropout = o.rate }
func (o RateOption) gru(c *spec.GRU)                      { c.Dropout = o.rate }
func (o RateOption) attention(c *spec.MultiHeadAttention) { c.Dropout = o.rate }

func checkRate(who string, rate float64) {
	checkSetting(fmt.Sprintf("%s(%v)", who, rate), rate, rate >= 0 && rate < 1,
		"the share to drop, from 0 up to, not including, 1", who+"(0.2)")
}
