package nnlib

import (
	"math"

	"nnbook/nnlib/internal/spec"
)

// TrainTestSplit shuffles the rows and cuts them in two, the very rows that
// scikit-learn's train_test_split picks with the same test_size and random_state:
// testShare of the rows, rounded up, to test with, and the others to train with.
// Scikit-learn's own default is a share of 0.25.
//
//	train, test := houses.TrainTestSplit(0.25, 42)
//
// TrainTestSplit panics if either part would be empty.
func (d *Dataset) TrainTestSplit(testShare float64, seed uint32) (train, test *Dataset) {
	n := d.Len()
	tests := math.Ceil(testShare * float64(n))
	checkSetting("TrainTestSplit", testShare, tests > 0 && tests < float64(n),
		"a share between 0 and 1 that leaves rows in both parts", "TrainTestSplit(0.25, 42)")
	shuffled := d.with(spec.Op{Kind: "permute", Seed: uint64(seed)})
	return shuffled.slice(int(tests), n), shuffled.slice(0, int(tests))
}
