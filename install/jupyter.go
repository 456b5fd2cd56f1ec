package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// jupyterStep tells JupyterLab of the kernel and of the renderer for charts.
func (b *builder) jupyterStep(venv, echarts, programs *step) *step {
	return &step{
		name:   "jupyter",
		waits:  "copying the kernel's description and the chart renderer",
		after:  []*step{venv, echarts, programs},
		inputs: digest(string(b.home), labSettings, serverConfig, convertConfig(b.home)),
		makes: []string{"venv/share/jupyter/kernels/nnbook/kernel.json", "venv/share/jupyter/labextensions/nnbook-echarts/package.json",
			"venv/share/jupyter/lab/settings/overrides.json", "venv/etc/jupyter/jupyter_lab_config.json",
			"venv/etc/jupyter/jupyter_nbconvert_config.json"},
		do: b.placeJupyterFiles,
	}
}

// kernelSpec is a kernel.json.
type kernelSpec struct {
	Argv          []string          `json:"argv"`
	DisplayName   string            `json:"display_name"`
	Language      string            `json:"language"`
	InterruptMode string            `json:"interrupt_mode"`
	Metadata      map[string]string `json:"metadata"`
}

func specFor(home prefix) kernelSpec {
	return kernelSpec{
		Argv:          []string{home.in("bin", "nnbook-kernel"), "-prefix", string(home), "{connection_file}"},
		DisplayName:   "Go (nnbook)",
		Language:      "go",
		InterruptMode: "message",
		Metadata:      map[string]string{},
	}
}

// Settings that keep JupyterLab from calling other hosts: no news, no looking
// for updates, no package search. They belong to this environment only.
const (
	labSettings = `{
  "@jupyterlab/apputils-extension:notification": {
    "checkForUpdates": false,
    "doNotDisturbMode": false,
    "fetchNews": "false"
  }
}
`
	serverConfig = `{
  "LabApp": {
    "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
    "extension_manager": "readonly",
    "news_url": null
  }
}
`
)

// convertConfig has nbconvert call the kernel where it would call Inkscape: LaTeX, and so a
// PDF, takes no SVG.
func convertConfig(home prefix) string {
	kernel, _ := json.Marshal(home.in("bin", "nnbook-kernel")) // a string always marshals
	return fmt.Sprintf(`{
  "SVG2PDFPreprocessor": {
    "command": [%s, "pixels", "{from_filename}", "{to_filename}"],
    "to_format": "image/png"
  }
}
`, kernel)
}

func (b *builder) placeJupyterFiles(_ context.Context, w *work) error {
	spec, err := json.MarshalIndent(specFor(w.home), "", "  ")
	if err != nil {
		return fmt.Errorf("writing the kernel's description: %w", err)
	}
	files := map[string]string{
		"kernels/nnbook/kernel.json":    string(spec) + "\n",
		"overrides.json":                labSettings,
		"jupyter_lab_config.json":       serverConfig,
		"jupyter_nbconvert_config.json": convertConfig(b.home),
	}
	for name, text := range files {
		if err := writeFile(w.path(name), text); err != nil {
			return err
		}
	}
	if err := b.copyRenderer(w); err != nil {
		return fmt.Errorf("copying the chart renderer: %w", err)
	}
	w.note = "kernel “Go (nnbook)” and the chart renderer"
	return w.publish(
		placement{"kernels/nnbook", "venv/share/jupyter/kernels/nnbook"},
		placement{"labextension", "venv/share/jupyter/labextensions/nnbook-echarts"},
		placement{"overrides.json", "venv/share/jupyter/lab/settings/overrides.json"},
		placement{"jupyter_lab_config.json", "venv/etc/jupyter/jupyter_lab_config.json"},
		placement{"jupyter_nbconvert_config.json", "venv/etc/jupyter/jupyter_nbconvert_config.json"},
	)
}

// copyRenderer copies the labextension, and ECharts into it.
func (b *builder) copyRenderer(w *work) error {
	from := w.home.in("src", "charts", "labextension")
	err := filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(path, ".go") {
			return err
		}
		name, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		return copyFile(path, w.path("labextension", name))
	})
	if err != nil {
		return err
	}
	for place, name := range map[string]string{"lib/echarts.min.js": "echarts.min.js", "lib/echarts.LICENSE": "echarts.LICENSE"} {
		if err := copyFile(w.home.in(place), w.path("labextension", "static", name)); err != nil {
			return err
		}
	}
	return nil
}

func writeFile(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o644)
}
