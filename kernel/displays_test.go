package main

import (
	"context"
	"encoding/json"
	"image"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"nnbook/kernel/jupyter"
)

// chartCell is the start of a cell that shows charts.
const chartCell = `
import "nnbook/kernel/display"
%%
chart := func(id string, update bool, points ...float64) {
	err := display.Send(display.Message{
		Data: map[string]any{
			"application/vnd.echarts+json": map[string]any{
				"xAxis": map[string]any{"type": "category"}, "yAxis": map[string]any{},
				"series": []any{map[string]any{"type": "line", "data": points}},
			},
			"text/plain": fmt.Sprint(points),
		},
		Metadata: map[string]any{"application/vnd.echarts+json": map[string]any{"width": 500, "height": 300}},
		DisplayID: id,
		Update: update,
	})
	if err != nil {
		panic(err)
	}
}
`

// digitCell shows a chart with an image in it.
const digitCell = `
import "nnbook/kernel/display"
%%
err := display.Send(display.Message{
	Data: map[string]any{
		"application/vnd.echarts+json": map[string]any{
			"xAxis": map[string]any{}, "yAxis": map[string]any{},
			"series": []any{map[string]any{"type": "scatter", "data": []any{[]any{1, 2}}, "symbolSize": 50,
				"symbol": "image://data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEklEQVR4nGP4z8DAAMIM/4EAAB/uBfsL2WiLAAAAAElFTkSuQmCC"}},
		},
		"text/plain": "a digit",
	},
	Metadata: map[string]any{"application/vnd.echarts+json": map[string]any{"width": 500, "height": 300}},
})
if err != nil {
	panic(err)
}
`

// shownBy returns the displays among the messages.
func shownBy(outputs []jupyter.Message) (shown []bundle) {
	for _, m := range outputs {
		if strings.HasSuffix(m.Type, "display_data") {
			shown = append(shown, contentOf[bundle](m))
		}
	}
	return shown
}

func TestChartGetsAPicture(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	outputs := s.run(chartCell + `chart("", false, 1, 2, 3)`)
	if got, want := types(outputs), "busy execute_input display_data idle"; got != want {
		t.Fatalf("the cell published %s, want %s", got, want)
	}
	b := shownBy(outputs)[0]
	if string(b.Data["text/plain"]) != `"[1 2 3]"` || len(b.Data[chartType]) == 0 || string(b.Metadata[chartType]) == "" {
		t.Errorf("the display is %+v", b)
	}
	picture := string(b.Data[pictureType])
	if !strings.Contains(picture, `<svg width=\"500\" height=\"300\"`) || strings.Contains(picture, "<script") {
		t.Errorf("the picture is %.300s", picture)
	}
}

// GitHub drops images from an SVG: a picture with some is in pixels.
func TestChartWithImagesGetsPixels(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	outputs := s.run(digitCell)
	b := shownBy(outputs)[0]
	if b.Data[pictureType] != nil {
		t.Errorf("the picture is %.300s", b.Data[pictureType])
	}
	if pixels := decodePixels(t, &b); pixels.Bounds() != image.Rect(0, 0, 1000, 600) || blank(pixels) {
		t.Errorf("in pixels it is %v, blank %v", pixels.Bounds(), blank(pixels))
	}
}

// Updates are passed on as they come; the last one gets its picture at the cell's end.
func TestUpdatesGetOnePictureAtTheEnd(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	outputs := s.run(chartCell + `
chart("a", false, 1)
for i := range 5 {
	chart("a", true, 1, float64(i))
	chart("b", true, float64(i))
}
`)
	if got, want := types(outputs), "busy execute_input display_data update_display_data idle"; got != want {
		t.Fatalf("the cell published %s, want %s", got, want)
	}
	var pictures []string
	for _, b := range shownBy(outputs) {
		mark := "-"
		if b.Data[pictureType] != nil {
			mark = b.Transient.DisplayID + string(b.Data["text/plain"])
		}
		pictures = append(pictures, mark)
	}
	if got, want := strings.Join(pictures, " "), `- - - - - - - - - - - a"[1 4]" b"[4]"`; got != want {
		t.Errorf("the pictures are %s, want %s", got, want)
	}
}

