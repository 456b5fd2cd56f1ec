package notebooks

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestMNISTInJupyterLab does what a person does: opens the notebook, runs all
// cells from the menu, watches the curve move, saves, closes, and opens it again.
func TestMNISTInJupyterLab(t *testing.T) {
	folder := t.TempDir()
	path := copyNotebook(t, "01_mnist.ipynb", folder)
	lab := startLab(t, folder)
	b := openBrowser(t)

	b.do(t, time.Minute, chromedp.Navigate(lab.page("01_mnist.ipynb", "first")))
	lab.awaitKernel(t)
	b.await(t, time.Minute, "idle kernel", `document.querySelector('.jp-Notebook-ExecutionIndicator[data-status=idle]')`)
	clickMenu(t, b, "Run", "runmenu:run-all")
	b.await(t, 2*time.Minute, "live chart", chartNode(1)+`?.querySelector('canvas, svg')`)
	watchLiveCurve(t, b)
	b.await(t, 3*time.Minute, "seventh epoch", `document.querySelector('.jp-Notebook').innerText.includes('Epoch 7/10')`)
	b.screenshot(t, "training.png")
	b.await(t, 5*time.Minute, "end of the last cell", `
		[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].every(p => /\d/.test(p.textContent))`)
	b.await(t, 10*time.Second, "drawn charts", fmt.Sprintf(`document.querySelectorAll('.nnbook-echarts canvas, .nnbook-echarts svg').length >= %d`, mnistCharts))
	checkDrawn(t, b, "ran")

	clickMenu(t, b, "File", "docmanager:save")
	b.await(t, 20*time.Second, "saved notebook", `!document.querySelector('.jp-mod-dirty')`)
	checkMNIST(t, readNotebook(t, path))

	b.do(t, time.Minute, chromedp.Navigate("about:blank"), chromedp.Navigate(lab.page("01_mnist.ipynb", "second")))
	b.await(t, time.Minute, "charts of the reopened notebook", fmt.Sprintf(`document.querySelectorAll('.nnbook-echarts canvas, .nnbook-echarts svg').length >= %d`, mnistCharts))
	checkDrawn(t, b, "reopened")
	checkQuiet(t, b)
}

// clickMenu chooses an entry of the menu bar with the mouse.
func clickMenu(t *testing.T, b *browser, menu, command string) {
	t.Helper()
	b.click(t, fmt.Sprintf(`[...document.querySelectorAll('.lm-MenuBar-itemLabel')].find(n => n.textContent == %q)`, menu))
	b.click(t, fmt.Sprintf(`document.querySelector('.lm-Menu-item[data-command=%q]')`, command))
}

// watchLiveCurve looks at the live chart's pixels until it has changed thrice
// while its cell still ran.
func watchLiveCurve(t *testing.T, b *browser) {
	t.Helper()
	seen := map[int]bool{}
	for deadline := time.Now().Add(3 * time.Minute); len(seen) < 4 && time.Now().Before(deadline); {
		seen[inked(b.picture(t, 1))] = true
		if !b.is(t, `[...document.querySelectorAll('.jp-InputPrompt')].some(p => p.textContent.includes('*'))`) {
			break
		}
		time.Sleep(300 * time.Millisecond)
	}
	if len(seen) < 4 {
		t.Errorf("the live curve showed %d different pictures while training, want at least 4", len(seen))
	}
}

// checkDrawn looks at the pixels of every chart.
func checkDrawn(t *testing.T, b *browser, name string) {
	t.Helper()
	for n := range mnistCharts {
		picture := b.picture(t, n)
		if ink := inked(picture); ink < 2000 {
			t.Errorf("chart %d (%s): %d pixels drawn of %v", n+1, name, ink, picture.Bounds())
		}
		b.screenshot(t, fmt.Sprintf("%s-%d.png", name, n+1))
	}
}

// checkQuiet asserts that the pages asked nothing of other hosts and that
// nothing of ours complained.
func checkQuiet(t *testing.T, b *browser) {
	t.Helper()
	for _, request := range b.foreign() {
		t.Errorf("a request left the machine: %s", request)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.requests) < 10 {
		t.Errorf("only %d requests seen: the test does not listen", len(b.requests))
	}
	for _, message := range b.errors {
		t.Errorf("the browser's console: %s", message)
	}
}
