package notebooks

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// hostileOption is a chart's option of somebody who means harm: it sets
// window.pwned, asks evil.invalid for something, pollutes prototypes or never ends.
type hostileOption struct {
	Name   string          `json:"name"`
	Option json.RawMessage `json:"option"`
}

// hostileOptions are those of testdata, some that are too large for a file, and at the
// end a grid, whose charts are counted after all others.
func hostileOptions(t *testing.T) []hostileOption {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "hostile.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all []hostileOption
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	rows := strings.TrimSuffix(strings.Repeat("[1,2],", 200_000), ",")
	line := `"xAxis":{},"yAxis":{},"series":[{"type":"line"}]`
	return append(all,
		hostileOption{"giant data set", json.RawMessage(`{"dataset":{"source":[` + rows + `]},` + line + `}`)},
		hostileOption{"deep nesting", json.RawMessage(`{"title":` + strings.Repeat(`{"a":`, 60) + `1` + strings.Repeat(`}`, 60) + `,` + line + `}`)},
		hostileOption{"giant text", json.RawMessage(`{"title":{"text":"` + strings.Repeat("x", 1_000_000) + `"},` + line + `}`)},
		hostileOption{"no object", json.RawMessage(`"{\"title\":"`)},
		hostileOption{"grid", json.RawMessage(`{"columns":1e9,"charts":[` +
			`{"width":"1e99","option":{"title":{"text":"a","link":"javascript:window.pwned=1","target":"self"},"toolbox":{"feature":{"dataView":{}}},` + line + `}},` +
			`{"option":{"charts":[{"option":{"graphic":[{"type":"image","style":{"image":"http://evil.invalid/x"}}]}}],` + line + `}}]}`)},
	)
}

// What a hostile output offers in place of its chart.
const (
	hostileText    = `<img src=x onerror="window.pwned=1">`
	hostilePicture = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20" onload="window.pwned=1"><script>window.pwned=1</script>` +
		`<image href="http://evil.invalid/x"/><a href="javascript:window.pwned=1"><text y="15">click</text></a></svg>`
)

