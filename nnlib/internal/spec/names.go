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

	BinaryFocalCrossentropy            = "BinaryFocalCrossentropy"            // alpha, gamma, apply_class_balancing, from_logits, label_smoothing
	CategoricalFocalCrossentropy       = "CategoricalFocalCrossentropy"       // gamma, from_logits, label_smoothing, the list alpha
	CategoricalGeneralizedCrossEntropy = "CategoricalGeneralizedCrossEntropy" // q
	Dice                               = "Dice"                               // perhaps the list axis
	Tversky                            = "Tversky"                            // alpha, beta, perhaps the list axis
	Circle                             = "Circle"                             // gamma, margin, remove_diagonal

	// Metrics. What Accuracy counts follows, as in Keras, from the output and
	// the targets: binary for one column, sparse for integer targets, else categorical.
	Accuracy                      = "accuracy"
	BinaryAccuracy                = "BinaryAccuracy" // threshold
	CategoricalAccuracy           = "CategoricalAccuracy"
	SparseCategoricalAccuracy     = "SparseCategoricalAccuracy"
	TopKCategoricalAccuracy       = "TopKCategoricalAccuracy"       // k
	SparseTopKCategoricalAccuracy = "SparseTopKCategoricalAccuracy" // k
	RootMeanSquaredError          = "RootMeanSquaredError"
	LogCoshError                  = "LogCoshError"
	PearsonCorrelation            = "PearsonCorrelation"
	ConcordanceCorrelation        = "ConcordanceCorrelation"
	R2Score                       = "R2Score" // class_aggregation (an Aggregation), num_regressors

	// Metrics of yes-or-no questions.
	TruePositives            = "TruePositives"            // threshold
	TrueNegatives            = "TrueNegatives"            // threshold
	FalsePositives           = "FalsePositives"           // threshold
	FalseNegatives           = "FalseNegatives"           // threshold
	Precision                = "Precision"                // threshold, top_k, class_id
	Recall                   = "Recall"                   // threshold, top_k, class_id
	F1Score                  = "F1Score"                  // average (an Average), threshold
	FBetaScore               = "FBetaScore"               // average (an Average), threshold, beta
	AUC                      = "AUC"                      // num_thresholds, curve (a Curve), summation_method (a Summation), multi_label, from_logits, perhaps the list label_weights
	SensitivityAtSpecificity = "SensitivityAtSpecificity" // specificity, num_thresholds, class_id
	SpecificityAtSensitivity = "SpecificityAtSensitivity" // sensitivity, num_thresholds, class_id
	PrecisionAtRecall        = "PrecisionAtRecall"        // recall, num_thresholds, class_id
	RecallAtPrecision        = "RecallAtPrecision"        // precision, num_thresholds, class_id

	// Metrics of segments.
	BinaryIoU     = "BinaryIoU"     // threshold, the list target_class_ids
	IoU           = "IoU"           // num_classes, the list target_class_ids, ignore_class
	MeanIoU       = "MeanIoU"       // num_classes, ignore_class
	OneHotIoU     = "OneHotIoU"     // num_classes, the list target_class_ids, ignore_class
	OneHotMeanIoU = "OneHotMeanIoU" // num_classes, ignore_class
)

// Settings that are not set.
const (
	NoThreshold = -1e10 // lower than any output
	NoTopK      = 0
	NoClass     = -1
)

// How a score of several classes becomes one.
const (
	AverageMicro    = iota // of all answers together
	AverageMacro           // the mean of the classes' scores
	AverageWeighted        // the same, by how many rows each has
)

// How scores of several outputs become one.
const (
	AggregateUniform  = iota // their mean
	AggregateVariance        // the same, by the targets' variances
)

// What AUC is the area under.
const (
	CurveROC = iota
	CurvePR
	CurvePRGain
)

// How AUC adds up between two thresholds.
const (
	SumInterpolation = iota
	SumMinoring
	SumMajoring
)
