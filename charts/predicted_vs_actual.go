package charts

// Targets are the rows that a model was asked about, with what is true of each, such
// as nnlib's Dataset.
type Targets interface {
	Len() int

	// Row returns one row's features and its targets, of which the first is drawn.
	Row(i int) (features, targets []float32)
}

// mostPoints bounds what one chart adds to a notebook's file.
const mostPoints = 600

// scatter is a chart of pairs in the making.
type scatter struct{ *measured }

// PredictedVsActual returns a chart with a point for each row: across, its true value,
// and upwards, what a model predicted for it. On the diagonal they are the same. The
// first column of predictions and the first target of each row are drawn.
//
// Of more than 1000 rows 1000 are drawn, evenly picked, and the subtitle says so;
// the numbers in its sentence are those of all rows. When many rows share the largest
// true value, as where values were capped, their points are drawn apart. The axes cover
// the true values and half as much again on both sides; the sentence tells how many
// predictions lie outside.
//
// PredictedVsActual panics if predictions and targets are not of the same length.
func PredictedVsActual(predictions Predictions, targets Targets, options ...ValueOption) *Chart {
	s := &scatter{measure("PredictedVsActual", predictions, targets, options)}
	if nothing := s.nothing(); nothing != nil {
		return nothing
	}
	return s.chart()
}