// A frontend with somebody before it need not wait for pictures: they may follow when the
// cell has ended, also while the next one runs.
func TestPicturesMayFollowTheCell(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	s.Input = func(string, bool) string { return "" }
	patience, cancel := context.WithTimeout(s.life, time.Minute)
	defer cancel()
	pictures := map[string]string{}
	note := func(m jupyter.Message) {
		for _, b := range shownBy([]jupyter.Message{m}) {
			if b.Data[pictureType] != nil {
				pictures[b.Transient.DisplayID] = m.Type + " " + string(b.Data["text/plain"])
			}
		}
	}
	var ids []string
	for _, code := range []string{chartCell + "chart(\"a\", false, 1)\nchart(\"a\", true, 1, 2)", chartCell + `chart("b", false, 3)`} {
		id, err := s.Start(code)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	for idle := 0; idle < len(ids) || len(pictures) < len(ids); {
		m, err := s.Next(patience, jupyter.IOPub)
		if err != nil {
			t.Fatalf("%v; there are the pictures %v", err, pictures)
		}
		if note(m); m.State() == "idle" && slices.Contains(ids, m.ParentID) {
			idle++
		}
	}
	if want := map[string]string{"a": `update_display_data "[1 2]"`, "b": `update_display_data "[3]"`}; !maps.Equal(pictures, want) {
		t.Errorf("the pictures are %v, want %v", pictures, want)
	}
}

// A display that is shown anew while its picture is drawn must not become the old one again.
func TestOldPicturesAreForgotten(t *testing.T) {
	old, running, next := shown{Data: map[string]json.RawMessage{chartType: []byte(`{}`)}, DisplayID: "a"}.bundle(), &turn{}, &turn{}
	var p pictures
	p.add(t.Context(), old, running)
	if due := p.due(running); len(due) != 1 || due[0] != old || len(p.due(next)) != 0 {
		t.Fatalf("the first turn has %v to draw, the next one %v", due, p.due(next))
	}
	newer := shown{Data: old.Data, DisplayID: "a", Update: true}.bundle()
	p.add(t.Context(), newer, next)
	if p.settle(old) {
		t.Error("the old display would be shown again")
	}
	if len(p.due(running)) != 0 || !p.settle(newer) || p.settle(newer) {
		t.Error("the newer display is not drawn just once")
	}
}

// What is printed before and after a display stays before and after it.
func TestOrderOfPrintsAndDisplays(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	outputs := s.run(`
import "nnbook/kernel/display"
%%
for i := range 20 {
	fmt.Printf("<%d ", i)
	if err := display.Send(display.Message{Data: map[string]any{"text/plain": fmt.Sprint(i)}}); err != nil {
		panic(err)
	}
	fmt.Printf("%d> ", i)
}
`)
	var got strings.Builder
	for _, m := range outputs {
		switch m.Type {
		case "stream":
			got.WriteString(printed([]jupyter.Message{m}))
		case "display_data":
			got.WriteString(strings.Trim(string(contentOf[bundle](m).Data["text/plain"]), `"`) + " ")
		}
	}
	for i, word := range strings.Split(strings.TrimSpace(got.String()), " ") {
		want := []string{"<%", "%", "%>"}[i%3]
		if want = strings.Replace(want, "%", strconv.Itoa(i/3), 1); word != want {
			t.Fatalf("word %d is %s, want %s, in %s", i, word, want, got.String())
		}
	}
}

// A chart that came through GoNB's own way gets its picture, too.
func TestChartThroughGonbui(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	outputs := s.run(`
!*go get github.com/janpfeifer/gonb@v0.11.5
import "github.com/janpfeifer/gonb/gonbui"
import "github.com/janpfeifer/gonb/gonbui/protocol"
%%
gob.Register(map[string]any{})
gonbui.SendData(&protocol.DisplayData{Data: map[protocol.MIMEType]any{
	"application/vnd.echarts+json": map[string]any{"title": map[string]any{"text": "through GoNB"}},
}})
gonbui.Sync()
`)
	shown := shownBy(outputs)
	if len(shown) != 1 || !strings.Contains(string(shown[0].Data[pictureType]), "through GoNB") {
		t.Errorf("the cell published\n%s", summary(outputs))
	}
}

// A cell clears what it showed, in its turn.
func TestClear(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	outputs := s.run("import \"nnbook/kernel/display\"\nfmt.Println(1)\ndisplay.Clear(display.Next)\nfmt.Println(2)")
	if got := types(outputs); got != "busy execute_input stream clear_output stream idle" {
		t.Errorf("the cell published %s", got)
	}
}

func TestBadDisplays(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	outputs := s.run(`
import "nnbook/kernel/display"
%%
fmt.Println(display.Send(display.Message{}))
fmt.Println(display.Send(display.Message{Data: map[string]any{"text/plain": "x"}, Update: true}))
fmt.Println(display.Send(display.Message{Data: map[string]any{"application/vnd.echarts+json": "no option", "text/plain": "x"}}))
`)
	const want = "display: the display holds no data\ndisplay: an update needs the display_id of what it updates\n<nil>\n"
	if got := printed(outputs); got != want {
		t.Errorf("the cell printed %s", got)
	}
	if shown := shownBy(outputs); len(shown) != 1 || shown[0].Data[pictureType] != nil {
		t.Errorf("the cell published\n%s", summary(outputs))
	}
	if !strings.Contains(s.log.String(), "drawing the static picture") {
		t.Errorf("the kernel logged %q", s.log)
	}
}

func TestWithoutECharts(t *testing.T) {
	t.Parallel()
	s := startKernel(t, prefixWithout(t, "lib/echarts.min.js"))
	shown := shownBy(s.run(chartCell + "chart(\"\", false, 1)\nchart(\"\", false, 2)"))
	if len(shown) != 2 || shown[0].Data[pictureType] != nil || len(shown[0].Data[chartType]) == 0 {
		t.Errorf("the cell showed %v", shown)
	}
	if got := s.log.String(); strings.Count(got, "ECharts can't be loaded") != 1 {
		t.Errorf("the kernel logged\n%s", got)
	}
}

func TestParseShown(t *testing.T) {
	for line, problem := range map[string]string{
		`{"data":{"text/plain":"x"}}`:                                "",
		`{"data":{"text/plain":"x"},"update":true,"display_id":"a"}`: "",
		`{"clear":"now"}`:                                            "",
		`{"clear":"never"}`:                                          "no data",
		`{"data":{"text/plain":"x"},"update":true}`:                  "display_id",
		`{"data":{}}`:                                                "no data",
		`{"data":3}`:                                                 "no JSON object",
		`[`:                                                          "no JSON object",
		``:                                                           "no JSON object",
	} {
		_, err := parseShown([]byte(line))
		if (err == nil) != (problem == "") || err != nil && !strings.Contains(err.Error(), problem) {
			t.Errorf("parseShown(%s) = %v, want %q", line, err, problem)
		}
	}
}

func FuzzParseShown(f *testing.F) {
	f.Add([]byte(`{"data":{"text/plain":"x"},"metadata":{"a":{}},"update":true,"display_id":"a"}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		s, err := parseShown(line)
		if err != nil {
			return
		}
		m, err := jupyter.NewSession("").New("display_data", jupyter.Message{}, s.bundle())
		if err != nil {
			t.Fatalf("%q can't be published: %v", line, err)
		}
		if b := contentOf[bundle](m); len(b.Data) == 0 && s.Clear == "" || b.Metadata == nil || b.Transient.DisplayID != s.DisplayID && strings.ToValidUTF8(s.DisplayID, "\ufffd") != b.Transient.DisplayID {
			t.Errorf("%q is published as %s", line, m.Content)
		}
	})
}
