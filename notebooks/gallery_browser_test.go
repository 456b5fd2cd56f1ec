package notebooks

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

const gallery = "04_gallery.ipynb"

// copyGallery puts the gallery with its saved outputs where a test may change it.
// Nobody signed the copy, so that JupyterLab does not trust it.
func copyGallery(t *testing.T) (folder string, charts []output) {
	t.Helper()
	data, err := os.ReadFile(gallery)
	if err != nil {
		t.Fatal(err)
	}
	folder = t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, gallery), data, 0o644); err != nil {
		t.Fatal(err)
	}
	return folder, readNotebook(t, gallery).charts()
}

// parts returns the charts that outputs show, those of rows and grids each by itself.
func parts(t *testing.T, outputs []output) (charts []output) {
	t.Helper()
	const mime = "application/vnd.echarts+json"
	for _, o := range outputs {
		var grid struct {
			Charts []struct{ Option json.RawMessage }
		}
		if err := json.Unmarshal(o.Data[mime], &grid); err != nil {
			t.Fatal(err)
		}
		if grid.Charts == nil {
			charts = append(charts, o)
		}
		for _, part := range grid.Charts {
			charts = append(charts, output{Data: map[string]json.RawMessage{mime: part.Option}})
		}
	}
	return charts
}

// TestGalleryInJupyterLab looks at every chart in a notebook that is not trusted, in
// the light and in the dark theme, and in a trusted one.
func TestGalleryInJupyterLab(t *testing.T) {
	folder, outputs := copyGallery(t)
	charts := parts(t, outputs)
	lab := startLab(t, folder)
	b := openBrowser(t)
	lab.show(t, b, gallery, "untrusted", len(charts))
	checkTrusted(t, b, false)
	untrusted := checkGalleryDrawn(t, b, charts, "lab-untrusted")
	checkAnswers(t, b, len(charts))

	theme(t, b, "JupyterLab Dark")
	checkGalleryDrawn(t, b, charts, "lab-dark")
	checkDark(t, b, len(charts))
	theme(t, b, "JupyterLab Light")
	checkLoadedOnce(t, b)
	checkQuiet(t, b)

	lab.trust(t, gallery)
	b = openBrowser(t)
	lab.show(t, b, gallery, "trusted", len(charts))
	checkTrusted(t, b, true)
	for n, picture := range checkGalleryDrawn(t, b, charts, "lab-trusted") {
		if picture != untrusted[n] {
			t.Errorf("chart %d looks different in the trusted copy", n+1)
		}
	}
	checkLoadedOnce(t, b)
	checkQuiet(t, b)
}

// Notebook 7.6.5 complains of its own settings now and then, with charts and without.
const notebook7Complaint = "Cannot read properties of undefined (reading 'schema')"

func TestGalleryInNotebook7(t *testing.T) {
	folder, outputs := copyGallery(t)
	charts := parts(t, outputs)
	lab := startNotebook7(t, folder)
	b := openBrowser(t)
	lab.show(t, b, gallery, "", len(charts))
	checkTrusted(t, b, false)
	checkGalleryDrawn(t, b, charts, "notebook7")
	checkLoadedOnce(t, b)
	b.errors = slices.DeleteFunc(b.errors, func(message string) bool {
		return strings.Contains(message, notebook7Complaint) && !strings.Contains(message, "nnbook")
	})
	checkQuiet(t, b)
}

// TestGalleryAsHTML looks at the page that nbconvert makes: its pictures are the static
// ones, and add no request to those of the page itself, which loads MathJax.
func TestGalleryAsHTML(t *testing.T) {
	folder, charts := copyGallery(t)
	copyNotebook(t, "03_functional.ipynb", folder) // without outputs
	python := filepath.Join(home(t), "venv", "bin", "python")
	command := exec.Command(python, "-m", "nbconvert", "--to", "html", "--output-dir", folder, gallery, "03_functional.ipynb")
	command.Dir = folder
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	bare, b := openBrowser(t), openBrowser(t)
	bare.do(t, time.Minute, chromedp.Navigate("file://"+filepath.Join(folder, "03_functional.html")))
	b.do(t, time.Minute, chromedp.Navigate("file://"+filepath.Join(folder, "04_gallery.html")))
	const pictures = ".jp-RenderedSVG svg, .jp-RenderedSVG img, .jp-RenderedImage img"
	b.await(t, 20*time.Second, "pictures", fmt.Sprintf("document.querySelectorAll(%q).length >= %d", pictures, len(charts)))
	for n := range charts {
		ink := inked(b.pictureOf(t, fmt.Sprintf("document.querySelectorAll(%q)[%d]", pictures, n)))
		if ink < 2000 {
			t.Errorf("picture %d: %d pixels drawn", n+1, ink)
		}
		b.screenshot(t, fmt.Sprintf("html-%02d.png", n+1))
	}
	for _, request := range b.foreign() {
		if !strings.HasPrefix(request, "file://"+folder) && !slices.Contains(bare.foreign(), request) {
			t.Errorf("the charts' page asks for %s", request)
		}
	}
	for _, message := range b.errors {
		if !slices.Contains(bare.errors, message) {
			t.Errorf("the browser's console: %s", message)
		}
	}
}

