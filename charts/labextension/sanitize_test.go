package labextension

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// sanitizer returns sanitize.js' function, from JSON to JSON.
func sanitizer(t testing.TB) func(option string) (string, error) {
	t.Helper()
	return exported(t, "sanitize(option)")
}

// exported returns a function from JSON to JSON that calls one of sanitize.js.
func exported(t testing.TB, call string) func(option string) (string, error) {
	t.Helper()
	return exportedBy(t, "sanitize.js", call)
}

// exportedBy is exported for another script.
func exportedBy(t testing.TB, script, call string) func(option string) (string, error) {
	t.Helper()
	source, err := Files.ReadFile("static/" + script)
	if err != nil {
		t.Fatal(err)
	}
	vm := goja.New()
	module, err := vm.RunString("(function () { const module = { exports: {} };" + string(source) + "; return module.exports })()")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range module.ToObject(vm).Keys() {
		vm.Set(name, module.ToObject(vm).Get(name))
	}
	value, err := vm.RunString("(option) => JSON.stringify(" + call + ")")
	if err != nil {
		t.Fatal(err)
	}
	function, _ := goja.AssertFunction(value)
	return func(option string) (string, error) {
		out, err := function(goja.Undefined(), vm.ToValue(option))
		if err != nil {
			return "", err
		}
		return out.String(), nil
	}
}

const picture = "data:image/png;base64,iVBORw0KGgo="

