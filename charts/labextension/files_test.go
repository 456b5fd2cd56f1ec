package labextension

import (
	"encoding/json"
	"io/fs"
	"testing"
)

func TestPackageNamesTheFilesThatAreThere(t *testing.T) {
	text, err := Files.ReadFile("package.json")
	if err != nil {
		t.Fatal(err)
	}
	var p struct {
		Name       string
		Jupyterlab struct {
			MimeExtension bool
			Build         struct{ Load, MimeExtension string } `json:"_build"`
		}
	}
	if err := json.Unmarshal(text, &p); err != nil {
		t.Fatal(err)
	}
	if p.Name != "nnbook-echarts" || !p.Jupyterlab.MimeExtension || p.Jupyterlab.Build.MimeExtension == "" {
		t.Errorf("package.json = %+v, want the MIME extension nnbook-echarts", p)
	}
	for _, file := range []string{p.Jupyterlab.Build.Load, "static/sanitize.js", "static/tools.js", "static/details.js", "static/instead.js", "static/legend.js", "static/heading.js"} {
		if _, err := fs.Stat(Files, file); err != nil {
			t.Error(err)
		}
	}
}
