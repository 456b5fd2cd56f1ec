package charts_test

import (
	"math"
	"math/rand/v2"

	"nnbook/charts"
)

// sweep is a run with a learning rate that grows from 1e-6 to 10.
type sweep int

func (s sweep) Len() int { return int(s) }

func (s sweep) At(i int) (rate, loss float64) {
	random := rand.New(rand.NewPCG(9, uint64(i)))
	exponent := -6 + 7*float64(i)/float64(s-1)
	loss = 0.3 + 2/(1+math.Exp(2.2*(exponent+2.6))) + math.Exp(5*(exponent+0.4)) + 0.08*random.NormFloat64()
	return math.Pow(10, exponent), loss
}

func ExampleRateFinder() {
	charts.RateFinder(sweep(300)).Display()
	// Output: Learning rates from 1e-6 to 10: the loss falls most steeply at 0.00325 and is lowest, 0.431, at 0.0741.
}

// appraise prices houses by income above all, and a little by their age.
func appraise(rows [][]float32) charts.Predictions {
	out := make(table, len(rows))
	for i, row := range rows {
		out[i] = []float64{min(5, 0.55*float64(row[0])+0.2*math.Sin(float64(row[1])/9))}
	}
	return out
}

func ExamplePermutationImportance() {
	charts.PermutationImportance(newTown(500), appraise, charts.Units("100,000 dollars")).Display()
	// Output: Permutation importance over 500 rows with RMSE 0.632: the RMSE grows when shuffled by: MedInc 0.828, AveRooms 0, Latitude 0, Longitude 0, HouseAge -0.0034.
}

func ExamplePartialDependence() {
	charts.PartialDependence(newTown(500), appraise).Display()
	// Output: Partial dependence, the mean prediction over 200 rows as one column changes: MedInc from 0.65 to 4.93, HouseAge from 1.84 to 2.24, AveRooms from 2.05 to 2.05, Latitude from 2.05 to 2.05, Longitude from 2.05 to 2.05.
}
