package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// tidyNotebook joins what a cell printed in pieces, as Jupyter shows it, and
// carries out carriage returns, so that a progress line is kept in its last
// state only. Notebooks are written as nbformat writes them.
func tidyNotebook(data []byte) ([]byte, error) {
	var notebook map[string]any
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&notebook); err != nil {
		return nil, fmt.Errorf("reading the executed notebook: %w", err)
	}
	cells, _ := notebook["cells"].([]any)
	for _, item := range cells {
		cell, _ := item.(map[string]any)
		if outputs, ok := cell["outputs"].([]any); ok {
			cell["outputs"] = tidyOutputs(outputs)
		}
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(notebook); err != nil {
		return nil, fmt.Errorf("writing the executed notebook: %w", err)
	}
	return out.Bytes(), nil
}

// tidyOutputs joins neighbouring outputs of one stream.
func tidyOutputs(outputs []any) []any {
	tidy := []any{}
	var stream map[string]any // the last output, where it is a stream
	var text string           // of stream
	finish := func() {
		if stream != nil {
			stream["text"] = splitLines(screenText(text))
		}
		stream, text = nil, ""
	}
	for _, item := range outputs {
		output, ok := item.(map[string]any)
		if !ok || output["output_type"] != "stream" {
			finish()
			tidy = append(tidy, item)
			continue
		}
		if stream == nil || stream["name"] != output["name"] {
			finish()
			stream = output
			tidy = append(tidy, output)
		}
		text += multiline(output["text"])
	}
	finish()
	return tidy
}

// multiline returns the text of a notebook's field: a string or a list of them.
func multiline(field any) string {
	if text, ok := field.(string); ok {
		return text
	}
	var text strings.Builder
	lines, _ := field.([]any)
	for _, line := range lines {
		part, _ := line.(string)
		text.WriteString(part)
	}
	return text.String()
}

func splitLines(text string) []any {
	lines := []any{}
	for line := range strings.Lines(text) {
		lines = append(lines, line)
	}
	return lines
}

// streams returns what the cells of a notebook printed.
func streams(data []byte) string {
	var notebook struct {
		Cells []struct {
			Outputs []struct {
				Text any `json:"text"`
			} `json:"outputs"`
		} `json:"cells"`
	}
	if json.Unmarshal(data, &notebook) != nil {
		return ""
	}
	var text strings.Builder
	for _, cell := range notebook.Cells {
		for _, output := range cell.Outputs {
			text.WriteString(multiline(output.Text))
		}
	}
	return text.String()
}
