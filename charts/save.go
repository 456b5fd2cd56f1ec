package charts

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"nnbook/kernel/installed"
)

// Save writes the chart to a file, which it replaces if there is one. The end of the name
// says what it becomes:
//
//   - .html: a web page with the chart as in JupyterLab, which needs nothing else, also
//     offline; about 1.2 MB, most of it ECharts
//   - .svg: the static picture that a saved notebook shows
//   - .png: that picture in pixels, two for each of the chart's, on a transparent ground
//
// It works outside of notebooks, too, where nnbook is installed: the installed kernel draws,
// which takes about a second.
//
// The error says that the name ends otherwise, that there is nothing to draw, that nnbook is
// not installed, or why the file can't be written.
func (c *Chart) Save(path string) error {
	format := strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), ".")
	switch {
	case format != "html" && format != "svg" && format != "png":
		return fmt.Errorf("charts: saving %s: the name must end with .html, .svg or .png", path)
	case c.option == nil && c.sheet == nil:
		return fmt.Errorf("charts: saving %s: there is nothing to draw: %s", path, c.text)
	}
	drawn, err := c.draw(format)
	if err == nil {
		err = replace(path, drawn)
	}
	if err != nil {
		return fmt.Errorf("charts: saving %s: %w", path, err)
	}
	return nil
}

// draw has the installed kernel draw the chart.
func (c *Chart) draw(format string) ([]byte, error) {
	prefix, err := installed.Prefix()
	if err != nil {
		return nil, fmt.Errorf("%w; set NNBOOK_HOME to the folder that nnbook is installed in", err)
	}
	message, err := json.Marshal(c.message())
	if err != nil {
		return nil, err
	}
	command := exec.Command(filepath.Join(prefix, "bin", "nnbook-kernel"), "draw", "-prefix", prefix, "-format", format)
	command.Stdin = bytes.NewReader(message)
	drawn, err := command.Output()
	var failed *exec.ExitError
	switch {
	case errors.As(err, &failed):
		return nil, fmt.Errorf("the installed kernel could not draw it: %s", bytes.TrimSpace(failed.Stderr))
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("nnbook, which draws it, is not installed at %s; run go run ./install in its clone, "+
			"or set NNBOOK_HOME to where it is", prefix)
	}
	return drawn, err
}

// replace writes a file at once: who reads it meanwhile finds the old one or the new one,
// whole.
func replace(path string, data []byte) error {
	next, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return fmt.Errorf("%w; choose a folder that is there and that you may write to", err)
	}
	defer os.Remove(next.Name())
	_, err = next.Write(data)
	if err := errors.Join(err, next.Chmod(0o644), next.Close()); err != nil {
		return err
	}
	return os.Rename(next.Name(), path)
}
