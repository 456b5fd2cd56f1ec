package exec

import "math"

// moment is a rule at one step, in memory.
type moment struct {
	*rule
	rate      float32
	pace      []float32
	due       bool    // the step ends with an update
	momentum  float32 // of the means
	overwrite bool    // the means become the weights
}

// at is the rule at the step after so many.
func (r *rule) at(rate float64, iteration int64) moment {
	if r.schedule != nil {
		rate = r.schedule.Rate(iteration)
	}
	updates := iteration / r.every
	m := moment{
		rule: r, rate: float32(rate), pace: r.hostPace(rate, updates+1),
		due:       (iteration+1)%r.every == 0,
		overwrite: r.overwrite > 0 && (updates+1)%r.overwrite == 0,
	}
	if updates > 0 {
		m.momentum = float32(r.momentum)
	}
	return m
}

// byNorm tells whether a gradient must be known whole before it is used.
func (r *rule) byNorm() bool { return r.clipNorm > 0 || r.globalClipNorm > 0 }

// gather makes of a part of a gradient what the update needs, the mean of several
// steps', if there is one now.
func (m moment) gather(gradient []float32, slots [][]float32) {
	if !m.gathers() {
		return
	}
	_, _, gathered := split(m.rule, slots)
	for i, g := range gradient {
		gathered[i] += g
		if m.due {
			gradient[i], gathered[i] = gathered[i]/float32(m.every), 0
		}
	}
}

// apply changes a part of a weight, by its gradient and slots.
func (m moment) apply(weight, gradient []float32, slots [][]float32) {
	own, mean, _ := split(m.rule, slots)
	if m.due {
		if m.clipValue > 0 && !m.byNorm() {
			most := float32(m.clipValue)
			for i, g := range gradient {
				gradient[i] = min(max(g, -most), most)
			}
		}
		if m.decay != 0 {
			share := m.rate * float32(m.decay)
			for i := range weight {
				weight[i] -= weight[i] * share
			}
		}
		m.hostUpdate(m.pace, weight, gradient, own)
	}
	for i, old := range mean {
		mean[i] = old*m.momentum + weight[i]*(1-m.momentum)
		if m.overwrite {
			weight[i] = mean[i]
		}
	}
}

// clipWhole makes gradients smaller whose norm, of each or of all together, is too
// large.
func (m moment) clipWhole(gradients [][]float32) {
	if m.clipNorm > 0 {
		for _, gradient := range gradients {
			shorten(math.Sqrt(squares(gradient)), m.clipNorm, gradient)
		}
		return
	}
	total := 0.0
	for _, gradient := range gradients {
		total += squares(gradient)
	}
	if math.IsInf(total, 0) {
		total = math.NaN() // so that all weights tell of it
	}
	shorten(math.Sqrt(total), m.globalClipNorm, gradients...)
}

func squares(values []float32) (sum float64) {
	for _, value := range values {
		sum += float64(value) * float64(value)
	}
	return sum
}

// shorten scales what has a norm to the most that it may have.
func shorten(norm, most float64, parts ...[]float32) {
	if norm <= most {
		return
	}
	scale := float32(most / norm)
	for _, values := range parts {
		for i := range values {
			values[i] *= scale
		}
	}
}