// writeHostile writes a notebook with an output for each option.
func writeHostile(t *testing.T, path string, options []hostileOption) {
	t.Helper()
	quote := func(v any) json.RawMessage {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	book, count := newNotebook(t), 1
	for i, o := range options {
		data := map[string]json.RawMessage{"application/vnd.echarts+json": o.Option, "text/plain": quote(hostileText)}
		if i%2 == 0 {
			data["image/svg+xml"] = quote(hostilePicture)
		}
		book.Cells = append(book.Cells, cell{
			Type: "code", ID: fmt.Sprintf("c%d", i), Metadata: json.RawMessage(`{}`), Source: "", Count: &count,
			Outputs: []output{{Type: "display_data", Data: data,
				Metadata: json.RawMessage(`{"application/vnd.echarts+json":{"width":1e99,"height":240,"fixed":"__proto__"}}`)}},
		})
	}
	book.write(t, path)
}

// TestHostileChartsDoNothing shows hostile options as outputs of a notebook that is
// not trusted, and moves and clicks the mouse on each.
func TestHostileChartsDoNothing(t *testing.T) {
	options, folder := hostileOptions(t), t.TempDir()
	if len(options) < 50 {
		t.Fatalf("only %d options", len(options))
	}
	writeHostile(t, filepath.Join(folder, "hostile.ipynb"), options)
	lab := startLab(t, folder)
	b := openBrowser(t)
	opened := b.watchWindows(t)
	lab.show(t, b, "hostile.ipynb", "hostile", len(options))
	checkTrusted(t, b, false)
	refused := 0
	for i, o := range options {
		b.poke(t, chartNode(i))
		if said := b.text(t, chartNode(i)+".dataset.refused ? "+chartNode(i)+".innerText : ''"); said != "" {
			refused++
			if !strings.HasPrefix(said, "This chart can’t be drawn: ") || i%2 == 1 && !strings.Contains(said, hostileText) {
				t.Errorf("%s: in place of the chart it says %q", o.Name, said)
			}
		}
		if harm := b.text(t, "("+harmless+")("+chartNode(i)+")"); harm != "" {
			t.Fatalf("%s: %s", o.Name, harm)
		}
		if foreign := b.foreign(); len(foreign) > 0 {
			t.Fatalf("%s asked for %q", o.Name, foreign)
		}
		if len(*opened) > 0 {
			t.Fatalf("%s opened %q", o.Name, *opened)
		}
	}
	b.screenshot(t, "hostile.png")
	if refused < 5 || refused > len(options)/2 {
		t.Errorf("%d of %d options were refused as a whole", refused, len(options))
	}
	checkQuiet(t, b)
}

// harmless is a function of a chart's node that names what a chart must not have.
const harmless = `(node) => {
	if (window.pwned !== undefined) return 'a script ran';
	for (const one of [{}, [], () => 0]) for (const name in one) return 'a prototype got ' + name;
	if (!location.pathname.endsWith('hostile.ipynb')) return 'the page went to ' + location;
	const bad = node.querySelector('a, script, iframe, object, embed, form, link, svg');
	if (bad) return 'it holds ' + bad.outerHTML;
	for (const img of node.querySelectorAll('img')) if (!img.src.startsWith('data:image/')) return 'it holds ' + img.outerHTML;
	for (const one of document.querySelectorAll('*'))
		for (const name of ['onerror', 'onload', 'onclick', 'onmouseover'])
			if (one.hasAttribute(name)) return 'the page holds ' + one.outerHTML.slice(0, 200);
	return '';
}`

// poke moves the mouse over a chart and clicks it where titles, tools and data are, and
// takes the closer look that it offers.
func (b *browser) poke(t *testing.T, node string) {
	t.Helper()
	b.do(t, 20*time.Second, chromedp.Evaluate[chromedp.Void](node+".scrollIntoView({block: 'center'})"))
	var at struct{ X, Y, Width, Height float64 }
	if err := json.Unmarshal([]byte(b.text(t, "JSON.stringify("+node+".getBoundingClientRect())")), &at); err != nil {
		t.Fatal(err)
	}
	for _, place := range [][2]float64{{30, 28}, {at.Width / 2, 28}, {at.Width / 2, 48}, {at.Width / 2, at.Height / 2}, {at.Width / 4, at.Height * 0.8}} {
		b.do(t, 20*time.Second, chromedp.MouseClickXY(at.X+place[0], at.Y+place[1]))
	}
	b.do(t, 20*time.Second, chromedp.Evaluate[chromedp.Void](`{
		const list = `+node+`.querySelector('select');
		if (list) { list.selectedIndex = 1; list.dispatchEvent(new Event('change')); }
	}`))
}

// watchWindows notes the dialogs and windows that open from now on.
func (b *browser) watchWindows(t *testing.T) *[]string {
	t.Helper()
	opened := new([]string)
	err := chromedp.Listen(b.Context, func(event any) {
		switch event := event.(type) {
		case *page.EventJavascriptDialogOpening:
			*opened = append(*opened, event.Message)
		case *page.EventWindowOpen:
			*opened = append(*opened, event.URL)
		case *target.EventTargetCreated:
			if event.TargetInfo.Type == "page" {
				*opened = append(*opened, event.TargetInfo.URL)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return opened
}

// TestHostileChartsWouldDoHarm shows the same options as they are: without the
// sanitizer many of them reach their goal, so that the test above tests something.
func TestHostileChartsWouldDoHarm(t *testing.T) {
	server := httptest.NewServer(http.FileServer(http.Dir(filepath.Join(home(t), "lib"))))
	defer server.Close()
	b := openBrowser(t)
	b.do(t, time.Minute, chromedp.Navigate(server.URL), chromedp.Evaluate[chromedp.Void](`new Promise((done) => {
		const script = document.createElement('script');
		script.src = '/echarts.min.js';
		script.onload = done;
		document.body.replaceChildren(script, document.createElement('main'));
	})`, chromedp.EvalAwaitPromise))
	harmful := 0
	for i, o := range hostileOptions(t) {
		if len(o.Option) > 10_000 || strings.Contains(o.Name, "end") || strings.Contains(o.Name, "never") {
			continue
		}
		before := len(b.foreign())
		b.do(t, 20*time.Second, chromedp.Evaluate[chromedp.Void](`{
			window.pwned = false;
			window.open = () => { window.pwned = true; return { location: {} }; };
			const main = document.querySelector('main');
			const place = document.createElement('div');
			Object.assign(place.style, { width: '720px', height: '240px' });
			main.replaceChildren(place);
			try {
				window.chart = echarts.init(place);
				chart.setOption(JSON.parse(`+quoted(o.Option, i)+`));
			} catch {}
		}`))
		b.poke(t, "document.querySelector('main div')")
		b.do(t, 20*time.Second, chromedp.Evaluate[chromedp.Void]("chart.dispatchAction({type: 'showTip', seriesIndex: 0, dataIndex: 0})"), chromedp.Sleep(100*time.Millisecond))
		if b.is(t, "window.pwned || document.querySelector('main a, main img, main script')") || len(b.foreign()) > before {
			harmful++
		}
	}
	if harmful < 15 {
		t.Errorf("only %d options do harm without the sanitizer", harmful)
	}
	t.Logf("%d options do harm without the sanitizer", harmful)
}

// quoted returns JSON as a string of JavaScript. Its i-th option has addresses of its
// own, which no cache holds yet.
func quoted(option json.RawMessage, i int) string {
	text, _ := json.Marshal(strings.ReplaceAll(string(option), "evil.invalid/", fmt.Sprintf("evil.invalid/%d", i)))
	return string(text)
}
