package wire

import (
	"encoding/gob"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// A connection carries one call. The cell sends it, the engine answers with any
// number of events and then Done or Failure.

// Calls, from the cell. Each names its model by declaration: the engine keeps
// what belongs to the name and starts afresh where the architecture changed.
type (
	// Compile sets how a model learns. Weights stay, the optimizer starts anew.
	// Done carries nothing.
	Compile struct {
		Model    *spec.Model
		Settings spec.Compile
	}

	// Fit trains. Events: TrainBegin and EpochEnd (each waits for a Go), BatchEnd,
	// Notice. Done carries a Trained.
	Fit struct {
		Model           *spec.Model
		Data            spec.Examples
		Validation      *spec.Examples
		ValidationSplit float64 // share of the last rows of Data, where Validation is nil
		BatchSize       int
		Epochs          int // the epoch to stop before, as in Keras
		InitialEpoch    int
		Shuffle         bool
		Seed            uint64          // of shuffling and dropout; 0: the model's
		ClassWeights    map[int]float64 // what rows of a class count; 1 for the others
		StepsPerEpoch   int             // 0: once over the data
		ValidationFreq  int             // epochs from one validation to the next; 0: 1
		ValidationBatch int             // rows; 0: BatchSize
		ValidationSteps int             // batches of the validation set; 0: all
		LearningRate    bool            // put it into the logs
	}

	// TrainBatch makes one step on all rows of Data. Done carries a Measured.
	TrainBatch struct {
		Model *spec.Model
		Data  spec.Examples
		Seed  uint64 // of dropout; 0: the model's
	}

	// Evaluate measures. Events: BatchEnd. Done carries a Measured.
	Evaluate struct {
		Model     *spec.Model
		Data      spec.Examples
		BatchSize int
	}

	// GetGradients differentiates the loss of all rows. Done carries Variables: those
	// that learn.
	GetGradients struct {
		Model *spec.Model
		Data  spec.Examples
	}

	// Predict computes the outputs, or those of layers within. Done carries
	// Variables: for each output an array of float32, under its layer's name.
	Predict struct {
		Model     *spec.Model
		Data      spec.Examples
		BatchSize int
		Layers    []string // of the last calls; none for the model's outputs
	}

	// Fetch asks for the rows of a data set as a model would see them.
	// Done carries a Rows.
	Fetch struct{ Data spec.Dataset }

	// Count asks how many rows have one of some labels. Done carries an int.
	Count struct {
		Data   spec.Dataset
		Labels []int32
	}

	// Describe asks what files of the user's hold. Done carries a Description.
	Describe struct{ File spec.File }

	// GetHistory asks for all that was trained since the first weights.
	// Done carries a Trained.
	GetHistory struct{ Model *spec.Model }

	// GetWeights asks for all variables. Done carries Variables.
	GetWeights struct{ Model *spec.Model }

	// SetWeights replaces all variables, in the order and shapes of GetWeights.
	// The optimizer's state stays, as in Keras. Done carries nothing.
	SetWeights struct {
		Model     *spec.Model
		Variables Variables
	}

	// GetLearningRate asks for that of the next step. Done carries a float64.
	GetLearningRate struct{ Model *spec.Model }

	// SetLearningRate changes it. Done carries nothing.
	SetLearningRate struct {
		Model *spec.Model
		Rate  float64
	}

	// SaveWeights writes all variables to a file, and LoadWeights reads them from
	// one. Path is absolute. Done carries nothing.
	SaveWeights struct {
		Model *spec.Model
		Path  string
	}
	LoadWeights struct {
		Model *spec.Model
		Path  string
	}

	// Backup writes all that a model learned to a file, and the epoch that a Fit
	// would go on with. Done carries nothing.
	Backup struct {
		Model *spec.Model
		Path  string
		Epoch int
	}

	// Restore goes back to a Backup, if there is one. Done carries a Restored.
	Restore struct {
		Model *spec.Model
		Path  string
	}

	// SaveModel writes a model with all that it learned to a file. Done carries nothing.
	SaveModel struct {
		Model *spec.Model
		Path  string
	}

	// LoadModel takes up the model of such a file, once for each version of it.
	// Done carries a Declared.
	LoadModel struct{ Path string }

	// Reset forgets weights, optimizer and history; compile settings stay.
	// Done carries nothing.
	Reset struct{ Model *spec.Model }

	// GetModels asks what the engine holds. Done carries Models.
	GetModels struct{}
)

// What else a cell says during its call.
type (
	// Go lets training begin or pass the end of an epoch, or stops it there.
	Go struct {
		Stop         bool
		InitialEpoch int // after TrainBegin: to begin with, if it is later
	}

	// Stop ends a Fit after the batch at hand, as if its epoch, and the training,
	// ended there.
	Stop struct{}

	// Interrupt ends a Fit, Evaluate or Predict after the batch at hand.
	Interrupt struct{}

	// Arrays are the data that NeedArrays asked for; ID(X, Y) names them.
	Arrays struct{ X, Y Array }
)

// Events, from the engine.
type (
	// Notice is a sentence for the user, such as that training goes on from
	// epoch 10.
	Notice struct{ Text string }

	// NeedArrays asks for the content of the source "arrays/<ID>".
	NeedArrays struct{ ID string }

	// TrainBegin tells what is about to run. The engine waits for a Go.
	TrainBegin struct {
		Epochs, InitialEpoch, Steps int
		Backend                     string
		Names                       []string // of what epochs will measure
	}

	// BatchEnd tells how far an epoch, an evaluation or a prediction is, at
	// most ten times a second. Logs are means since the epoch's start.
	BatchEnd struct {
		Epoch, Batch, Steps int // Batch counts what is done, from 1
		Logs                spec.Numbers
	}

	// EpochEnd tells an epoch's results, with val_ where there is validation.
	// The engine waits for a Go.
	EpochEnd struct {
		Epoch       int
		Logs        spec.Numbers
		Seconds     float64 // the whole epoch, validation included
		StepSeconds float64 // one training step, without the first call's compiling
	}

	// Done ends a call.
	Done struct{ Result any }

	// Failure ends a call with something that the user can mend.
	Failure struct{ Error fault.Error }
)

// Results, in Done.
type (
	// Trained is a history.
	Trained struct {
		Curves      []spec.Curve // in Keras' order: the training's names, then the val_ ones
		Interrupted bool         // by the user; what was learned so far is kept
	}

	// Measured is an evaluation: the loss first, then the metrics.
	Measured struct {
		Names  []string
		Values []float64
	}

	// Rows are the content of a data set: X scaled, as float32; Y without
	// DType where there are no targets.
	Rows struct{ X, Y Array }

	// Description is a data set of files, and what things are called there; nil
	// for no names.
	Description struct {
		Data                spec.Dataset
		Columns, ClassNames []string
	}

	// Variables are a model's weights, in order of layers, by "layer/name".
	Variables struct {
		Names  []string
		Arrays []Array
	}

	// Restored tells whether there was a Backup, and the epoch to go on with.
	Restored struct {
		Found bool
		Epoch int
	}

	// Declared is the model that a file holds.
	Declared struct{ Model *spec.Model }

	// Models lists what the engine holds.
	Models struct{ List []ModelStatus }

	// ModelStatus is one line of Models.
	ModelStatus struct {
		Name       string
		Parameters int
		Optimizer  int // values in the optimizer's variables, 0 before the first fit
		Compiled   bool
		Epochs     int          // trained so far
		Logs       spec.Numbers // of the last of them, nil before
		Backend    string
	}
)

func init() {
	for _, message := range []any{
		Compile{}, Fit{}, Evaluate{}, Predict{}, Fetch{}, Count{}, Describe{}, GetHistory{}, GetWeights{}, SetWeights{}, Reset{}, GetModels{},
		TrainBatch{}, GetLearningRate{}, SetLearningRate{}, SaveWeights{}, LoadWeights{}, Backup{}, Restore{}, SaveModel{}, LoadModel{}, Declared{}, GetGradients{},
		Go{}, Interrupt{}, Stop{}, Arrays{},
		Notice{}, NeedArrays{}, TrainBegin{}, BatchEnd{}, EpochEnd{}, Done{}, Failure{},
		Trained{}, Measured{}, Rows{}, Description{}, Variables{}, Models{}, Array{}, Restored{},
	} {
		gob.Register(message)
	}
}