// show opens a notebook and waits until its charts are there.
func (l *lab) show(t *testing.T, b *browser, notebook, workspace string, charts int) {
	t.Helper()
	b.do(t, time.Minute, chromedp.Navigate("about:blank"), chromedp.Navigate(l.page(notebook, workspace)))
	b.await(t, time.Minute, "charts", fmt.Sprintf("[...document.querySelectorAll('.nnbook-echarts')].filter(n => n.echart || n.dataset.refused).length >= %d", charts))
}

// trust signs a notebook, as `jupyter trust` and the menu do.
func (l *lab) trust(t *testing.T, notebook string) {
	t.Helper()
	command := exec.Command(filepath.Join(home(t), "venv", "bin", "jupyter"), "trust", filepath.Join(l.folder, notebook))
	command.Env = l.env
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// checkTrusted asserts what the page thinks of the cells that show charts.
func checkTrusted(t *testing.T, b *browser, want bool) {
	t.Helper()
	const trusted = `[...[...jupyterapp.shell.widgets('main')].find(w => w.content?.model?.cells).content.model.cells].filter(c => c.type == 'code' && c.outputs.length > 0).map(c => c.trusted)`
	if !b.is(t, fmt.Sprintf("%s.every(c => c === %v)", trusted, want)) {
		t.Errorf("not every cell's trust is %v", want)
	}
}

// theme switches JupyterLab's theme while charts are shown.
func theme(t *testing.T, b *browser, name string) {
	t.Helper()
	b.do(t, 20*time.Second, chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`void jupyterapp.commands.execute('apputils:change-theme', {theme: %q})`, name)))
	b.await(t, 20*time.Second, name, fmt.Sprintf(`document.body.dataset.jpThemeName == %q`, name))
}

// checkGalleryDrawn looks at the pixels of every chart, and compares the data that
// ECharts holds with the notebook's. It returns each chart's own picture.
func checkGalleryDrawn(t *testing.T, b *browser, charts []output, name string) []string {
	t.Helper()
	pictures := make([]string, len(charts))
	for n, chart := range charts {
		if ink := inked(b.picture(t, n)); ink < 2000 {
			t.Errorf("%s: chart %d: %d pixels drawn", name, n+1, ink)
		}
		b.screenshot(t, fmt.Sprintf("%s-%02d.png", name, n+1))
		want := dataOf(t, chart.Data["application/vnd.echarts+json"])
		got := b.text(t, "JSON.stringify("+chartNode(n)+".echart.getOption())")
		pictures[n] = b.text(t, chartNode(n)+".echart.getDataURL()")
		if data := dataOf(t, []byte(got)); !reflect.DeepEqual(data, want) {
			t.Errorf("%s: chart %d shows other data than the notebook's: %.500v, want %.500v", name, n+1, fmt.Sprint(data), fmt.Sprint(want))
		}
	}
	return pictures
}

// dataOf returns the data of an option's series. Of items with labels and colours it
// keeps what they show: ECharts adds to the others, and colours follow the theme.
func dataOf(t *testing.T, option []byte) (data []any) {
	t.Helper()
	var o struct{ Series []struct{ Data []any } }
	if err := json.Unmarshal(option, &o); err != nil {
		t.Fatal(err)
	}
	for _, s := range o.Series {
		for _, one := range s.Data {
			if item, ok := one.(map[string]any); ok {
				one = []any{item["name"], item["value"], item["symbol"], item["detail"]}
			}
			data = append(data, one)
		}
	}
	return data
}

// checkDark asserts that titles have the dark theme's text colour, and that nothing
// has the grey of saved pictures.
func checkDark(t *testing.T, b *browser, charts int) {
	t.Helper()
	for n := range charts {
		if !b.is(t, fmt.Sprintf(`((o, ink) => o.title[0].textStyle.color == ink && !JSON.stringify(o).includes('#777777'))(
			%s.echart.getOption(), getComputedStyle(document.body).getPropertyValue('--jp-ui-font-color1').trim())`, chartNode(n))) {
			t.Errorf("chart %d does not follow the dark theme", n+1)
		}
	}
}

// checkLoadedOnce asserts that the browser's only page loaded ECharts once.
func checkLoadedOnce(t *testing.T, b *browser) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	loads := 0
	for _, request := range b.requests {
		if u, err := url.Parse(request); err == nil && strings.HasSuffix(u.Path, "/echarts.min.js") {
			loads++
		}
	}
	if loads != 1 {
		t.Errorf("ECharts was loaded %d times", loads)
	}
}
