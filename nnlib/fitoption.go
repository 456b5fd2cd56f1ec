package nnlib

import "fmt"

// FitOption is an option of [Model.Fit].
type FitOption interface{ fit(*training) }

type fitOption func(*training)

func (o fitOption) fit(t *training) { o(t) }

// Epochs sets how often Fit goes through the data, or more exactly, as in Keras,
// the epoch that it stops before: with InitialEpoch(4), Epochs(10) trains six.
// It is 1 by default.
//
// Epochs panics if n < 1.
func Epochs(n int) FitOption {
	checkInt("Epochs", n, 1)
	return fitOption(func(t *training) { t.request.Epochs = n })
}

// InitialEpoch sets the number of the first epoch, from 0, for a training that
// goes on from an earlier one. It numbers epochs and changes nothing else.
//
// InitialEpoch panics if n < 0.
func InitialEpoch(n int) FitOption {
	checkInt("InitialEpoch", n, 0)
	return fitOption(func(t *training) { t.request.InitialEpoch = n })
}

// Validation measures the model on data that it does not learn from, after each
// epoch: the values are named val_loss and so on.
func Validation(data *Dataset) FitOption {
	return fitOption(func(t *training) { t.validation, t.validated = data, true })
}

// ValidationSplit sets aside the last rows of the data, a share of them above 0
// and below 1, for validation. They are the last ones before shuffling.
// [Validation] overrides it.
//
// ValidationSplit panics for another share; Fit panics if it leaves no rows to
// train or to validate with.
func ValidationSplit(share float64) FitOption {
	checkSetting("nnlib.ValidationSplit", share, share > 0 && share < 1, "a share above 0 and below 1", "nnlib.ValidationSplit(0.1)")
	return fitOption(func(t *training) { t.request.ValidationSplit = share })
}

// ValidationFreq lets Fit validate after every so many epochs only.
//
// ValidationFreq panics if epochs < 1; Fit panics if there is nothing to validate
// with.
func ValidationFreq(epochs int) FitOption {
	checkInt("ValidationFreq", epochs, 1)
	return fitOption(func(t *training) { t.request.ValidationFreq = epochs })
}

// ValidationBatchSize sets how many rows of the validation set are computed at
// once, [BatchSize] by default. It matters for [ValidationSteps] alone.
//
// ValidationBatchSize panics if rows < 1; Fit panics if there is nothing to
// validate with.
func ValidationBatchSize(rows int) FitOption {
	checkInt("ValidationBatchSize", rows, 1)
	return fitOption(func(t *training) { t.request.ValidationBatch = rows })
}

// ValidationSteps lets Fit validate with the first so many batches of the
// validation set only.
//
// ValidationSteps panics if batches < 1; Fit panics if there is nothing to validate
// with.
func ValidationSteps(batches int) FitOption {
	checkInt("ValidationSteps", batches, 1)
	return fitOption(func(t *training) { t.request.ValidationSteps = batches })
}

// StepsPerEpoch ends an epoch after so many batches. The next one goes on where it
// ended, and where the data are used up, with a shorter epoch, they are shuffled
// anew.
//
// StepsPerEpoch panics if batches < 1.
func StepsPerEpoch(batches int) FitOption {
	checkInt("StepsPerEpoch", batches, 1)
	return fitOption(func(t *training) { t.request.StepsPerEpoch = batches })
}

// Shuffle sets whether Fit takes the rows in another order in each epoch. It
// does so by default.
func Shuffle(shuffle bool) FitOption {
	return fitOption(func(t *training) { t.request.Shuffle = shuffle })
}

// Seed sets what the order of rows and the choices of [Dropout] follow from,
// instead of the model's seed.
//
// Seed panics if it is 0, which stands for the model's.
func Seed(seed uint64) FitOption {
	if seed == 0 {
		panic(&Error{Who: "nnlib.Seed(0)", Expected: "a number other than 0", Got: "0", Fix: "nnlib.Seed(1)"})
	}
	return fitOption(func(t *training) { t.request.Seed = seed })
}

// ClassWeights sets what rows count by their class, as where one class is rare:
// rows of the others count 1. It is for class numbers as targets, and multiplies
// with [Dataset.Weighted]. Validation is without, as in Keras.
//
// ClassWeights panics for a class below 0 and for a weight that is negative, NaN
// or infinite.
func ClassWeights(weights map[int]float64) FitOption {
	for class, weight := range weights {
		checkSetting("nnlib.ClassWeights", weight, class >= 0 && weight >= 0, "weights of 0 or more for classes from 0",
			"nnlib.ClassWeights(map[int]float64{1: 10})")
	}
	return fitOption(func(t *training) { t.request.ClassWeights = weights })
}

// Callbacks sets who follows the training, such as charts.Live().
//
// Callbacks panics if one is nil.
func Callbacks(list ...Callback) FitOption {
	for i, callback := range list {
		if callback == nil {
			panic(&Error{
				Who:      "nnlib.Callbacks",
				Expected: "callbacks",
				Got:      fmt.Sprintf("nil as number %d", i+1),
				Fix:      "nnlib.Callbacks(charts.Live())",
			})
		}
	}
	return fitOption(func(t *training) { t.callbacks = append(t.callbacks, list...) })
}

func checkInt(who string, n, least int) {
	if n < least {
		panic(&Error{
			Who:      fmt.Sprintf("nnlib.%s(%d)", who, n),
			Expected: fmt.Sprintf("at least %d", least),
			Got:      fmt.Sprint(n),
			Fix:      fmt.Sprintf("nnlib.%s(%d)", who, least),
		})
	}
}
