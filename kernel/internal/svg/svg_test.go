package svg

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

// script returns where the installer put ECharts.
func script(t testing.TB) string {
	t.Helper()
	home := os.Getenv("NNBOOK_HOME")
	if home == "" {
		share := os.Getenv("XDG_DATA_HOME")
		if !filepath.IsAbs(share) {
			user, err := os.UserHomeDir()
			if err != nil {
				t.Fatal(err)
			}
			share = filepath.Join(user, ".local", "share")
		}
		home = filepath.Join(share, "nnbook")
	}
	path := filepath.Join(home, "lib", "echarts.min.js")
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("%v; run go run ./install -lab=false", err)
	}
	return path
}

func TestPicture(t *testing.T) {
	r := Start(t.Context(), script(t))
	option, err := os.ReadFile("testdata/curves.json")
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.Draw(t.Context(), option, Size{})
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("testdata/curves.svg", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/curves.svg")
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the picture changed; see it with -update:\n%s", got)
	}
	// Other pictures in between don't change it.
	if _, err := r.Draw(t.Context(), []byte(`{"title":{"text":"x"}}`), Size{}); err != nil {
		t.Fatal(err)
	}
	if again, err := r.Draw(t.Context(), option, Size{}); err != nil || again != got {
		t.Errorf("drawn again: %v\n%s", err, again)
	}
}

func TestSize(t *testing.T) {
	r := Start(t.Context(), script(t))
	for size, want := range map[Size]string{
		{}:         `width="640" height="360"`,
		{500, 0}:   `width="500" height="360"`,
		{-1, 1e9}:  `width="640" height="4000"`,
		{300, 200}: `width="300" height="200"`,
	} {
		got, err := r.Draw(t.Context(), []byte(`{}`), size)
		if err != nil || !strings.HasPrefix(got, "<svg "+want) {
			t.Errorf("%v: %v, %.80s", size, err, got)
		}
	}
}

// No option makes a picture that runs or fetches anything.
func TestHostileOptions(t *testing.T) {
	r := Start(t.Context(), script(t))
	const far = "http://203.0.113.1/x.png"
	for name, option := range map[string]string{
		"text":          `{"title":{"text":"</text><script>alert(1)</script>"}}`,
		"link":          `{"title":{"text":"t","link":"javascript:alert(1)"}}`,
		"font":          `{"title":{"text":"t","textStyle":{"fontFamily":"\"onload=\"alert(1)"}}}`,
		"colour":        `{"title":{"text":"t","textStyle":{"color":"\"/><script>alert(1)</script>"}}}`,
		"colour url":    `{"title":{"text":"t","textStyle":{"color":"url(` + far + `)"}}}`,
		"image symbol":  `{"xAxis":{},"yAxis":{},"series":[{"type":"scatter","symbol":"image://` + far + `","symbolSize":9,"data":[[1,1]]}]}`,
		"image graphic": `{"graphic":[{"type":"image","style":{"image":"` + far + `","width":9,"height":9}}]}`,
		"rich":          `{"title":{"text":"{a|t}","textStyle":{"rich":{"a":{"backgroundColor":{"image":"` + far + `"},"width":9,"height":9}}}}}`,
		"background":    `{"backgroundColor":{"image":"` + far + `","repeat":"repeat"}}`,
		"style":         `{"graphic":[{"type":"rect","shape":{"width":9,"height":9},"style":{"fill":"red"},"emphasis":{"style":{"fill":"}]]></style><script>alert(1)</script>"}}}]}`,
		"formatter":     `{"xAxis":{"axisLabel":{"formatter":"<img src=x onerror=alert(1)>"}},"yAxis":{},"series":[{"type":"line","data":[[1,2]]}]}`,
		"prototype":     `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}`,
	} {
		picture, err := r.Draw(t.Context(), []byte(option), Size{})
		if err != nil {
			picture = ""
		}
		t.Logf("%s: %v", name, err)
		for _, bad := range []string{"<script", "<img", "<a ", "foreignObject", "203.0.113.1\"", "203.0.113.1)", "onload=\"", "<style"} {
			if strings.Contains(picture, bad) {
				t.Errorf("%s: the picture holds %s:\n%s", name, bad, picture)
			}
		}
		if strings.Contains(picture, far) {
			t.Errorf("%s: the picture refers to %s:\n%s", name, far, picture)
		}
	}
}

func TestBadOptions(t *testing.T) {
	r := Start(t.Context(), script(t))
	for _, option := range []string{
		``, `3`, `"text"`, `[]`, `{`, `null`, `{"series":3`, `function(){}`,
		`{"x":"` + strings.Repeat("x", maxOption) + `"}`,
	} {
		if _, err := r.Draw(t.Context(), []byte(option), Size{}); err == nil {
			t.Errorf("%.40q was drawn", option)
		}
	}
	if _, err := r.Draw(t.Context(), []byte(`{}`), Size{}); err != nil {
		t.Errorf("after bad options: %v", err)
	}
}

