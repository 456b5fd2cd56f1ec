package nnlib

import "nnbook/nnlib/internal/spec"

// CaliforniaHousing returns what houses cost in California: 20,640 rows, one for
// each census block group of 1990, a neighbourhood of 600 to 3,000 people. Columns
// and units are those of scikit-learn's fetch_california_housing.
//
//	MedInc      median income of its households, in 10,000 dollars
//	HouseAge    median age of its houses, in years, at most 52
//	AveRooms    rooms a household
//	AveBedrms   bedrooms a household
//	Population  people
//	AveOccup    people a household
//	Latitude    degrees north
//	Longitude   degrees east, so all are negative
//
// The target is the median value of its houses in 100,000 dollars. Values above
// 500,000 dollars were recorded as 500,001: 5.00001 means "more than 5".
//
// Neighbours stand next to each other in the table, so split it by
// [Dataset.TrainTestSplit] rather than by [Dataset.Split].
//
// It returns a handle at once; the table is read, and checked against its SHA-256,
// when it is first needed: from nnbook's own folder, from the folder that
// $NNBOOK_DATA names (as cal_housing.csv.gz or cal_housing.tgz), from scikit-learn's or
// Keras' cache, or from the web.
//
// Default: scikit-learn's columns; [RawColumns] for StatLib's.
//
// Source: Pace and Barry, "Sparse Spatial Autoregressions", Statistics and
// Probability Letters 33, 1997.
func CaliforniaHousing(options ...CaliforniaOption) (*Dataset, error) {
	view := californiaView{
		source:  "california/sklearn",
		columns: []string{"MedInc", "HouseAge", "AveRooms", "AveBedrms", "Population", "AveOccup", "Latitude", "Longitude"},
	}
	for _, option := range options {
		option.california(&view)
	}
	return &Dataset{columns: view.columns, spec: spec.Dataset{
		Source: view.source,
		Length: 20_640,
		X:      spec.Column{DType: "float32", Shape: spec.Shape{len(view.columns)}},
		Y:      spec.Column{DType: "float32"},
	}}, nil
}

// CaliforniaOption changes what [CaliforniaHousing] returns: see [RawColumns].
type CaliforniaOption interface{ california(*californiaView) }

type californiaView struct {
	source  string
	columns []string
}

type rawColumns struct{}

// RawColumns asks [CaliforniaHousing] for the table as StatLib published it:
// longitude and latitude in degrees, housing_median_age in years, total_rooms,
// total_bedrooms, population and households as counts of the whole block group,
// median_income in 10,000 dollars. The target is in dollars, at most 500,001.
func RawColumns() CaliforniaOption { return rawColumns{} }

func (rawColumns) california(v *californiaView) {
	v.source = "california/raw"
	v.columns = []string{
		"longitude", "latitude", "housing_median_age", "total_rooms", "total_bedrooms", "population", "households", "median_income",
	}
}