// hostile options and harmless ones, with what is left of them next to "series":[].
var options = []struct{ name, option, want string }{
	{"title link", `{"title":{"text":"a","link":"javascript:alert(1)","target":"self","sublink":"//evil","subtarget":"x"}}`,
		`{"title":{"text":"a"},"series":[]}`},
	{"html tooltip", `{"tooltip":{"renderMode":"html","formatter":"<img src=x onerror=alert(1)>","extraCssText":"x","enterable":true,"appendTo":"body"}}`,
		`{"tooltip":{"formatter":"<img src=x onerror=alert(1)>","renderMode":"richText","confine":true},"series":[]}`},
	{"html tooltips in a list", `{"tooltip":[{},{"renderMode":"html"}]}`,
		`{"tooltip":[{"renderMode":"richText","confine":true},{"renderMode":"richText","confine":true}],"series":[]}`},
	{"html tooltip of a series", `{"series":{"type":"line","tooltip":{"renderMode":"html","className":"x"}}}`,
		`{"series":[{"type":"line","tooltip":{}}]}`},
	{"toolbox", `{"toolbox":{"feature":{"dataView":{"optionToContent":"x"}}}}`, `{"series":[]}`},
	{"graphic, geo, media, options in options", `{"graphic":[{"type":"image"}],"geo":{},"media":[],"baseOption":{"title":{}},"options":[{}],"timeline":{}}`,
		`{"series":[]}`},
	{"prototype", `{"__proto__":{"x":1},"title":{"__proto__":{"link":"x"},"constructor":{"prototype":1}}}`, `{"title":{},"series":[]}`},
	{"names that every object has", `{"xAxis":{"data":["__proto__","a"]},"series":[{"type":"bar","name":"constructor","stack":"__proto__"}]}`,
		`{"xAxis":{"data":["__proto__ ","a"]},"series":[{"type":"bar","name":"constructor ","stack":"__proto__ "}]}`},
	{"handlers", `{"title":{"onclick":"alert(1)","onmouseover":"x"}}`, `{"title":{},"series":[]}`},
	{"custom and map series", `{"series":[{"type":"custom","renderItem":"x"},{"type":"map"},{"type":"pictorialBar"},{"type":"toString"},{},5,{"type":"bar"}]}`,
		`{"series":[{"type":"bar"}]}`},
	{"remote symbol", `{"series":[{"type":"scatter","symbol":"image://https://evil/x.png"}]}`, `{"series":[{"type":"scatter"}]}`},
	{"remote symbol in other spellings", `{"series":[{"type":"line","symbol":" IMAGE://x","markLine":{"symbol":["image://http://evil","none"]},"data":[{"symbol":"image:x"}]}]}`,
		`{"series":[{"type":"line","markLine":{"symbol":[null,"none"]},"data":[{}]}]}`},
	{"svg symbol", `{"series":[{"type":"scatter","symbol":"image://data:image/svg+xml;base64,PHN2Zz4="}]}`, `{"series":[{"type":"scatter"}]}`},
	{"two urls in one", `{"series":[{"type":"scatter","symbol":"image://` + picture + `,https://evil"}]}`, `{"series":[{"type":"scatter"}]}`},
	{"legend icon", `{"legend":{"icon":"image://http://evil","data":[{"name":"a","icon":"image://http://evil"}],"pageIcons":{"horizontal":["image://http://evil"]}}}`,
		`{"legend":{"data":[{"name":"a"}],"pageIcons":{"horizontal":[null]}},"series":[]}`},
	{"remote background", `{"backgroundColor":{"image":"https://evil/x.png","repeat":"repeat"},"title":{"backgroundColor":{"image":{"src":"x"}}}}`,
		`{"backgroundColor":{"repeat":"repeat"},"title":{"backgroundColor":{}},"series":[]}`},
	{"rich text image", `{"title":{"textStyle":{"rich":{"a":{"backgroundColor":{"image":"//evil"}}}}}}`,
		`{"title":{"textStyle":{"rich":{"a":{"backgroundColor":{}}}}},"series":[]}`},
	{"cursor and css urls", `{"series":[{"type":"line","cursor":"url(http://evil)","itemStyle":{"color":"url(http://evil)"}}],"textStyle":{"fontFamily":"url(x)"}}`,
		`{"series":[{"type":"line","itemStyle":{}}],"textStyle":{}}`},
	{"opening pages from a tree", `{"series":[{"type":"treemap","nodeClick":"link","data":[{"link":"javascript:alert(1)","target":"self","value":1}]}]}`,
		`{"series":[{"type":"treemap","data":[{"value":1}]}]}`},
	{"go-echarts function", `{"title":{"text":"__f__function(){alert(1)}__f__"}}`, `{"title":{},"series":[]}`},
	{"pattern that never ends", `{"dataset":{"transform":{"type":"filter","config":{"reg":"(a+)+$"}},"source":[[1]]}}`,
		`{"dataset":{"source":[[1]]},"series":[]}`},
	{"endless ticks", `{"xAxis":[{"type":"category","min":0,"max":1e9},{"data":[1],"max":1e9},{"type":"value","max":1e9,"splitNumber":1e9}]}`,
		`{"xAxis":[{"type":"category"},{"data":[1]},{"type":"value","max":1000000000,"splitNumber":30}],"series":[]}`},
	{"long text", `{"title":{"text":"` + strings.Repeat("a", 10001) + `"}}`, `{"title":{},"series":[]}`},

	{"chart", `{"title":{"text":"a"},"xAxis":{"min":1},"series":[{"type":"line","data":[[1,2],[2,null]],"smooth":true}]}`,
		`{"title":{"text":"a"},"xAxis":{"min":1},"series":[{"type":"line","data":[[1,2],[2,null]],"smooth":true}]}`},
	{"own picture", `{"series":[{"type":"scatter","symbol":"image://` + picture + `"}],"backgroundColor":{"image":"` + picture + `"}}`,
		`{"series":[{"type":"scatter","symbol":"image://` + picture + `"}],"backgroundColor":{"image":"` + picture + `"}}`},
	{"path symbol", `{"series":[{"type":"scatter","symbol":"path://M0,0L1,1Z"}]}`, `{"series":[{"type":"scatter","symbol":"path://M0,0L1,1Z"}]}`},
	{"linked axes", `{"axisPointer":{"link":[{"xAxisIndex":[0,1]}]}}`, `{"axisPointer":{"link":[{"xAxisIndex":[0,1]}]},"series":[]}`},
	{"details of an item", `{"series":[{"type":"scatter","data":[{"value":[1,1],"detail":{"bars":[["7",0.9]],"pictures":[{"image":"` + picture + `","name":"a"},{"image":"https://evil/x.png","name":"b"},{"image":"data:image/svg+xml,<svg>"}],"text":"<b>"}}]}]}`,
		`{"series":[{"type":"scatter","data":[{"value":[1,1],"detail":{"bars":[["7",0.9]],"pictures":[{"image":"` + picture + `","name":"a"},{"name":"b"},{}],"text":"<b>"}}]}]}`},
	{"edges", `{"series":[{"type":"graph","links":[{"source":"a","target":"b"}]}]}`,
		`{"series":[{"type":"graph","links":[{"source":"a","target":"b"}]}]}`},
}

