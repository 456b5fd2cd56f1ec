package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"nnbook/kernel/internal/page"
	"nnbook/kernel/internal/raster"
	"nnbook/kernel/internal/svg"
)

// drawCommand is the program in another role: it reads an output with a chart, as package
// charts writes it, and writes the chart in the format of a file. Charts are saved by it,
// from cells and from other programs, so that neither links what draws.
func drawCommand(arguments []string, in io.Reader, out io.Writer) error {
	flags := flag.NewFlagSet("draw", flag.ContinueOnError)
	prefix := flags.String("prefix", "", "the folder that nnbook is installed in")
	format := flags.String("format", "svg", "what to write: html, svg or png")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	draw, known := formats[*format]
	if !known {
		return fmt.Errorf("unknown format %q; there are html, svg and png", *format)
	}
	var output page.Output
	if err := json.NewDecoder(in).Decode(&output); err != nil {
		return fmt.Errorf("reading the chart: %w", err)
	}
	if output.Data[chartType] == nil {
		return errors.New("the output holds no chart")
	}
	drawn, err := draw(output, filepath.Join(*prefix, "lib", "echarts.min.js"))
	if err != nil {
		return err
	}
	_, err = out.Write(drawn)
	return err
}

// formats are what a chart can be saved as, drawn by ECharts from a file.
var formats = map[string]func(output page.Output, echarts string) ([]byte, error){
	"html": drawPage, "svg": drawSVG, "png": drawPNG,
}

func drawPage(output page.Output, echarts string) ([]byte, error) {
	script, err := os.ReadFile(echarts)
	if err != nil {
		return nil, fmt.Errorf("%w; run the installer again", err)
	}
	var text string
	if err := json.Unmarshal(output.Data["text/plain"], &text); err != nil {
		return nil, fmt.Errorf("reading the chart's text: %w", err)
	}
	return page.Make(titleOf(text), text, output, string(script))
}

// titleOf returns how a chart's text starts.
func titleOf(text string) string {
	if end := strings.IndexAny(text, ":;\n"); end >= 0 {
		text = text[:end]
	}
	return strings.TrimSuffix(text, ".")
}

func drawSVG(output page.Output, echarts string) ([]byte, error) {
	var size svg.Size
	if hints := output.Metadata[chartType]; hints != nil {
		if err := json.Unmarshal(hints, &size); err != nil {
			return nil, fmt.Errorf("reading the chart's size: %w", err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	r := svg.Start(ctx, echarts)
	r.Patience = time.Minute // nobody else waits for it
	picture, err := r.Draw(ctx, output.Data[chartType], size)
	return []byte(picture), err
}

// sharpness is how many pixels a unit of a picture takes, so that it is sharp on fine
// screens and on paper.
const sharpness = 2

func drawPNG(output page.Output, echarts string) ([]byte, error) {
	picture, err := drawSVG(output, echarts)
	if err != nil {
		return nil, err
	}
	return pngOf(string(picture))
}

func pngOf(picture string) ([]byte, error) {
	pixels, err := raster.Draw(picture, sharpness)
	if err != nil {
		return nil, err
	}
	return raster.PNG(pixels)
}
