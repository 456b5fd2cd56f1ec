package exec

import (
	"github.com/gomlx/compute"

	"nnbook/nnlib/internal/wire"
)

// sums collects what programs add up for a ledger, in double precision.
type sums struct {
	ledger *ledger
	totals []float64
	latest []float32
}

func newSums(l *ledger) *sums { return &sums{l, make([]float64, l.width), make([]float32, l.width)} }

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

// logs are the values so far, by name.
func (s *sums) logs() map[string]float64 { return s.ledger.logs(s.totals) }

func (s *sums) measured() wire.Measured { return s.ledger.measured(s.totals) }
