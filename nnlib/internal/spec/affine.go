package spec

// Affine is what normalizing layers do after they have normalized: they multiply
// by gamma and add beta, one of each for each place along an axis.
type Affine struct {
	Epsilon float64 `json:"epsilon"` // added to variances
	Center  bool    `json:"center"`  // with beta
	Scale   bool    `json:"scale"`   // with gamma

	BetaInitializer  Object  `json:"beta_initializer"`
	GammaInitializer Object  `json:"gamma_initializer"`
	BetaRegularizer  *Object `json:"beta_regularizer"`
	GammaRegularizer *Object `json:"gamma_regularizer"`
	BetaConstraint   *Object `json:"beta_constraint"`
	GammaConstraint  *Object `json:"gamma_constraint"`
}

// weights are gamma and beta, as far as they are there.
func (a *Affine) weights(shape []int) []Weight {
	var weights []Weight
	if a.Scale {
		weights = append(weights, Weight{
			Name: "gamma", Shape: shape, Initializer: a.GammaInitializer, Trainable: true,
			Regularizer: a.GammaRegularizer, Constraint: a.GammaConstraint,
		})
	}
	if a.Center {
		weights = append(weights, Weight{
			Name: "beta", Shape: shape, Initializer: a.BetaInitializer, Trainable: true,
			Regularizer: a.BetaRegularizer, Constraint: a.BetaConstraint,
		})
	}
	return weights
}
