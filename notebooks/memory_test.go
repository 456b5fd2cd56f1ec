package notebooks

import (
	"encoding/json"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// heap returns the bytes that the page's scripts hold after a collection.
func (b *browser) heap(t *testing.T) float64 {
	t.Helper()
	if _, err := chromedp.Call(b.Context, heapprofiler.CollectGarbage, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	usage, err := chromedp.Call(b.Context, runtime.GetHeapUsage, cdp.Empty{})
	if err != nil {
		t.Fatal(err)
	}
	return usage.UsedSize
}

// instances counts the objects of a prototype that are alive.
func (b *browser) instances(t *testing.T, prototype string) (n int) {
	t.Helper()
	found, err := chromedp.Call(b.Context, runtime.Evaluate, runtime.EvaluateParams{Expression: prototype})
	if err != nil {
		t.Fatal(err)
	}
	objects, err := chromedp.Call(b.Context, runtime.QueryObjects, runtime.QueryObjectsParams{PrototypeObjectID: found.Result.ObjectID})
	if err != nil {
		t.Fatal(err)
	}
	byValue := true
	length, err := chromedp.Call(b.Context, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		FunctionDeclaration: "function () { return this.length }", ObjectID: objects.Objects.ObjectID, ReturnByValue: &byValue,
	})
	if err == nil {
		err = json.Unmarshal(length.Result.Value, &n)
	}
	if err != nil {
		t.Fatal(err)
	}
	return n
}
