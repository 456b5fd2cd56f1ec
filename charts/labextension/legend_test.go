package labextension

import "testing"

// TestRoomForLegend lays out four names of 100 pixels, each 149 with its sign and the gap
// behind, in a chart for 720 pixels: one row there, two in 400.
func TestRoomForLegend(t *testing.T) {
	const legend = `"legend":[{"left":"6","top":"50","itemWidth":30,"itemGap":14,"data":["a",{"name":"b"},"c","d"]}]`
	const option = `{` + legend + `,"title":[{"text":"t"},{"top":"80"}],"grid":[{"top":"100"},{"top":"10%"}]}`
	const moved = `{` + legend + `,"title":[{"text":"t"},{"top":106}],"grid":[{"top":126},{"top":"10%"}]}`
	for name, test := range map[string]struct{ size, width, want string }{
		"as wide as it was laid out": {`{width: 720}`, `720`, `{"option":` + option + `,"extra":0}`},
		"still one row":              {`{width: 720}`, `620`, `{"option":` + option + `,"extra":0}`},
		"two rows":                   {`{width: 720}`, `400`, `{"option":` + moved + `,"extra":26}`},
		"its size stays":             {`{width: 720, fixed: true}`, `400`, `{"option":` + option + `,"extra":0}`},
	} {
		t.Run(name, func(t *testing.T) {
			room := exportedBy(t, "legend.js", `makeRoom(JSON.parse(option), `+test.size+`, `+test.width+`, (text) => 100)`)
			got, err := room(option)
			if err != nil {
				t.Fatal(err)
			}
			if !sameJSON(t, got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// TestRoomForOddLegends gives what a stranger's chart may hold.
func TestRoomForOddLegends(t *testing.T) {
	room := exportedBy(t, "legend.js", `makeRoom(JSON.parse(option), {width: 720}, 100, (text) => text.length)`)
	for _, option := range []string{`{}`, `{"legend":null}`, `{"legend":[]}`, `{"legend":{"data":5}}`, `{"legend":{"data":[null,{},[],7]},"grid":[null,5],"title":"t"}`} {
		if _, err := room(option); err != nil {
			t.Errorf("%s: %v", option, err)
		}
	}
}
