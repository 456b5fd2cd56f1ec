package charts_test

import (
	"math"
	"math/rand/v2"

	"nnbook/charts"
)

// town is a table of houses along a coast: prices rise with income and towards the
// sea, and are capped at 5.
type town [][6]float32 // income, age, rooms, latitude, longitude, price

func newTown(rows int) town {
	random := rand.New(rand.NewPCG(3, 4))
	houses := make(town, rows)
	for i := range houses {
		income := math.Exp(1.2 + 0.45*random.NormFloat64())
		inland := math.Abs(random.NormFloat64())
		south := random.Float64()
		price := math.Min(5, math.Max(0.15, 0.6*income-0.5*inland+0.5+0.5*random.NormFloat64()))
		houses[i] = [6]float32{
			float32(income), float32(1 + 51*random.Float64()), float32(math.Exp(1.6 + 0.35*random.NormFloat64())),
			float32(41 - 7*south), float32(-124 + 5*south + 1.2*inland), float32(price),
		}
	}
	houses[5][2] = 141 // a holiday resort
	return houses
}

func (t town) Len() int { return len(t) }
func (t town) Columns() []string {
	return []string{"MedInc", "HouseAge", "AveRooms", "Latitude", "Longitude"}
}
func (t town) Row(i int) (features, prices []float32) { return t[i][:5], t[i][5:] }

// estimates are a model's predictions: too low for what is dear.
func (t town) estimates() table {
	random := rand.New(rand.NewPCG(5, 6))
	out := make(table, len(t))
	for i, house := range t {
		price := float64(house[5])
		out[i] = []float64{price + 0.12*(2-price) + 0.15*(0.5+price/2)*random.NormFloat64()*2}
	}
	return out
}

func ExampleClassBalance() {
	charts.ClassBalance(labels{0, 1, 1, 2, 1, 0, 1, 1, 2, 1}, charts.ClassNames("cat", "dog", "horse")).Display()
	// Output: Class balance of 10 rows in 3 classes: fewest of cat: 2 (20 %), most of dog: 6 (60 %).
}

func ExampleFeatureHistograms() {
	charts.FeatureHistograms(newTown(2000)).Display()
	// Output: Histograms of 2000 rows: MedInc from 0.712 to 16.2, median 3.35, 1 beyond the picture; HouseAge from 1.11 to 52, median 25.8; AveRooms from 1.34 to 141, median 5.03, 1 beyond the picture; Latitude from 34 to 41, median 37.7; Longitude from -124 to -115, median -121; target from 0.15 to 5, median 2.2.
}

func ExampleCorrelationHeatMap() {
	charts.CorrelationHeatMap(newTown(2000)).Display()
	// Output: Correlations of 6 columns in 2000 rows: strongest Latitude and Longitude (-0.90); with the target MedInc (0.84).
}

func ExampleScatterMatrix() {
	charts.ScatterMatrix(newTown(2000)).Display()
	// Output: Scatter matrix of MedInc, Longitude, AveRooms, target in 2000 rows; correlations: MedInc and Longitude 0.00, MedInc and AveRooms 0.03, Longitude and AveRooms -0.01, MedInc and target 0.84, Longitude and target -0.11, AveRooms and target 0.04.
}

func ExampleGeoMap() {
	charts.GeoMap(newTown(2000), charts.Units("100,000 dollars")).Display()
	// Output: Map of 2000 rows in 341 tiles of 0.25 degrees, coloured by target (100,000 dollars): mean 2.29, most at 123.1° west, 39.9° north (3.37, mean of 6 rows).
}

func ExampleColouredBy() {
	test := newTown(2000)
	off := test.estimates()
	charts.GeoMap(test, charts.Units("100,000 dollars"), charts.ColouredBy("error", func(row int) float64 {
		return off.At(row, 0) - float64(test[row][5])
	})).Display()
	// Output: Map of 2000 rows in 341 tiles of 0.25 degrees, coloured by error (100,000 dollars): mean -0.0545, most at 118.4° west, 35.1° north (0.426, mean of 6 rows).
}
