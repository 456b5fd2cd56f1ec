package labextension

import (
	"strings"
	"testing"
)

func TestSanitizeGrid(t *testing.T) {
	sanitize := exported(t, "sanitizeGrid(JSON.parse(option))")
	for name, test := range map[string]struct{ grid, want string }{
		"columns and sizes": {
			`{"columns":2,"charts":[{"option":{"series":[{"type":"line"}]},"width":9,"height":8,"fixed":true},{"option":{"title":{}}}]}`,
			`{"columns":2,"charts":[{"option":{"series":[{"type":"line"}]},"width":9,"height":8,"fixed":true},{"option":{"title":{},"series":[]}}]}`,
		},
		"hostile options": {
			`{"columns":1,"charts":[{"option":{"title":{"link":"javascript:alert(1)"},"toolbox":{}},"onclick":"x","style":"x"}]}`,
			`{"columns":1,"charts":[{"option":{"title":{},"series":[]}}]}`,
		},
		"grids in a grid":  {`{"columns":1,"charts":[{"option":{"charts":[{"option":{}}]}}]}`, `{"columns":1,"charts":[{"option":{"series":[]}}]}`},
		"too many columns": {`{"columns":1e9,"charts":[{"option":{}}]}`, `{"columns":1,"charts":[{"option":{"series":[]}}]}`},
		"no columns":       {`{"columns":"0;}*{","charts":[{"option":{}}]}`, `{"columns":1,"charts":[{"option":{"series":[]}}]}`},
		"no charts":        {`{"charts":[]}`, `{"columns":1,"charts":[]}`},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := sanitize(test.grid)
			if err != nil {
				t.Fatal(err)
			}
			if !sameJSON(t, got, test.want) {
				t.Errorf("left\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestSanitizeGridRefuses(t *testing.T) {
	sanitize := exported(t, "sanitizeGrid(JSON.parse(option))")
	half := `{"option":{"color":[` + strings.Repeat("1,", 200_000) + `1]}}`
	for name, grid := range map[string]string{
		"no chart":            `{"charts":[5]}`,
		"no option":           `{"charts":[{}]}`,
		"a bad option":        `{"charts":[{"option":{}},{"option":[]}]}`,
		"too many charts":     `{"charts":[` + strings.Repeat(`{"option":{}},`, 24) + `{"option":{}}]}`,
		"too much in the sum": `{"charts":[` + half + "," + half + `]}`,
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := sanitize(grid); err == nil {
				t.Errorf("left %.100s, want an error", got)
			}
		})
	}
}
