package datasets

// Features counts the features of a block in both views; the target comes after.
const Features = housingColumns - 1

// Raw returns StatLib's columns in StatLib's order, with the value in dollars.
func (b Block) Raw() [housingColumns]float64 { return b }

// Derived returns the columns of scikit-learn's fetch_california_housing in
// its order: MedInc, HouseAge, AveRooms, AveBedrms, Population, AveOccup, Latitude,
// Longitude, and the value in 100,000 dollars.
func (b Block) Derived() [housingColumns]float64 {
	longitude, latitude, age, rooms := b[0], b[1], b[2], b[3]
	bedrooms, population, households, income, value := b[4], b[5], b[6], b[7], b[8]
	return [housingColumns]float64{
		income, age, rooms / households, bedrooms / households, population, population / households,
		latitude, longitude, value / 100_000,
	}
}