func TestSanitize(t *testing.T) {
	sanitize := sanitizer(t)
	for _, o := range options {
		t.Run(o.name, func(t *testing.T) {
			got, err := sanitize(o.option)
			if err != nil {
				t.Fatal(err)
			}
			if !sameJSON(t, got, o.want) {
				t.Errorf("left\n%s\nwant\n%s", got, o.want)
			}
		})
	}
}

func sameJSON(t *testing.T, a, b string) bool {
	t.Helper()
	normal := func(s string) string {
		var v any
		if err := json.Unmarshal([]byte(s), &v); err != nil {
			t.Fatalf("%v: %s", err, s)
		}
		out, _ := json.Marshal(v)
		return string(out)
	}
	return normal(a) == normal(b)
}

func TestSanitizeRefuses(t *testing.T) {
	sanitize := sanitizer(t)
	for name, option := range map[string]string{
		"no JSON":         `{"title":`,
		"a number":        `5`,
		"null":            `null`,
		"a list":          `[]`,
		"a text":          `"{}"`,
		"nothing safe":    `{"title":{"text":"a"},"series":[{"type":"custom"},{"type":"map"},{},5]}`,
		"endless nesting": `{"title":` + strings.Repeat(`{"a":`, 50) + `1` + strings.Repeat(`}`, 51),
		"too much":        `{"color":[` + strings.Repeat("1,", 300_000) + `1]}`,
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := sanitize(option); err == nil {
				t.Errorf("left %.100s, want an error", got)
			}
		})
	}
}

// TestSanitizeKeepsOurCharts runs the goldens of package charts through the sanitizer,
// which must not take anything from them.
func TestSanitizeKeepsOurCharts(t *testing.T) {
	sanitize := exported(t, "(o => o.charts ? sanitizeGrid(o) : sanitize(o))(JSON.parse(option))")
	goldens, err := filepath.Glob("../testdata/*.json")
	if err != nil || len(goldens) < 20 {
		t.Fatalf("%d goldens: %v", len(goldens), err)
	}
	for _, golden := range goldens {
		t.Run(filepath.Base(golden), func(t *testing.T) {
			text, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			var m struct{ Data map[string]json.RawMessage }
			if err := json.Unmarshal(text, &m); err != nil {
				t.Fatal(err)
			}
			option := string(m.Data["application/vnd.echarts+json"])
			if option == "" {
				return // a sentence without a chart
			}
			got, err := sanitize(option)
			if err != nil {
				t.Fatal(err)
			}
			if !sameJSON(t, got, option) {
				t.Error("the sanitizer changed the chart")
			}
		})
	}
}

// FuzzSanitize looks for anything dangerous that is left of any JSON.
func FuzzSanitize(f *testing.F) {
	for _, o := range options {
		f.Add(o.option)
	}
	sanitize := sanitizer(f)
	f.Fuzz(func(t *testing.T, option string) {
		if !json.Valid([]byte(option)) {
			return
		}
		out, err := sanitize(option)
		if err != nil {
			return
		}
		var left any
		if err := json.Unmarshal([]byte(out), &left); err != nil {
			t.Fatalf("%v in %s", err, out)
		}
		if bad := dangerous("", left); bad != "" {
			t.Errorf("%s is left in %s", bad, out)
		}
	})
}

// dangerous names the first thing in a value that could open, load or run something.
func dangerous(key string, value any) string {
	switch v := value.(type) {
	case string:
		lower := strings.ToLower(strings.TrimSpace(v))
		remote := strings.HasPrefix(lower, "image:") || key == "image"
		ours := strings.HasPrefix(strings.TrimPrefix(v, "image://"), "data:image/")
		if v == "__proto__" || v == "constructor" || remote && !ours || strings.Contains(v, "__f__") || key == "renderMode" && v != "richText" {
			return key + ":" + v
		}
	case []any:
		for _, item := range v {
			if bad := dangerous(key, item); bad != "" {
				return bad
			}
		}
	case map[string]any:
		for name, item := range v {
			switch name {
			case "link":
				if key != "axisPointer" {
					return name
				}
			case "sublink", "cursor", "extraCssText", "renderItem", "toolbox", "graphic", "__proto__", "href", "src":
				return name
			}
			if bad := dangerous(name, item); bad != "" {
				return bad
			}
		}
	}
	return ""
}
