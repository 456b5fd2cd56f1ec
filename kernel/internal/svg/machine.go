package svg

import (
	"errors"
	"fmt"
	"time"

	"github.com/dop251/goja"
)

// drawer is the program that draws one option. An animation would leave the picture
// at its first frame.
const drawer = `
echarts.setPlatformAPI({measureText: function (text, font) { return {width: widthOf(String(text), String(font))}; }});
(function (option, width, height) {
	var chart = echarts.init(null, null, {renderer: 'svg', ssr: true, width: width, height: height});
	try {
		option = JSON.parse(option);
		option.animation = false;
		chart.setOption(option);
		return chart.renderToSVGString({useViewBox: true});
	} finally {
		chart.dispose();
	}
})`

// machine is a JavaScript interpreter with ECharts in it.
type machine struct {
	vm   *goja.Runtime
	call goja.Callable
}

// compile returns a function that makes machines from ECharts' script, which takes
// most of the time only once.
func compile(script string) (func() (*machine, error), error) {
	program, err := goja.Compile("echarts.js", script, false)
	if err != nil {
		return nil, err
	}
	return func() (*machine, error) { return newMachine(program) }, nil
}

// newMachine loads ECharts. There are no timers: nothing runs after a picture is done.
func newMachine(program *goja.Program) (*machine, error) {
	vm := goja.New()
	vm.SetMaxCallStackSize(2000)
	vm.Set("setTimeout", func(goja.FunctionCall) goja.Value { return vm.ToValue(0) })
	vm.Set("clearTimeout", func(goja.FunctionCall) goja.Value { return goja.Undefined() })
	if _, err := vm.RunProgram(program); err != nil {
		return nil, err
	}
	vm.Set("widthOf", widthOf)
	value, err := vm.RunString(drawer)
	if err != nil {
		return nil, err
	}
	call, ok := goja.AssertFunction(value)
	if !ok || vm.Get("echarts") == nil {
		return nil, errors.New("the script is not ECharts")
	}
	return &machine{vm, call}, nil
}

// do returns the picture of a job. The charts of a grid share its time.
func (m *machine) do(j job, patience time.Duration) (string, error) {
	if j.grid == nil {
		return m.draw(j.option, j.size, patience)
	}
	end := time.Now().Add(patience)
	var pictures []string
	for _, c := range j.grid.charts {
		picture, err := m.draw(c.option, c.size, time.Until(end))
		if err != nil {
			return "", err
		}
		pictures = append(pictures, picture)
	}
	return j.grid.compose(pictures), nil
}

// draw returns the checked picture of an option.
func (m *machine) draw(option []byte, size Size, patience time.Duration) (svg string, err error) {
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("ECharts crashed: %v", problem)
		}
	}()
	clock := time.AfterFunc(patience, func() { m.vm.Interrupt(fmt.Sprintf("it took more than %v", patience)) })
	value, err := m.call(goja.Undefined(), m.vm.ToValue(string(option)), m.vm.ToValue(size.Width), m.vm.ToValue(size.Height))
	if clock.Stop(); err != nil {
		return "", err
	}
	svg = tidy(value.String(), option, size)
	return svg, check(svg)
}
