package svg

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// gridOf returns a grid of bar charts, each called by its number.
func gridOf(columns int, sizes ...Size) []byte {
	var charts []string
	for i, s := range sizes {
		charts = append(charts, fmt.Sprintf(`{"option":{"title":{"text":"chart %d"},"xAxis":{},"yAxis":{},"series":[{"type":"bar","data":[[1,2]]}]},"width":%d,"height":%d}`,
			i, s.Width, s.Height))
	}
	return fmt.Appendf(nil, `{"columns":%d,"charts":[%s]}`, columns, strings.Join(charts, ","))
}

func TestGridIsOnePicture(t *testing.T) {
	r := Start(t.Context(), script(t))
	picture, err := r.Draw(t.Context(), gridOf(2, Size{300, 100}, Size{200, 150}, Size{100, 120}), Size{})
	if err != nil {
		t.Fatal(err)
	}
	if err := check(picture); err != nil {
		t.Error(err)
	}
	for _, want := range []string{
		`<svg width="516" height="286"`, `"translate(0 0)"`, `"translate(316 0)"`, `"translate(0 166)"`, "chart 0", "chart 1", "chart 2",
	} {
		if !strings.Contains(picture, want) {
			t.Errorf("%s is not in %.400s", want, picture)
		}
	}
	if n := strings.Count(picture, "<svg"); n != 1 {
		t.Errorf("%d pictures within one another", n)
	}
}

func TestGridLayout(t *testing.T) {
	for name, test := range map[string]struct {
		columns     int
		sizes       []Size
		lefts, tops []int
	}{
		"row":              {3, []Size{{10, 5}, {20, 9}, {30, 7}}, []int{0, 26, 62, 108}, []int{0, 25}},
		"column":           {1, []Size{{10, 5}, {20, 9}}, []int{0, 36}, []int{0, 21, 46}},
		"half a row":       {2, []Size{{10, 5}, {20, 9}, {30, 7}}, []int{0, 46, 82}, []int{0, 25, 48}},
		"too many columns": {9, []Size{{10, 5}}, []int{0, 26}, []int{0, 21}},
		"no columns":       {0, []Size{{10, 5}, {10, 5}}, []int{0, 26}, []int{0, 21, 42}},
	} {
		t.Run(name, func(t *testing.T) {
			g, err := parseGrid(gridOf(test.columns, test.sizes...))
			if err != nil {
				t.Fatal(err)
			}
			if lefts, tops := g.layout(); !slices.Equal(lefts, test.lefts) || !slices.Equal(tops, test.tops) {
				t.Errorf("columns at %v, rows at %v", lefts, tops)
			}
		})
	}
}

func TestGridRefuses(t *testing.T) {
	r := Start(t.Context(), script(t))
	for name, option := range map[string][]byte{
		"too many":     gridOf(2, make([]Size, maxCharts+1)...),
		"no option":    []byte(`{"charts":[{"width":100}]}`),
		"a bad option": []byte(`{"charts":[{"option":{"title":{}}},{"option":5}]}`),
	} {
		t.Run(name, func(t *testing.T) {
			if picture, err := r.Draw(t.Context(), option, Size{}); err == nil {
				t.Errorf("drew %.300s", picture)
			}
		})
	}
	if _, err := r.Draw(t.Context(), gridOf(1, Size{}), Size{}); err != nil {
		t.Errorf("after that, a good grid: %v", err)
	}
}

// The charts of a grid share the time that one picture may take.
func TestEndlessGridEnds(t *testing.T) {
	load, err := compile(readScript(t))
	if err != nil {
		t.Fatal(err)
	}
	m, err := load()
	if err != nil {
		t.Fatal(err)
	}
	g, err := parseGrid(endlessGrid(t))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.do(job{grid: g}, 300*time.Millisecond); err == nil || !strings.Contains(err.Error(), "it took more than") {
		t.Errorf("drawing the first of them ended with %v", err)
	}
}

func readScript(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(script(t))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// endlessGrid returns a grid each of whose charts takes longer than all may.
func endlessGrid(t *testing.T) []byte {
	t.Helper()
	option := map[string]any{
		"xAxis": map[string]any{"type": "category", "max": 1e9}, "yAxis": map[string]any{},
		"series": []any{map[string]any{"type": "line", "data": []int{1}}},
	}
	var charts []any
	for range maxCharts {
		charts = append(charts, map[string]any{"option": option})
	}
	out, err := json.Marshal(map[string]any{"columns": 2, "charts": charts})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
