package parity

// remarks explain rows: what is compared where it is no output, where nnlib differs
// on purpose, and why a difference is above what all others are held to.
var remarks = map[Class]string{}

func remark(section, text string, classes ...string) {
	for _, class := range classes {
		remarks[Class{section, class}] = text
	}
}

func init() {
	const drawn = "outside of training; what training draws is held against its distribution"
	remark("Layers", drawn, "Dropout", "SpatialDropout1D", "SpatialDropout2D", "AlphaDropout", "GaussianDropout", "GaussianNoise")
	remark("Layers", "for numbers that Keras drew; training draws its own", "RandomBrightness", "RandomContrast", "RandomFlip", "RandomRotation", "RandomTranslation", "RandomZoom")
	remark("Layers", "a row of padding only gives 0, where Keras has NaN", "GlobalAveragePooling1D")
	remark("Layers", "as in Keras, masked steps count", "GlobalMaxPooling1D")
	remark("Layers", "a feature that never changes becomes 0, by a variance of 1", "Normalization")
	remark("Layers", "a row of zeros has a finite slope, where Keras has NaN", "UnitNormalization")
	remark("Layers", "along the steps it takes masks of fewer axes too, which Keras refuses", "Softmax")
	remark("Layers", "refuses BatchNormalization, which Keras counts step by step", "TimeDistributed")
	remark("Layers", "works on data, outside of a model", "StringLookup")
	remark("Layers", "a training with penalties, constraints and moving means", "Sequential")
	remark("Layers", "a training with a nested model, masks and two inputs", "Functional")
	remark("Activations", "follows the paper: Keras' outputs do not add up to 1", "sparsemax")
	remark("Losses", "its factor 80 multiplies the rounding", "Circle")
	remark("Losses", "a row of zeros has a finite slope, where Keras has NaN", "CosineSimilarity")
	remark("Metrics", "Keras adds up in single precision", "AUC", "R2Score")
	remark("Metrics", "of a constant it is 0, where Keras has NaN", "PearsonCorrelation")
	remark("Metrics", "fractional weights stay", "BinaryIoU", "IoU", "MeanIoU", "OneHotIoU", "OneHotMeanIoU")
	const statistics = "statistics of what is drawn"
	remark("Initializers", statistics, "GlorotNormal", "GlorotUniform", "HeNormal", "HeUniform", "LecunNormal", "LecunUniform",
		"RandomNormal", "RandomUniform", "TruncatedNormal", "VarianceScaling")
	remark("Initializers", "products of columns, against 0 and 1", "Orthogonal")
	remark("Callbacks", "stops, and goes back to the best weights, after the same epochs", "EarlyStopping")
	remark("Callbacks", "the same learning rates after the same epochs", "ReduceLROnPlateau", "LearningRateScheduler")
	remark("Callbacks", "the same files, written after the same epochs", "ModelCheckpoint")
	remark("Callbacks", "a training that died in its fourth epoch goes on", "BackupAndRestore")
	remark("Callbacks", "ends in the same epoch; Keras in the batch itself, nnlib up to 100 ms later", "TerminateOnNaN")
	remark("Callbacks", "the same lines, numbers nearly", "CSVLogger")
	remark("Callbacks", "event files have the bytes of TensorBoard's own writer", "TensorBoard")
	remark("Callbacks", "what it sets in logs is what the callbacks after it hear", "LambdaCallback")
	remark("Callbacks", "fits without a callback, of `Model.Fit`'s options, and `Model.History`", "History")
	remark("Callbacks", "its lines, letter by letter: `nnlib.Verbose`", "ProgbarLogger")
	remark("Utilities", "32 settings", "pad_sequences")
	remark("Trainings", "784-300-100-10, Adam, 3 epochs of 1,000 digits: losses, accuracies, predictions", "MNIST MLP")
	remark("Trainings", "two convolutions, SGD with momentum, 3 epochs of 600 digits", "small CNN")
	remark("Trainings", "32 units that read 1,000 digits row by row, Adam, 3 epochs", "LSTM")
	remark("Trainings", "tags of padded sentences, Adam. Keras on JAX loses the mask between a training step's loss and its metrics; here masked steps never count", "masked GRU")
	remark("Trainings", "Concatenate, averages and sums of masked words, SGD", "masked inputs")
	remark("Trainings", "8-30-1, SGD and Adam, 20 epochs of 11,610 blocks: losses and test MSE", "California MLP")
	remark("Trainings", "two inputs, two outputs, weights of rows and losses, Adam: all curves, predictions", "wide and deep")
	remark("Trainings", "clipping, decay, means, accumulation, schedules: losses and weights of 4 epochs", "optimizer settings")
}
