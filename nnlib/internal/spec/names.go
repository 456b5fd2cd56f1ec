package spec

// Classes and settings of the objects that nnlib makes. The settings, all of
// them always there unless it says so, follow each name; yes is 1 and no is 0.
const (
	// Layers that join inputs value by value.
	Add      = "Add"
	Subtract = "Subtract"
	Multiply = "Multiply"
	Average  = "Average"
	Maximum  = "Maximum"
	Minimum  = "Minimum"

	// Activations.
	Linear        = "linear"
	ReLU          = "relu"
	ReLU6         = "relu6"
	Sigmoid       = "sigmoid"
	Tanh          = "tanh"
	Softmax       = "softmax"
	LogSoftmax    = "log_softmax"
	Sparsemax     = "sparsemax"
	GLU           = "glu"
	ELU           = "elu"  // alpha
	CELU          = "celu" // alpha
	SELU          = "selu"
	GELU          = "gelu"       // approximate
	LeakyReLU     = "leaky_relu" // negative_slope
	SiLU          = "silu"
	Mish          = "mish"
	Exponential   = "exponential"
	Softplus      = "softplus"
	Softsign      = "softsign"
	SoftShrink    = "soft_shrink" // threshold
	HardShrink    = "hard_shrink" // threshold
	Threshold     = "threshold"   // threshold, default_value
	TanhShrink    = "tanh_shrink"
	HardTanh      = "hard_tanh"
	HardSigmoid   = "hard_sigmoid"
	HardSiLU      = "hard_silu"
	LogSigmoid    = "log_sigmoid"
	SparseSigmoid = "sparse_sigmoid"
	SparsePlus    = "sparse_plus"
	Squareplus    = "squareplus" // b

	// Initializers. A Seed of its own is for later: the model's seed and the
	// weight's place in the model decide.
	Zeros           = "Zeros"
	Ones            = "Ones"
	Constant        = "Constant"        // value
	Identity        = "Identity"        // gain
	RandomUniform   = "RandomUniform"   // minval, maxval
	RandomNormal    = "RandomNormal"    // mean, stddev
	TruncatedNormal = "TruncatedNormal" // mean, stddev
	VarianceScaling = "VarianceScaling" // scale, mode (a Fan), distribution (a Spread)
	GlorotUniform   = "GlorotUniform"
	GlorotNormal    = "GlorotNormal"
	HeUniform       = "HeUniform"
	HeNormal        = "HeNormal"
	LecunUniform    = "LecunUniform"
	LecunNormal     = "LecunNormal"
	Orthogonal      = "Orthogonal" // gain

	// Regularizers.
	L1                    = "L1"                    // l1
	L2                    = "L2"                    // l2
	L1L2                  = "L1L2"                  // l1, l2
	OrthogonalRegularizer = "OrthogonalRegularizer" // factor, columns (instead of rows)

	// Constraints. Their axes are axis, axis_1, …; see Object.Axes.
	MaxNorm    = "MaxNorm" // max_value
	NonNeg     = "NonNeg"  // without axes
	UnitNorm   = "UnitNorm"
	MinMaxNorm = "MinMaxNorm" // min_value, max_value, rate

	// UnitForgetBias before another initializer's class starts an LSTM's bias as
	// that does, but for the forget gate's, which starts at 1.
	UnitForgetBias = "UnitForgetBias+"

	// Optimizers. What each may have besides, or leave out: weight_decay; one of
	// clipnorm, clipvalue, global_clipnorm; use_ema with ema_momentum and perhaps
	// ema_overwrite_frequency; gradient_accumulation_steps; a Schedule.
	Adam     = "Adam"     // learning_rate, beta_1, beta_2, epsilon, amsgrad
	AdamW    = "AdamW"    // learning_rate, weight_decay, beta_1, beta_2, epsilon, amsgrad
	Nadam    = "Nadam"    // learning_rate, beta_1, beta_2, epsilon
	Adamax   = "Adamax"   // learning_rate, beta_1, beta_2, epsilon
	SGD      = "SGD"      // learning_rate, momentum, nesterov
	RMSprop  = "RMSprop"  // learning_rate, rho, momentum, epsilon, centered
	Adagrad  = "Adagrad"  // learning_rate, initial_accumulator_value, epsilon
	Adadelta = "Adadelta" // learning_rate, rho, epsilon
	Lion     = "Lion"     // learning_rate, beta_1, beta_2
	Ftrl     = "Ftrl"     // learning_rate, learning_rate_power, initial_accumulator_value, beta and the strengths l1_, l2_ and l2_shrinkage_regularization_strength

	// Schedules of the learning rate.
	ExponentialDecay       = "ExponentialDecay"       // initial_learning_rate, decay_steps, decay_rate, staircase
	InverseTimeDecay       = "InverseTimeDecay"       // initial_learning_rate, decay_steps, decay_rate, staircase
	PolynomialDecay        = "PolynomialDecay"        // initial_learning_rate, decay_steps, end_learning_rate, power, cycle
	PiecewiseConstantDecay = "PiecewiseConstantDecay" // boundary_0, …, value_0, …, one value more
	CosineDecay            = "CosineDecay"            // initial_learning_rate, decay_steps, alpha; perhaps warmup_target and warmup_steps
	CosineDecayRestarts    = "CosineDecayRestarts"    // initial_learning_rate, first_decay_steps, t_mul, m_mul, alpha

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

// Losses and metrics that a program wrote itself. Their only setting is the number
// of the code; see KeepCode.
const (
	CustomLoss   = "CustomLoss"   // code
	CustomMetric = "CustomMetric" // code
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

// What VarianceScaling divides its scale by.
const (
	FanIn  = iota // a weight's inputs
	FanOut        // its outputs
	FanAvg        // the mean of both
)

// What VarianceScaling draws from.
const (
	SpreadTruncated = iota // a normal distribution, cut off at two standard deviations
	SpreadNormal
	SpreadUniform
)
