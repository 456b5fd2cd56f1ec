package notebooks

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"nnbook/charts"
)

// descent is a training's record.
type descent struct{}

func (descent) Name() string    { return "" }
func (descent) Names() []string { return []string{"loss", "val_loss"} }
func (descent) Curve(name string) (epochs []int, values []float64) {
	return []int{0, 1, 2}, map[string][]float64{"loss": {3, 2, 1}, "val_loss": {3, 2.5, 2}}[name]
}

// A saved page shows its charts from a file, without a request to anywhere.
func TestSavedPage(t *testing.T) {
	t.Setenv("NNBOOK_HOME", home(t))
	path := filepath.Join(t.TempDir(), "curves.html")
	if err := charts.Row(charts.LearningCurves(descent{}), charts.LearningCurves(descent{})).Save(path); err != nil {
		t.Fatal(err)
	}
	b := openBrowser(t)
	b.openPage(t, path, "document.querySelectorAll('[data-drawn]').length === 2")
	for n := range 2 {
		if got := inked(b.picture(t, n)); got < 2000 {
			t.Errorf("chart %d of the row has %d pixels that differ from its ground", n+1, got)
		}
	}
	for what, expression := range map[string]string{
		"its sentence":             "document.body.textContent.includes('loss 3 → 1')",
		"a title":                  "document.title.startsWith('Learning curves')",
		"both beside one another":  "(a => a[0].top === a[1].top)([...document.querySelectorAll('[data-drawn]')].map(n => n.getBoundingClientRect()))",
		"no room to the right":     "document.documentElement.scrollWidth <= innerWidth",
		"the colour of its system": "document.body.dataset.jpThemeLight === 'true'",
	} {
		if !b.is(t, expression) {
			t.Errorf("the page lacks %s", what)
		}
	}
	b.expectAlone(t)
}

// What a chart says is text in a saved page, and what it could fetch or run is left out.
func TestSavedPageRunsNothing(t *testing.T) {
	const evil = `</script><script>window.ran = 1</script><img src=x onerror='window.ran = 1'>`
	output := strings.NewReplacer("EVIL", evil).Replace(`{"data":{"text/plain":"EVIL","application/vnd.echarts+json":{
		"title":{"text":"EVIL","link":"javascript:window.ran=1"},"tooltip":{"show":true,"alwaysShowContent":true,"renderMode":"html","formatter":"EVIL"},
		"backgroundColor":{"image":"http://127.0.0.1:9/x.png"},
		"xAxis":{},"yAxis":{},"series":[{"type":"scatter","symbol":"image://http://127.0.0.1:9/y.png","name":"EVIL","data":[[1,2]]}]}}}`)
	command := exec.Command(filepath.Join(home(t), "bin", "nnbook-kernel"), "draw", "-prefix", home(t), "-format", "html")
	command.Stdin = strings.NewReader(output)
	page, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "evil.html")
	if err := os.WriteFile(path, page, 0o644); err != nil {
		t.Fatal(err)
	}
	b := openBrowser(t)
	b.openPage(t, path, "document.querySelector('[data-drawn]')")
	b.do(t, 10*time.Second, chromedp.MouseClickXY(60, 40)) // the title
	if b.is(t, "window.ran || document.images.length > 0") || !b.is(t, "document.body.textContent.includes('<script>window.ran')") {
		t.Errorf("something of the chart was taken for more than text: %.300s", bytes.TrimSpace(page))
	}
	b.expectAlone(t)
}

// openPage opens a file and waits until it is drawn.
func (b *browser) openPage(t *testing.T, path, drawn string) {
	t.Helper()
	b.do(t, 20*time.Second, chromedp.Navigate("file://"+path))
	b.await(t, 20*time.Second, "chart", drawn)
	b.screenshot(t, filepath.Base(path)+".png")
}

// expectAlone checks that the page asked for nothing but itself, and ran without errors.
func (b *browser) expectAlone(t *testing.T) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, request := range b.requests {
		if !strings.HasPrefix(request, "file:") && !strings.HasPrefix(request, "data:") {
			t.Errorf("the page asked for %s", request)
		}
	}
	for _, problem := range b.errors {
		t.Errorf("the page complains: %s", problem)
	}
}
