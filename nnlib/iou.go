package nnlib

import (
	"fmt"
	"slices"

	"nnbook/nnlib/internal/spec"
)

// MeanIoU returns how far predicted and true segments overlap, the intersection
// divided by the union, as the mean over the classes that are there.
//
// Shapes: outputs [batch, …, classes], the largest of which is a place's class,
// as with Keras' sparse_y_pred=False; targets [batch, …] of class numbers from
// 0. Places of other classes do not count.
//
// Weights are as they are given, where Keras cuts them off to whole numbers.
//
// MeanIoU panics unless classes ≥ 2, Compile for a single output.
//
// Source: Keras 3, keras/src/metrics/iou_metrics.py.
func MeanIoU(classes int, options ...IoUOption) Metric {
	return iou(spec.MeanIoU, classes, nil, options)
}

// IoU returns the same as the mean over some of the classes; see [MeanIoU].
//
// IoU panics without a class to measure, and for one that is not there.
//
// Source: Keras 3, keras/src/metrics/iou_metrics.py.
func IoU(classes int, ids []int, options ...IoUOption) Metric {
	checkIDs(spec.IoU, classes, ids)
	return iou(spec.IoU, classes, ids, options)
}

// OneHotMeanIoU returns the same as [MeanIoU] for targets that are one-hot.
//
// Shapes: outputs and targets [batch, …, classes].
//
// Source: Keras 3, keras/src/metrics/iou_metrics.py.
func OneHotMeanIoU(classes int, options ...IoUOption) Metric {
	return iou(spec.OneHotMeanIoU, classes, nil, options)
}

// OneHotIoU returns the same as [IoU] for targets that are one-hot; see
// [OneHotMeanIoU].
//
// Source: Keras 3, keras/src/metrics/iou_metrics.py.
func OneHotIoU(classes int, ids []int, options ...IoUOption) Metric {
	checkIDs(spec.OneHotIoU, classes, ids)
	return iou(spec.OneHotIoU, classes, ids, options)
}

// BinaryIoU returns the mean overlap of what is a segment and what is not.
//
// Shapes: outputs [batch, …, n], targets the same, 0 or 1, or [batch] for n = 1.
//
// Default: an output of [Threshold] 0.5 or more is a yes. To measure only one of
// the two, see [TargetClass].
//
// Source: Keras 3, keras/src/metrics/iou_metrics.py.
func BinaryIoU(options ...BinaryIoUOption) Metric {
	params := map[string]float64{"threshold": 0.5}
	for _, option := range options {
		option.binaryIoU(params)
	}
	return metricOf(spec.Object{Class: spec.BinaryIoU, Params: params})
}

func iou(class string, classes int, ids []int, options []IoUOption) Metric {
	checkSetting("nnlib."+class, float64(classes), classes >= 2, "2 classes or more", "the number of classes that targets have")
	params := spec.Numbers{"num_classes": float64(classes), "ignore_class": spec.NoClass}
	params.SetList("target_class_ids", floats(ids)...)
	for _, option := range options {
		option.iou(params)
	}
	return metricOf(spec.Object{Class: class, Params: params})
}

func checkIDs(class string, classes int, ids []int) {
	if len(ids) == 0 || slices.Min(ids) < 0 || slices.Max(ids) >= classes {
		panic(&Error{
			Who:      "nnlib." + class,
			Expected: fmt.Sprintf("classes to measure, from 0 to %d", classes-1),
			Got:      fmt.Sprint(ids),
			Fix:      fmt.Sprintf("nnlib.%s(%d, []int{0})", class, classes),
		})
	}
}

// IoUOption is an option of [MeanIoU], [IoU], [OneHotMeanIoU] and [OneHotIoU]:
// [IgnoreClass].
type IoUOption interface {
	iou(params map[string]float64)
}

// BinaryIoUOption is an option of [BinaryIoU]: [Threshold] and [TargetClass].
type BinaryIoUOption interface {
	binaryIoU(params map[string]float64)
}

// IgnoreClass lets places of a class not count, such as those that nobody
// labelled. It panics if id is negative; those do not count anyway.
func IgnoreClass(id int) IoUOption {
	checkSetting("nnlib.IgnoreClass", float64(id), id >= 0, "a class from 0", "nnlib.IgnoreClass(0)")
	return setting{"ignore_class", float64(id)}
}

// TargetClass lets [BinaryIoU] measure only segments, 1, or only what is none, 0.
// It panics for other numbers.
func TargetClass(id int) BinaryIoUOption {
	checkSetting("nnlib.TargetClass", float64(id), id == 0 || id == 1, "0 or 1", "nnlib.TargetClass(1)")
	return setting{"target_class_ids_0", float64(id)}
}
