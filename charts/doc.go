// Package charts draws what happens around a neural network, inline in a notebook:
//
//	charts.Digits(train.Take(40)).Display()            // look at the data
//	model.Fit(train, nnlib.Callbacks(charts.Live()))   // watch the training
//	charts.LearningCurves(model.History()).Display()   // look back at it
//	charts.Digits(sample, charts.Predicted(p)).Display() // see the mistakes
//
// Beside these there are, for
//
//   - data: [ClassBalance], [FeatureHistograms], [CorrelationHeatMap],
//     [ScatterMatrix] and [GeoMap];
//   - models: [ModelGraph], [ParametersPerLayer], [WeightHistograms], [Filters] and
//     [Activations];
//   - training: [RateFinder] and [LayerUpdates];
//   - classes: [ConfusionMatrix], [ClassScores], [ROC], [PrecisionRecall],
//     [Calibration], [ProbabilityBars] and [WorstMistakes];
//   - quantities: [PredictedVsActual], [Residuals] and [ErrorByBand];
//   - what a model goes by: [PermutationImportance] and [PartialDependence].
//
// Each chart is fed through a small interface ([Images], [Predictions], [Labels],
// [Table], [Curves], [Graph]), so that any type with these methods can be drawn; the
// types of nnlib have those that are about data, predictions and histories.
//
// Where plots can be looked into closer, hold Shift and turn the mouse wheel.
//
// [Row] and [Grid] show several charts in one output, and [Chart.Save] writes any chart to
// a web page that needs nothing else, an SVG or a PNG:
//
//	results := charts.Row(charts.ROC(p, test), charts.PrecisionRecall(p, test))
//	results.Display()
//	err := results.Save("results.html")
//
// A chart is data, never a script: an Apache ECharts option built with go-echarts
// (interactive in JupyterLab), pictures that the kernel adds (for everywhere else)
// and a sentence with the numbers. Outside of a notebook the sentence is printed.
package charts
