// Package charts draws what happens around a neural network, inline in a notebook:
//
//	charts.Digits(train.Take(40)).Display()            // look at the data
//	model.Fit(train, nnlib.Callbacks(charts.Live()))   // watch the training
//	charts.LearningCurves(model.History()).Display()   // look back at it
//	charts.Digits(sample, charts.Predicted(p)).Display() // see the mistakes
//
// Each chart is fed through a small interface ([Images], [Predictions], [Curves]),
// so that any type with these methods can be drawn; the types of nnlib have them.
//
// A chart is data, never a script: an Apache ECharts option built with go-echarts
// (interactive in JupyterLab), a picture that the kernel adds (for everywhere else)
// and a sentence with the numbers. Outside of a notebook the sentence is printed.
package charts
