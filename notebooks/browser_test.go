package notebooks

import (
	"bytes"
	"context"
	"fmt"
	"image"
	_ "image/png"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser is a headless Chromium that remembers what a page asked for and
// complained of.
type browser struct {
	context.Context
	mu       sync.Mutex
	requests []string
	errors   []string
}

// openBrowser starts Chromium with an empty profile.
func openBrowser(t testing.TB) *browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium(t)), chromedp.WindowSize(1200, 1600), chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("no-sandbox", true), chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true))
	allocator, cancelAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancelAllocator)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	b := &browser{Context: ctx}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatalf("starting Chromium: %v", err)
	}
	return b
}

func chromium(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("no Chromium on PATH: run the tests with `go run ./install test`")
	return ""
}

func (b *browser) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch event := event.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, event.Request.URL)
	case *network.EventWebSocketCreated:
		b.requests = append(b.requests, "http"+event.URL[len("ws"):])
	case *runtime.EventExceptionThrown:
		b.errors = append(b.errors, exceptionText(event.ExceptionDetails))
	case *log.EventEntryAdded:
		if event.Entry.Level == log.EntryLevelError {
			b.errors = append(b.errors, event.Entry.Text+" "+event.Entry.URL)
		}
	}
}

func exceptionText(details *runtime.ExceptionDetails) string {
	if details.Exception != nil {
		return details.Text + " " + details.Exception.Description
	}
	return details.Text
}

// do runs actions, each of which may take up to limit.
func (b *browser) do(t testing.TB, limit time.Duration, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	for _, action := range actions {
		ctx, cancel := context.WithTimeout(b.Context, limit)
		err := chromedp.Do(ctx, action)
		cancel()
		if err != nil {
			b.screenshot(t, "failed.png")
			t.Fatalf("in the browser: %v (see failed.png among the artifacts)", err)
		}
	}
}

// await waits until an expression is true.
func (b *browser) await(t testing.TB, limit time.Duration, what, expression string) {
	t.Helper()
	deadline := time.Now().Add(limit)
	for time.Now().Before(deadline) {
		if b.is(t, expression) {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	b.screenshot(t, "failed.png")
	t.Fatalf("no %s after %v (see failed.png among the artifacts)", what, limit)
}

// click moves the mouse to the middle of a node and clicks there, as a hand does:
// menus mind where the mouse is before they mind a click.
func (b *browser) click(t testing.TB, node string) {
	t.Helper()
	b.await(t, 20*time.Second, node, node)
	at, err := chromedp.Run(b.Context, chromedp.Evaluate[[]float64](
		"(r => [r.x + r.width / 2, r.y + r.height / 2])(("+node+").getBoundingClientRect())"))
	if err != nil {
		t.Fatalf("finding %s: %v", node, err)
	}
	b.do(t, 10*time.Second, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]), chromedp.MouseClickXY(at[0], at[1]))
}

// is tells whether an expression is true.
func (b *browser) is(t testing.TB, expression string) bool {
	t.Helper()
	ok, err := chromedp.Run(b.Context, chromedp.Evaluate[bool]("!!("+expression+")"))
	if err != nil {
		t.Fatalf("evaluating %s: %v", expression, err)
	}
	return ok
}

// text returns what an expression gives.
func (b *browser) text(t testing.TB, expression string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.Context, 10*time.Second)
	defer cancel()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[string](expression))
	if err != nil {
		t.Fatalf("evaluating %s: %v", expression, err)
	}
	return got
}

// foreign lists the requests to other hosts.
func (b *browser) foreign() (all []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, request := range b.requests {
		if !sameHost(request) {
			all = append(all, request)
		}
	}
	return all
}

func (b *browser) screenshot(t testing.TB, name string) {
	picture, err := chromedp.Run(b.Context, chromedp.CaptureScreenshot())
	if err != nil {
		t.Logf("screenshot: %v", err)
		return
	}
	if err := os.WriteFile(artifact(t, name), picture, 0o644); err != nil {
		t.Log(err)
	}
}

// chartNode selects the n-th chart on the page. A grid is its charts.
func chartNode(n int) string {
	return fmt.Sprintf("[...document.querySelectorAll('.nnbook-echarts')].filter(n => !n.querySelector('.nnbook-echarts'))[%d]", n)
}

// picture scrolls to the n-th chart and takes its pixels off the screen.
func (b *browser) picture(t testing.TB, n int) image.Image {
	t.Helper()
	return b.pictureOf(t, chartNode(n))
}

// pictureOf does so with any node.
func (b *browser) pictureOf(t testing.TB, node string) image.Image {
	t.Helper()
	b.do(t, 10*time.Second, chromedp.Evaluate[chromedp.Void](node+".scrollIntoView({block: 'center'})"), chromedp.Sleep(300*time.Millisecond))
	ctx, cancel := context.WithTimeout(b.Context, 10*time.Second)
	defer cancel()
	data, err := chromedp.Run(ctx, chromedp.Screenshot(chromedp.JSPath(node)))
	if err != nil {
		t.Fatalf("picture of %s: %v", node, err)
	}
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// inked counts the pixels that differ from the corner's.
func inked(picture image.Image) int {
	bounds, count := picture.Bounds(), 0
	r0, g0, b0, _ := picture.At(bounds.Min.X, bounds.Min.Y).RGBA()
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			if r, g, b, _ := picture.At(x, y).RGBA(); r != r0 || g != g0 || b != b0 {
				count++
			}
		}
	}
	return count
}
