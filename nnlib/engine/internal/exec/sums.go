package exec

import (
	"github.com/gomlx/compute"

	"nnbook/nnlib/internal/wire"
)

// sums collects what programs add up, in double precision: Σ loss, Σ each
// metric …, what counts in metrics, rows.
type sums struct {
	model  *Model
	totals []float64
	latest []float32
}

func newSums(m *Model) *sums {
	n := len(m.settings.Metrics) + 3
	return &sums{m, make([]float64, n), make([]float32, n)}
}

// add reads one program's sums and frees them.
func (s *sums) add(buffer compute.Buffer) error {
	err := receive(buffer, s.latest)
	if err == nil {
		s.addFlat(s.latest)
	}
	return err
}

func (s *sums) addFlat(values []float32) {
	for i, value := range values {
		s.totals[i] += float64(value)
	}
}

// logs are the means so far, by name.
func (s *sums) logs() map[string]float64 { return s.model.logs(s.totals) }

func (s *sums) measured() wire.Measured {
	return wire.Measured{Names: s.model.names(), Values: s.model.values(s.totals)}
}
