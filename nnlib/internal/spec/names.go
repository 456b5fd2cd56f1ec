package spec

// Classes and settings of the objects that nnlib makes. The settings, all of
// them always there, follow each name; yes is 1 and no is 0.
const (
	// Activations.
	Linear    = "linear"
	ReLU      = "relu"
	Sigmoid   = "sigmoid"
	Tanh      = "tanh"
	Softmax   = "softmax"
	ELU       = "elu" // alpha
	SELU      = "selu"
	GELU      = "gelu"       // approximate
	LeakyReLU = "leaky_relu" // negative_slope

	// Initializers. A Seed of its own is for later: the model's seed and the
	// weight's place in the model decide.
	Zeros         = "Zeros"
	Ones          = "Ones"
	Constant      = "Constant"      // value
	RandomUniform = "RandomUniform" // minval, maxval
	RandomNormal  = "RandomNormal"  // mean, stddev
	GlorotUniform = "GlorotUniform"
	GlorotNormal  = "GlorotNormal"
	HeUniform     = "HeUniform"
	HeNormal      = "HeNormal"
	LecunUniform  = "LecunUniform"
	LecunNormal   = "LecunNormal"
	Orthogonal    = "Orthogonal" // gain

	// UnitForgetBias before another initializer's class starts an LSTM's bias as
	// that does, but for the forget gate's, which starts at 1.
	UnitForgetBias = "UnitForgetBias+"

	// Optimizers.
	Adam     = "Adam"     // learning_rate, beta_1, beta_2, epsilon, amsgrad
	AdamW    = "AdamW"    // learning_rate, weight_decay, beta_1, beta_2, epsilon, amsgrad
	Nadam    = "Nadam"    // learning_rate, beta_1, beta_2, epsilon
	Adamax   = "Adamax"   // learning_rate, beta_1, beta_2, epsilon
	SGD      = "SGD"      // learning_rate, momentum, nesterov
	RMSprop  = "RMSprop"  // learning_rate, rho, momentum, epsilon, centered
	Adagrad  = "Adagrad"  // learning_rate, initial_accumulator_value, epsilon
	Adadelta = "Adadelta" // learning_rate, rho, epsilon
	Lion     = "Lion"     // learning_rate, beta_1, beta_2

	// Losses, which are metrics too.
	SparseCategoricalCrossentropy = "SparseCategoricalCrossentropy" // from_logits
	CategoricalCrossentropy       = "CategoricalCrossentropy"       // from_logits, label_smoothing
	BinaryCrossentropy            = "BinaryCrossentropy"            // from_logits, label_smoothing
	KLDivergence                  = "KLDivergence"
	Poisson                       = "Poisson"
	MeanSquaredError              = "MeanSquaredError"
	MeanAbsoluteError             = "MeanAbsoluteError"
	MeanAbsolutePercentageError   = "MeanAbsolutePercentageError"
	MeanSquaredLogarithmicError   = "MeanSquaredLogarithmicError"
	Huber                         = "Huber" // delta
	LogCosh                       = "LogCosh"
	Hinge                         = "Hinge"
	SquaredHinge                  = "SquaredHinge"
	CategoricalHinge              = "CategoricalHinge"
	CosineSimilarity              = "CosineSimilarity"

	// Metrics. What Accuracy counts follows, as in Keras, from the output and
	// the targets: binary for one column, sparse for integer targets, else categorical.
	Accuracy                      = "accuracy"
	BinaryAccuracy                = "BinaryAccuracy" // threshold
	CategoricalAccuracy           = "CategoricalAccuracy"
	SparseCategoricalAccuracy     = "SparseCategoricalAccuracy"
	TopKCategoricalAccuracy       = "TopKCategoricalAccuracy"       // k
	SparseTopKCategoricalAccuracy = "SparseTopKCategoricalAccuracy" // k
	RootMeanSquaredError          = "RootMeanSquaredError"
)
