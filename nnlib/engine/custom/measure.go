package custom

import (
	"nnbook/nnlib"
	"nnbook/nnlib/engine/internal/exec"
	"nnbook/nnlib/internal/spec"
)

// Loss returns a loss, or a metric, that is the mean over rows of a function of
// targets and outputs. As a metric it is called name in logs.
//
// Shapes: outputs [batch, …]; targets the same, or as the data have them where there
// are not as many: int32 for class numbers. The result is [batch] or [batch, …],
// of which each row's mean counts.
//
// Loss panics in a notebook, for an empty name and for nil; Fit and Evaluate panic
// if the result has no axis of rows.
//
// Source: Keras 3, keras/src/losses/loss.py.
func Loss(name string, each func(targets, outputs *Node) *Node) nnlib.Loss {
	check("custom.Loss", name, each == nil)
	return nnlib.CustomLoss(object(spec.CustomLoss, name, exec.LossCode(each)))
}

// Metric returns a metric that is the mean over rows of a function of targets and
// outputs, as [Loss] computes it.
//
// Metric panics as Loss does.
func Metric(name string, each func(targets, outputs *Node) *Node) nnlib.Metric {
	check("custom.Metric", name, each == nil)
	return nnlib.CustomMetric(object(spec.CustomLoss, name, exec.LossCode(each)))
}

// Sums is the code of a metric that is no mean over rows, as Keras' update_state and
// result.
type Sums struct {
	// Width is how many numbers are added up over all batches.
	Width int
	// Batch are these numbers of a batch, [Width], in float32. What a row, [batch] of
	// weights, counts is 0 where the batch is filled up.
	Batch func(targets, outputs, weights *Node) *Node
	// Result is the metric. It is called several times a second while training.
	Result func(sums []float64) float64
}

// SumsMetric returns a metric of sums over all rows.
//
// Shapes: targets and outputs as [Loss] has them.
//
// SumsMetric panics in a notebook, for an empty name and for a width below 1 or a
// function that is not there; Fit and Evaluate panic if a batch has not Width sums.
//
// Source: Keras 3, keras/src/metrics/metric.py.
func SumsMetric(name string, sums Sums) nnlib.Metric {
	check("custom.SumsMetric", name, sums.Width < 1 || sums.Batch == nil || sums.Result == nil)
	code := exec.MetricCode{Width: sums.Width, Sums: sums.Batch, Result: sums.Result}
	return nnlib.CustomMetric(object(spec.CustomMetric, name, code))
}

func object(class, name string, code any) spec.Object {
	return spec.Object{Class: class, Name: name, Params: spec.Numbers{"code": float64(spec.KeepCode(code))}}
}

func check(who, name string, incomplete bool) {
	refuseInNotebook(who)
	if name == "" || incomplete {
		got := "no name"
		if name != "" {
			got = "a function that is nil, or a width below 1"
		}
		panic(&nnlib.Error{Who: who, Expected: "a name for logs and all functions", Got: got, Fix: who + `("distance", …)`})
	}
}
