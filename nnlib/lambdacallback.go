package nnlib

// LambdaOption is one of a [LambdaCallback]'s functions.
type LambdaOption func(*lambda)

// LambdaCallback returns a callback made of functions.
//
//	nnlib.LambdaCallback(nnlib.OnEpochEnd(func(epoch int, logs nnlib.Logs) error {
//		fmt.Println(epoch, logs["loss"])
//		return nil
//	}))
//
// Source: Keras 3, keras/src/callbacks/lambda_callback.py.
func LambdaCallback(functions ...LambdaOption) Callback {
	l := &lambda{}
	for _, function := range functions {
		function(l)
	}
	return l
}

// OnTrainBegin is called with the numbers of epochs, initial_epoch and steps.
func OnTrainBegin(f func(params map[string]int) error) LambdaOption {
	return func(l *lambda) { l.trainBegin = f }
}

// OnEpochBegin is called before each epoch, counted from 0.
func OnEpochBegin(f func(epoch int) error) LambdaOption {
	return func(l *lambda) { l.epochBegin = f }
}

// OnTrainBatchEnd is called after batches, counted from 0, at most ten times a
// second.
func OnTrainBatchEnd(f func(epoch, batch int, logs Logs) error) LambdaOption {
	return func(l *lambda) { l.batchEnd = f }
}

// OnEpochEnd is called after each epoch, as [Callback] says.
func OnEpochEnd(f func(epoch int, logs Logs) error) LambdaOption {
	return func(l *lambda) { l.epochEnd = f }
}

// OnTrainEnd is called at last, with the last epoch's logs.
func OnTrainEnd(f func(logs Logs)) LambdaOption {
	return func(l *lambda) { l.trainEnd = f }
}

type lambda struct {
	trainBegin func(map[string]int) error
	epochBegin func(int) error
	batchEnd   func(int, int, Logs) error
	epochEnd   func(int, Logs) error
	trainEnd   func(Logs)
}

func (l *lambda) OnTrainBegin(params map[string]int) error {
	if l.trainBegin == nil {
		return nil
	}
	return l.trainBegin(params)
}

func (l *lambda) OnEpochBegin(epoch int) error {
	if l.epochBegin == nil {
		return nil
	}
	return l.epochBegin(epoch)
}

func (l *lambda) OnTrainBatchEnd(epoch, batch int, logs Logs) error {
	if l.batchEnd == nil {
		return nil
	}
	return l.batchEnd(epoch, batch, logs)
}

func (l *lambda) OnEpochEnd(epoch int, logs Logs) error {
	if l.epochEnd == nil {
		return nil
	}
	return l.epochEnd(epoch, logs)
}

func (l *lambda) OnTrainEnd(logs Logs) {
	if l.trainEnd != nil {
		l.trainEnd(logs)
	}
}
