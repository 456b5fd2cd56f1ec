package notebooks

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	downloads "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// showGoldens opens a notebook in JupyterLab whose cells show charts of package charts.
func showGoldens(t *testing.T, names ...string) (*lab, *browser) {
	t.Helper()
	book, count := newNotebook(t), 1
	for i, name := range names {
		text, err := os.ReadFile(filepath.Join("..", "charts", "testdata", name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		o := output{Type: "display_data"}
		if err := json.Unmarshal(text, &o); err != nil {
			t.Fatal(err)
		}
		book.Cells = append(book.Cells, cell{Type: "code", ID: fmt.Sprintf("c%d", i), Metadata: json.RawMessage(`{}`), Count: &count, Outputs: []output{o}})
	}
	folder := t.TempDir()
	book.write(t, filepath.Join(folder, "charts.ipynb"))
	lab := startLab(t, folder)
	b := openBrowser(t)
	lab.show(t, b, "charts.ipynb", "charts", len(names))
	return lab, b
}

// A chart follows the width of its cell, and is as wide as it wants to be where there
// is room.
func TestChartsResizeWithTheirCell(t *testing.T) {
	_, b := showGoldens(t, "learning_curves")
	for _, c := range []struct{ window, width int }{{1200, 720}, {800, 0}, {1200, 720}} {
		b.do(t, 20*time.Second, chromedp.EmulateViewport(int64(c.window), 900))
		want := "n.echart.getWidth() == 720"
		if c.width == 0 {
			want = "n.echart.getWidth() < 700 && n.echart.getWidth() == n.firstChild.clientWidth && n.querySelector('canvas').clientWidth == n.firstChild.clientWidth"
		}
		b.await(t, 20*time.Second, fmt.Sprintf("chart for a window of %d", c.window), "(n => "+want+")("+chartNode(0)+")")
	}
	checkQuiet(t, b)
}

// TestLegendsHaveRoom looks at charts that are too narrow for their legend's rows: what
// stands below it moves down, and back again.
func TestLegendsHaveRoom(t *testing.T) {
	_, b := showGoldens(t, "roc", "learning_curves_compare")
	for _, window := range []int64{1200, 620, 1200} {
		b.do(t, 20*time.Second, chromedp.EmulateViewport(window, 900))
		for n := range 2 {
			const bottom = `n.echart._componentsViews.find(v => v.type.startsWith('legend')).group`
			b.await(t, 20*time.Second, fmt.Sprintf("legend above the plots in a window of %d", window), fmt.Sprintf(`(n => {
				if (n.echart.getWidth() !== n.firstChild.clientWidth) return false;
				const group = %s, box = group.getBoundingRect();
				const plot = n.echart.getModel().getComponent('grid', 0).coordinateSystem.getRect();
				return (%d > 700) === (n.echart.getWidth() >= 560) && box.y + box.height + group.y <= plot.y;
			})(%s)`, bottom, window, chartNode(n)))
		}
		b.screenshot(t, fmt.Sprintf("legends-%d.png", window))
	}
	checkQuiet(t, b)
}

// A cell that is run again and again leaves no chart behind, and a chart that is
// updated all the time does not grow.
func TestChartsLeaveNothingBehind(t *testing.T) {
	_, b := showGoldens(t, "predicted", "live")
	rerun := func(n int) {
		b.eval(t, fmt.Sprintf(`(async () => {
			const outputs = %s[0].model.outputs;
			const output = outputs.get(0).toJSON();
			for (let i = 0; i < %d; i++) {
				outputs.clear();
				outputs.add(output);
				while (!%s?.echart) await new Promise(requestAnimationFrame);
			}
		})()`, notebookCells, n, chartNode(0)))
	}
	update := func(n int) {
		b.eval(t, fmt.Sprintf(`(async () => {
			const outputs = %s[1].model.outputs;
			const output = outputs.get(0).toJSON();
			const node = %s;
			for (let i = 0; i < %d; i++) {
				const drawn = node.dataset.drawn;
				output.data = JSON.parse(JSON.stringify(output.data));
				output.data['application/vnd.echarts+json'].title[0].text = 'update ' + i;
				outputs.set(0, output);
				while (node.dataset.drawn == drawn) await new Promise(requestAnimationFrame);
			}
		})()`, notebookCells, chartNode(1), n))
	}
	for _, c := range []struct {
		name string
		work func(n int)
	}{{"cells that run again", rerun}, {"updates", update}} {
		c.work(10)
		before := b.heap(t)
		c.work(50)
		after := b.heap(t)
		t.Logf("%s: %.2f MB of heap after 10, %.2f after 60", c.name, before/1e6, after/1e6)
		if after > before+1.5e6 {
			t.Errorf("%s: the heap grew from %.2f to %.2f MB", c.name, before/1e6, after/1e6)
		}
		if live := b.instances(t, "Object.getPrototypeOf("+chartNode(0)+".echart)"); live != 2 {
			t.Errorf("%s: %d instances of ECharts are alive, want the 2 on the page", c.name, live)
		}
	}
	checkQuiet(t, b)
}

// Of updates that come faster than they can be looked at some are left out, never the
// last.
func TestUpdatesAreDrawnInTime(t *testing.T) {
	_, b := showGoldens(t, "live")
	const updates = 50
	b.eval(t, fmt.Sprintf(`(async () => {
		const outputs = %s[0].model.outputs;
		const output = outputs.get(0).toJSON();
		for (let i = 1; i <= %d; i++) {
			output.data = JSON.parse(JSON.stringify(output.data));
			output.data['application/vnd.echarts+json'].title[0].text = 'update ' + i;
			outputs.set(0, output);
			await new Promise((done) => setTimeout(done, 10));
		}
	})()`, notebookCells, updates))
	b.await(t, 10*time.Second, "last update", fmt.Sprintf("%s.echart.getOption().title[0].text == 'update %d'", chartNode(0), updates))
	if !b.is(t, fmt.Sprintf("%s.dataset.drawn <= %d", chartNode(0), updates/2)) {
		t.Errorf("of %d updates %s were drawn", updates, b.text(t, chartNode(0)+".dataset.drawn"))
	}
	checkQuiet(t, b)
}

// The buttons save what is shown, as pixels and as vectors.
func TestChartsAreSaved(t *testing.T) {
	_, b := showGoldens(t, "learning_curves")
	folder := t.TempDir()
	if _, err := chromedp.Call(b.Context, downloads.SetDownloadBehavior, downloads.SetDownloadBehaviorParams{
		Behavior: downloads.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder,
	}); err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"learning-curves.png", "learning-curves.svg"} {
		b.click(t, fmt.Sprintf("%s.querySelectorAll('.nnbook-tools button')[%d]", chartNode(0), i))
		data := awaitFile(t, filepath.Join(folder, name))
		if err := os.WriteFile(artifact(t, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			picture, err := png.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if ink := inked(picture); picture.Bounds().Dx() != 1440 || ink < 8000 {
				t.Errorf("%s: %v, %d pixels drawn", name, picture.Bounds(), ink)
			}
		} else {
			checkSVG(t, data, "Learning curves", "val_loss")
		}
	}
	checkQuiet(t, b)
}

// checkSVG asserts that a picture is well formed, says what it should and runs nothing.
func checkSVG(t *testing.T, data []byte, wants ...string) {
	t.Helper()
	decoder := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok && (start.Name.Local == "script" || start.Name.Local == "a") {
			t.Errorf("the picture holds a <%s>", start.Name.Local)
		}
	}
	for _, want := range wants {
		if !strings.Contains(string(data), want) {
			t.Errorf("the picture lacks %q", want)
		}
	}
}

func awaitFile(t *testing.T, path string) []byte {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		if data, err := os.ReadFile(path); err == nil && len(data) > 0 {
			return data
		}
	}
	t.Fatalf("no %s after 20 s", filepath.Base(path))
	return nil
}

