package notebooks

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// BenchmarkLiveFit measures what a live chart adds to a training of 10 epochs of 1,719
// steps in JupyterLab, the browser on the same machine: the time of the cell, the
// processors' time that each process takes, and how often the chart is drawn.
//
// Four cells are a round: without the chart, twice with it, and without again, so that a
// machine that gets slower meanwhile tells neither for nor against it. The ratio is the
// median of the rounds', with the quarters below and above it; times are medians, too.
func BenchmarkLiveFit(b *testing.B) {
	page := openLiveBook(b)
	plain, live := &fits{}, &fits{}
	for b.Loop() {
		page.run(b, 2, plain)
		page.run(b, 3, live)
		page.run(b, 3, live)
		page.run(b, 2, plain)
	}
	b.Logf("seconds without a chart: %.2f", plain.seconds)
	b.Logf("seconds with a chart:    %.2f", live.seconds)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(plain.seconds), "plain-s")
	b.ReportMetric(median(live.seconds), "live-s")
	ratios := ratiosOfRounds(live.seconds, plain.seconds)
	b.ReportMetric(quantile(ratios, 0.25), "live/plain-q25")
	b.ReportMetric(median(ratios), "live/plain")
	b.ReportMetric(quantile(ratios, 0.75), "live/plain-q75")
	for _, who := range []string{"engine", "kernel", "server", "browser"} {
		b.ReportMetric(median(plain.processors[who]), "plain-"+who+"-cpu-s")
		b.ReportMetric(median(live.processors[who]), "live-"+who+"-cpu-s")
	}
	b.ReportMetric(median(live.drawn)/median(live.seconds), "drawn/s")
}

// fits is what was measured in each run of a cell.
type fits struct {
	seconds, drawn []float64
	processors     map[string][]float64 // seconds, by what a process is
}

// liveBook is a notebook in JupyterLab that trains with a live chart and without.
type liveBook struct{ *browser }

func openLiveBook(b *testing.B) *liveBook {
	book := newNotebook(b)
	for i, source := range []string{
		imports,
		"var train = nnlib.Must(nnlib.MNIST()).Train.Scale(1.0 / 255).Take(55_000)\n" +
			`var model = nnlib.Sequential("live", nnlib.Input(28, 28), nnlib.Flatten(), nnlib.Dense(300, nnlib.ReLU), nnlib.Dense(100, nnlib.ReLU), nnlib.Dense(10, nnlib.Softmax))`,
		liveFit(""),
		liveFit("nnlib.Callbacks(charts.Live()), "),
	} {
		book.Cells = append(book.Cells, cell{Type: "code", ID: fmt.Sprintf("c%d", i), Metadata: json.RawMessage(`{}`), Source: text(source), Outputs: []output{}})
	}
	folder := b.TempDir()
	book.write(b, filepath.Join(folder, "live.ipynb"))
	lab := startLab(b, folder)
	page := &liveBook{openBrowser(b)}
	page.do(b, time.Minute, chromedp.Navigate(lab.page("live.ipynb", "live")))
	lab.awaitKernel(b)
	for i := range book.Cells {
		page.run(b, i, &fits{})
	}
	return page
}

// liveFit is a cell that trains from the first weights.
func liveFit(options string) string {
	return "model.Reset()\nmodel.Compile(nnlib.SGD(), nnlib.SparseCategoricalCrossentropy(), nnlib.Accuracy())\n" +
		"model.Fit(train, nnlib.Epochs(10), " + options + "nnlib.Verbose(0))"
}

// run runs a cell and adds what it took.
func (p *liveBook) run(b *testing.B, index int, to *fits) {
	b.Helper()
	processors, begin := processorSeconds(b), time.Now()
	p.eval(b, fmt.Sprintf(`(async () => {
		const panel = [...jupyterapp.shell.widgets('main')].find(w => w.content?.model?.cells);
		panel.content.activeCellIndex = %d;
		await jupyterapp.commands.execute('notebook:run-cell');
	})()`, index))
	to.seconds = append(to.seconds, time.Since(begin).Seconds())
	to.drawn = append(to.drawn, p.drawn(b))
	if to.processors == nil {
		to.processors = map[string][]float64{}
	}
	for who, seconds := range processorSeconds(b) {
		to.processors[who] = append(to.processors[who], seconds-processors[who])
	}
	if p.is(b, fmt.Sprintf("%s[%d].model.outputs.toJSON().some(o => o.output_type == 'error')", notebookCells, index)) {
		b.Fatalf("cell %d failed", index)
	}
}

func (p *liveBook) drawn(b *testing.B) float64 {
	n, err := strconv.ParseFloat(p.text(b, chartNode(0)+"?.dataset.drawn || '0'"), 64)
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// ratiosOfRounds divides what two fits of a round took by what the round's other two did.
func ratiosOfRounds(these, others []float64) (ratios []float64) {
	for i := 0; i < len(these); i += 2 {
		ratios = append(ratios, (these[i]+these[i+1])/(others[i]+others[i+1]))
	}
	return ratios
}

func median(values []float64) float64 { return quantile(values, 0.5) }

// quantile returns the value that a share of all lies below, between two where none is.
func quantile(values []float64, share float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	at := share * float64(len(sorted)-1)
	below := int(at)
	above := min(below+1, len(sorted)-1)
	return sorted[below] + (at-float64(below))*(sorted[above]-sorted[below])
}
