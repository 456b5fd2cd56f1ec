// Package page makes web pages of charts, which need nothing but a browser.
package page

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"html"
	"path"
	"regexp"
	"strings"

	"nnbook/charts/labextension"
)

//go:embed page.html
var frame string

//go:embed host.js
var host string

// Output is what a page shows: an output's data and metadata by their MIME types, as in
// a notebook.
type Output struct {
	Data     map[string]json.RawMessage `json:"data"`
	Metadata map[string]json.RawMessage `json:"metadata"`
}

// Make returns a web page that shows a chart by the scripts of JupyterLab's renderer, with
// text below it. It holds all that it needs, ECharts' script included, and its content security
// policy keeps it from asking for anything else.
func Make(title, text string, output Output, echarts string) ([]byte, error) {
	files, err := scripts()
	if err != nil {
		return nil, err
	}
	files["echarts.min.js"] = echarts
	renderer := files["remoteEntry.js"] // runs at once: the others are for it to load
	delete(files, "remoteEntry.js")
	fields := map[string]string{
		"title": html.EscapeString(title), "text": html.EscapeString(text), "renderer": renderer, "host": host,
	}
	for name, value := range map[string]any{"files": files, "output": output} {
		encoded, err := json.Marshal(value) // writes < as an escape, so that no tag can end in it
		if err != nil {
			return nil, fmt.Errorf("writing a page: %w", err)
		}
		fields[name] = string(encoded)
	}
	return []byte(field.ReplaceAllStringFunc(frame, func(name string) string {
		return fields[strings.Trim(name, "{}")]
	})), nil
}

// field is a place in the page that is filled in.
var field = regexp.MustCompile(`\{\{[a-z]+\}\}`)

// scripts returns the renderer's scripts by their names.
func scripts() (map[string]string, error) {
	entries, err := labextension.Files.ReadDir("static")
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	for _, entry := range entries {
		text, err := labextension.Files.ReadFile(path.Join("static", entry.Name()))
		if err != nil {
			return nil, err
		}
		files[entry.Name()] = string(text)
	}
	return files, nil
}