// A chart that takes too long is given up, and the next one is drawn.
func TestPatience(t *testing.T) {
	r := Start(t.Context(), script(t))
	if _, err := r.Draw(t.Context(), []byte(`{}`), Size{}); err != nil {
		t.Fatal(err)
	}
	r.Patience = time.Millisecond
	points := strings.Repeat("1,2,3,4,5,6,7,8,9,", 5000)
	slow := fmt.Sprintf(`{"xAxis":{"type":"category"},"yAxis":{},"series":[{"type":"bar","data":[%s0]}]}`, points)
	if _, err := r.Draw(t.Context(), []byte(slow), Size{}); err == nil || !strings.Contains(err.Error(), "took more than 1ms") {
		t.Errorf("the slow chart: %v", err)
	}
	r.Patience = patience
	if _, err := r.Draw(t.Context(), []byte(`{}`), Size{}); err != nil {
		t.Errorf("the chart after it: %v", err)
	}
}

func TestNoScript(t *testing.T) {
	other := filepath.Join(t.TempDir(), "other.js")
	if err := os.WriteFile(other, []byte("var x = 1"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/nowhere/echarts.min.js", other, "svg_test.go"} {
		r := Start(t.Context(), path)
		for range 2 {
			if _, err := r.Draw(t.Context(), []byte(`{}`), Size{}); !errors.Is(err, ErrNoScript) {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
}

func TestDrawEndsWithItsContext(t *testing.T) {
	life, end := context.WithCancel(t.Context())
	r := Start(life, script(t))
	end()
	waiting, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	for {
		if _, err := r.Draw(waiting, []byte(`{}`), Size{}); errors.Is(err, context.DeadlineExceeded) {
			return
		}
	}
}

func TestCheck(t *testing.T) {
	for picture, fine := range map[string]bool{
		`<svg></svg>`: true,
		`<svg><g><path d="M0 0" fill="url(#g0)"></path></g></svg>`:     true,
		`<svg><image href="data:image/png;base64,AAAA"></image></svg>`: true,
		`<svg><text>url(x) javascript:</text></svg>`:                   true,
		``:                                     false,
		`text`:                                 false,
		`<html></html>`:                        false,
		`<svg>`:                                false,
		`<svg><a></a></svg>`:                   false,
		`<svg><script/></svg>`:                 false,
		`<svg onload="x"></svg>`:               false,
		`<svg><path ONclick="x"></path></svg>`: false,
		`<svg><image href="http://x/"></image></svg>`:                 false,
		`<svg><image xlink:href=" HTTPS://x/"></image></svg>`:         false,
		`<svg><image href="data:image/svg+xml,x"></image></svg>`:      false,
		`<svg><path fill="url( &quot;//x&quot;)"></path></svg>`:       false,
		`<svg><path style="background:url('http://x')"></path></svg>`: false,
		`<svg><path fill="url(#a) url(http://x)"></path></svg>`:       false,
		`<svg><foreignObject></foreignObject></svg>`:                  false,
		`<?xml-stylesheet href="http://x"?><svg></svg>`:               false,
		`<!DOCTYPE svg SYSTEM "http://x"><svg></svg>`:                 false,
		`<svg><style>x</style></svg>`:                                 false,
	} {
		if err := check(picture); (err == nil) != fine {
			t.Errorf("check(%s) = %v", picture, err)
		}
	}
}

// Whatever the option is, the kernel lives on and what is drawn passes the check.
func FuzzDraw(f *testing.F) {
	option, err := os.ReadFile("testdata/curves.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(option, 640, 360)
	f.Add([]byte(`{"graphic":[{"type":"image","style":{"image":"x"}}]}`), 1, 1)
	r := Start(context.Background(), script(f))
	r.Patience = time.Second
	f.Fuzz(func(t *testing.T, option []byte, width, height int) {
		picture, err := r.Draw(t.Context(), option, Size{width, height})
		if err == nil && check(picture) != nil {
			t.Errorf("%s is drawn as %s", option, picture)
		}
	})
}

func BenchmarkDraw(b *testing.B) {
	option, err := os.ReadFile("testdata/curves.json")
	if err != nil {
		b.Fatal(err)
	}
	r := Start(b.Context(), script(b))
	if _, err := r.Draw(b.Context(), option, Size{}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := r.Draw(b.Context(), option, Size{}); err != nil {
			b.Fatal(err)
		}
	}
}
