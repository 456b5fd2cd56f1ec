package charts_test

import (
	"math"
	"math/rand/v2"
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
