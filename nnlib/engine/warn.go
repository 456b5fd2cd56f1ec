package engine

import (
	"slices"

	"nnbook/nnlib/internal/spec"
)

// ranged are the metrics whose thresholds go from 0 to 1.
var ranged = []string{
	spec.AUC, spec.SensitivityAtSpecificity, spec.SpecificityAtSensitivity, spec.PrecisionAtRecall, spec.RecallAtPrecision,
}

// warnMetrics speaks of metrics that take logits for probabilities.
func warnMetrics(c *call, layer spec.Layer, goal spec.Goal) {
	dense, ok := layer.Config.(*spec.Dense)
	if !ok || dense.Activation.Class != spec.Linear {
		return
	}
	for _, o := range slices.Concat(goal.Metrics, goal.Weighted) {
		fix := ""
		switch {
		case o.Class == spec.AUC && o.Params["from_logits"] == 0:
			fix = "nnlib.AUC(nnlib.FromLogits())"
		case o.Class != spec.AUC && slices.Contains(ranged, o.Class):
			fix = "nnlib.Sigmoid in that layer, without from-logits in the loss"
		case goal.Loss.Params["from_logits"] != 0 && o.Params["threshold"] == 0.5:
			fix = "nnlib." + o.Class + "(nnlib.Threshold(0))"
		default:
			continue
		}
		c.notice("%s: the metric %s expects outputs from 0 to 1, but layer %q gives any number. Did you mean %s?", c.who, o.Class, layer.Name, fix)
	}
}