// A click enlarges a digit with its probabilities, and lists the digits that a field
// of the confusion matrix counts.
func TestAClickLooksCloser(t *testing.T) {
	_, b := showGoldens(t, "predicted", "confusion_pictures")
	b.clickItem(t, 0, "item.name.includes('wrong')")
	b.await(t, 10*time.Second, "enlarged digit", detailOf(0)+"?.querySelector('img').height == 224")
	text := b.text(t, detailOf(0)+".innerText")
	for _, want := range []string{"picture 7", "label 7", "predicted 2", "wrong", "91.0 %"} {
		if !strings.Contains(text, want) {
			t.Errorf("the digit's details lack %q: %q", want, text)
		}
	}
	b.screenshot(t, "detail-digit.png")
	b.do(t, 10*time.Second, chromedp.KeyEvent(kb.Escape))
	b.await(t, 10*time.Second, "closed details", "!"+detailOf(0))

	b.clickItem(t, 1, "item.detail?.pictures")
	b.await(t, 10*time.Second, "mistakes", detailOf(1)+"?.querySelectorAll('figure img').length >= 1")
	if text := b.text(t, detailOf(1)+".innerText"); !strings.Contains(text, "taken for") || !strings.Contains(text, "row") {
		t.Errorf("the field's details are %q", text)
	}
	b.screenshot(t, "detail-confusion.png")
	b.click(t, detailOf(1)+".querySelector('button')")
	b.await(t, 10*time.Second, "closed details", "!"+detailOf(1))
	checkQuiet(t, b)
}

