package labextension

import (
	"testing"

	"nnbook/charts/internal/echartstest"
)

// endless options would keep ECharts busy for minutes, or fill the memory, were they
// not cut down first.
var endless = map[string]string{
	"categories":      `{"xAxis":{"type":"category","max":1e9},"yAxis":{},"series":[{"type":"line","data":[1]}]}`,
	"guessed type":    `{"xAxis":{"data":["a"],"max":1e9},"yAxis":{},"series":[{"type":"line","data":[1]}]}`,
	"splits":          `{"xAxis":{"max":1e9,"splitNumber":1e9},"yAxis":{},"series":[{"type":"line","data":[[1,1]]}]}`,
	"minor splits":    `{"xAxis":{"max":9,"minorTick":{"show":true,"splitNumber":1e9}},"yAxis":{},"series":[]}`,
	"interval":        `{"xAxis":{"max":1e9,"interval":1e-9},"yAxis":{},"series":[{"type":"line","data":[[1,1]]}]}`,
	"negative":        `{"xAxis":{"max":1e9,"interval":-1,"splitNumber":-5},"yAxis":{},"series":[{"type":"line","data":[[1,1]]}]}`,
	"max interval":    `{"xAxis":{"max":1e9,"maxInterval":1e-9},"yAxis":{},"series":[{"type":"line","data":[[1,1]]}]}`,
	"time":            `{"xAxis":{"type":"time","min":0,"max":8e15,"splitNumber":1e9},"yAxis":{},"series":[{"type":"line","data":[[1,1]]}]}`,
	"time interval":   `{"xAxis":{"type":"time","min":0,"max":8e15,"minInterval":1,"maxInterval":1},"yAxis":{},"series":[{"type":"line","data":[[1,1]]}]}`,
	"logarithm":       `{"xAxis":{"type":"log","logBase":1.0000001,"min":1e-300,"max":1e300},"yAxis":{},"series":[{"type":"line","data":[[1,1]]}]}`,
	"gauge":           `{"series":[{"type":"gauge","splitNumber":1e9,"axisTick":{"splitNumber":1e9},"data":[{"value":1}]}]}`,
	"radar":           `{"radar":{"splitNumber":1e9,"indicator":[{"name":"a","max":1},{"name":"b","max":1},{"name":"c","max":1}]},"series":[{"type":"radar","data":[[1,1,1]]}]}`,
	"ripples":         `{"xAxis":{},"yAxis":{},"series":[{"type":"effectScatter","rippleEffect":{"number":1e9},"data":[[1,1]]}]}`,
	"sankey":          `{"series":[{"type":"sankey","layoutIterations":1e9,"data":[{"name":"a"},{"name":"b"}],"links":[{"source":"a","target":"b","value":1}]}]}`,
	"category window": `{"dataZoom":{"startValue":0,"endValue":1e9},"xAxis":{"type":"category","data":["a"]},"yAxis":{},"series":[{"type":"line","data":[[1e9,1]]}]}`,
	"heat map pieces": `{"visualMap":{"type":"piecewise","splitNumber":1e9,"max":1},"xAxis":{"data":["a"]},"yAxis":{"data":["a"]},"series":[{"type":"heatmap","data":[[0,0,1]]}]}`,
	"angles":          `{"polar":{},"angleAxis":{"type":"category","max":1e9},"radiusAxis":{"splitNumber":1e9},"series":[]}`,
	"parallel axes":   `{"parallelAxis":[{"dim":0,"type":"category","max":1e9}],"parallel":{"parallelAxisDefault":{"type":"category","max":1e9}},"series":[{"type":"parallel","data":[[1]]}]}`,
	"single axis":     `{"singleAxis":{"type":"category","max":1e9},"series":[{"type":"scatter","coordinateSystem":"singleAxis","data":[[1,1]]}]}`,
}

func TestSanitizedOptionsAreDrawnInTime(t *testing.T) {
	sanitize, draw := sanitizer(t), echartstest.Drawer(t)
	for name, option := range endless {
		t.Run(name, func(t *testing.T) {
			left, err := sanitize(option)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := draw(left, 400, 300); err != nil {
				t.Errorf("%v\n%s", err, left)
			}
		})
	}
}
