// Package nnlib declares, trains and uses neural networks, with Keras' names,
// defaults and results.
//
// # A tour
//
// Data first. A [Dataset] is a handle: it says where rows come from and what is
// done to them, and nothing is read before it is needed.
//
//	var mnist = nnlib.Must(nnlib.MNIST())
//	var train, valid = mnist.Train.Scale(1.0 / 255).Split(55_000)
//
// [FromSlices] and [FromMatrix] make a data set of your own numbers, and [CSV], [NPY],
// [NPZ], [IDX] and [ImageFolder] of your files. Methods of [Dataset] pick rows and
// columns, and [Dataset.Batches] goes through them.
//
// A [Model] is a declaration too: a name, and layers.
//
//	var model = nnlib.Sequential("mnist",
//		nnlib.Input(28, 28),
//		nnlib.Flatten(),
//		nnlib.Dense(300, nnlib.ReLU),
//		nnlib.Dense(10, nnlib.Softmax),
//	)
//	model.Summary()
//
// Layers that do not simply follow one another are connected by [Layer.Call],
// and make a model with [Functional]:
//
//	wide, deep := nnlib.Input(5).Named("wide"), nnlib.Input(6).Named("deep")
//	hidden := nnlib.Dense(30, nnlib.ReLU).Call(deep)
//	out := nnlib.Dense(1).Named("out").Call(nnlib.Concatenate().Call(wide, hidden))
//	model := nnlib.Functional("wide_deep", nnlib.Inputs(wide, deep), nnlib.Outputs(out))
//
// [Zip] puts data sets side by side for several inputs, [Dataset.WithTargets] gives
// several outputs their targets, and [Losses] and [For] say what is for which.
//
// The layers are Keras':
//
//   - [Dense], [Embedding], and [Activation]s, which are layers when called: ReLU();
//   - [Conv1D], [Conv2D], [Conv2DTranspose], [DepthwiseConv2D] and [SeparableConv2D], with
//     [MaxPooling2D], [AveragePooling2D], [GlobalAveragePooling2D], [ZeroPadding2D] and the like, of
//     sequences too;
//   - [SimpleRNN], [LSTM], [GRU], [Bidirectional], [TimeDistributed], [Masking],
//     [MultiHeadAttention];
//   - [Flatten], [Reshape], [Permute], [RepeatVector]; [Concatenate], [Add] and others
//     that join;
//   - [BatchNormalization], [LayerNormalization], [GroupNormalization];
//     [Dropout], [GaussianNoise] and their kin;
//   - [Normalization], [Rescaling], [Discretization], [CategoryEncoding], and
//     [RandomFlip], [RandomRotation], [RandomZoom] for images.
//
// [PadSequences] brings sentences to one length, and [FromSequences] gives each step a
// target of its own.
//
// Compile says how the model learns, and Fit lets it:
//
//	model.Compile(nnlib.Adam(), nnlib.SparseCategoricalCrossentropy(), nnlib.Accuracy())
//	history := model.Fit(train, nnlib.Epochs(10), nnlib.Validation(valid))
//
// A [Callback] follows a training, and may end it: [EarlyStopping] does when the
// model stops improving, [ModelCheckpoint] saves the weights, and others of Keras'
// are there too. A [Schedule] lets the learning rate follow from the step, and
// [Layer.Trainable] keeps a layer's weights as they are.
//
// Then it can be measured and used:
//
//	fmt.Println(model.Evaluate(mnist.Test.Scale(1.0 / 255)))
//	fmt.Println(model.Predict(valid.Take(5)).ArgMax())
//
// [OutputsOf] shows what layers within make of the data, and [Model.Layer] their
// weights.
//
// # Where the weights are
//
// Weights, the optimizer's state and the history belong to an engine, which
// knows a model by its name. In a notebook the engine is a process beside the
// kernel, so what one cell trains is there in the next; declaring the same model
// again, as a notebook does in every cell, finds them. A second Fit goes on;
// [Model.Reset] starts again. A changed architecture starts afresh, and says so.
// The engine ends with the kernel: [Model.Save] keeps a model in a file, and
// [LoadModel] declares it again.
//
// In a program of its own, import the engine:
//
//	import _ "nnbook/nnlib/engine"
//
// Such a program can also write layers, losses and metrics with GoMLX's operations:
// see package nnbook/nnlib/engine/custom.
//
// # Errors
//
// A mistake in a declaration or a call panics with an [*Error], which says what
// was expected, what came instead and what to write. Functions that read the
// world return an error; [Must] is for those in declarations.
//
// # Options
//
// What is required is an argument, in Keras' order; the rest are typed options,
// so that what does not fit does not compile.
package nnlib
