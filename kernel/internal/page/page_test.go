package page

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

func TestPageHoldsAll(t *testing.T) {
	option := json.RawMessage(`{"title":{"text":"</script><script>alert(1)</script>"}}`)
	page, err := Make("a < b", "1 & 2", Output{Data: map[string]json.RawMessage{"application/vnd.echarts+json": option}}, "module.exports = '<!--'")
	if err != nil {
		t.Fatal(err)
	}
	text := string(page)
	for _, want := range []string{"<title>a &lt; b</title>", "<p>1 &amp; 2</p>", `"sanitize.js":"`, `"echarts.min.js":"module.exports = '\u003c!--'"`, "_JUPYTERLAB[NAME]"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in the page", want)
		}
	}
	if n := strings.Count(text, "<script"); n != 4 || strings.Count(text, "</script") != n || strings.Contains(text, "<!--") {
		t.Errorf("%d scripts begin and %d end, want 4", n, strings.Count(text, "</script"))
	}
	if left := regexp.MustCompile(`\{\{[a-z]+\}\}`).FindString(text); left != "" {
		t.Errorf("%s is not filled in", left)
	}
}
