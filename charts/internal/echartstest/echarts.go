// Package echartstest draws options with the real ECharts in tests, without a browser.
package echartstest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dop251/goja"
)

// drawer draws one option and returns the SVG, or throws what ECharts complained of.
const drawer = `(function (option, width, height) {
	const complaints = [];
	const complain = (...words) => complaints.push(words.join(' '));
	globalThis.console = { log() {}, warn: complain, error: complain };
	const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
	try {
		chart.setOption(Object.assign(JSON.parse(option), { animation: false }));
		const svg = chart.renderToSVGString();
		if (complaints.length > 0) throw new Error(complaints.join('; '));
		return svg;
	} finally {
		chart.dispose();
	}
})`

// patience is how long an option may take: far longer than any does that ends at all.
const patience = 2 * time.Minute

var compiled = sync.OnceValues(func() (*goja.Program, error) {
	path := filepath.Join(os.Getenv("NNBOOK_HOME"), "lib", "echarts.min.js")
	script, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return goja.Compile(path, string(script), false)
})

// Drawer returns a function that draws an option, given as JSON, and returns the SVG.
// The error says what ECharts complained of, or that it did not end.
//
// Drawer fails the test if NNBOOK_HOME doesn't name the folder that nnbook is
// installed in, whose lib/echarts.min.js it loads.
func Drawer(t testing.TB) func(option string, width, height int) (svg string, err error) {
	t.Helper()
	program, err := compiled()
	if err != nil {
		t.Fatalf("ECharts can't be loaded: %v\nrun go run ./install test, or set NNBOOK_HOME to the folder of an installed nnbook", err)
	}
	vm := goja.New()
	vm.Set("setTimeout", func(goja.FunctionCall) goja.Value { return vm.ToValue(0) })
	vm.Set("clearTimeout", func(goja.FunctionCall) goja.Value { return goja.Undefined() })
	if _, err := vm.RunProgram(program); err != nil {
		t.Fatalf("ECharts can't be run: %v", err)
	}
	value, err := vm.RunString(strings.TrimSpace(drawer))
	if err != nil {
		t.Fatal(err)
	}
	draw, _ := goja.AssertFunction(value)
	return func(option string, width, height int) (string, error) {
		clock := time.AfterFunc(patience, func() { vm.Interrupt(fmt.Sprintf("it took more than %v", patience)) })
		defer vm.ClearInterrupt()
		defer clock.Stop()
		svg, err := draw(goja.Undefined(), vm.ToValue(option), vm.ToValue(width), vm.ToValue(height))
		if err != nil {
			return "", err
		}
		return svg.String(), nil
	}
}