// The closer look is there without a mouse, too.
func TestTheKeyboardLooksCloser(t *testing.T) {
	_, b := showGoldens(t, "predicted")
	b.do(t, 10*time.Second, chromedp.Evaluate[chromedp.Void](chartNode(0)+".querySelector('select').focus()"), chromedp.KeyEvent(kb.ArrowDown))
	b.await(t, 10*time.Second, "details of the first digit", detailOf(0)+"?.innerText.includes('picture 0') && document.activeElement == "+detailOf(0))
	b.do(t, 10*time.Second, chromedp.KeyEvent(kb.Escape))
	b.await(t, 10*time.Second, "focus where it was", "!"+detailOf(0)+" && document.activeElement.tagName == 'SELECT'")
	checkQuiet(t, b)
}

func detailOf(n int) string { return chartNode(n) + ".querySelector('.nnbook-detail')" }

// clickItem clicks the first item of the n-th chart for which a condition holds.
func (b *browser) clickItem(t *testing.T, n int, condition string) {
	t.Helper()
	var at [2]float64
	place := b.text(t, fmt.Sprintf(`(node => {
		node.scrollIntoView({ block: 'center' });
		const chart = node.echart;
		const item = chart.getOption().series.flatMap(s => s.data).find(item => item.detail && %s);
		const [x, y] = chart.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, item.value.slice(0, 2));
		const { left, top } = node.firstChild.getBoundingClientRect();
		return JSON.stringify([left + x, top + y]);
	})(%s)`, condition, chartNode(n)))
	if err := json.Unmarshal([]byte(place), &at); err != nil {
		t.Fatal(err)
	}
	b.do(t, 10*time.Second, chromedp.MouseClickXY(at[0], at[1]))
}

// eval waits for a promise.
func (b *browser) eval(t testing.TB, promise string) {
	t.Helper()
	b.do(t, 2*time.Minute, chromedp.Evaluate[chromedp.Void](promise, chromedp.EvalAwaitPromise))
}

// The charts of a grid are drawn beside one another, and go with their output.
func TestGridsAreDrawn(t *testing.T) {
	_, b := showGoldens(t, "grid", "live")
	const parts = ".nnbook-echarts .nnbook-echarts"
	b.await(t, 20*time.Second, "charts of the grid", fmt.Sprintf("[...document.querySelectorAll(%q)].filter(n => n.echart).length == 4", parts))
	for n := range 3 { // the fourth says that there is nothing to draw
		if ink := inked(b.pictureOf(t, fmt.Sprintf("document.querySelectorAll(%q)[%d]", parts, n))); ink < 2000 {
			t.Errorf("chart %d of the grid: %d pixels drawn", n+1, ink)
		}
	}
	b.screenshot(t, "grid.png")
	b.do(t, 10*time.Second, chromedp.Evaluate[chromedp.Void](notebookCells+"[0].model.outputs.clear()"))
	live := "[...document.querySelectorAll('.nnbook-echarts')].find(n => n.echart).echart"
	if n := b.instances(t, "Object.getPrototypeOf("+live+")"); n != 1 {
		t.Errorf("%d instances of ECharts are alive, want the 1 on the page", n)
	}
	checkQuiet(t, b)
}

// notebookCells are the cells of the page's notebook.
const notebookCells = `[...jupyterapp.shell.widgets('main')].find(w => w.content?.model?.cells).content.widgets`
