package svg

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// mostBytes is what a chart may add to a notebook's file: its option and its picture.
const mostBytes = 100_000

// TestChartsAreDrawnSmall draws the goldens of package charts. It leaves the pictures
// in the folder that NNBOOK_ARTIFACTS names, to be looked at.
func TestChartsAreDrawnSmall(t *testing.T) {
	goldens, err := filepath.Glob("../../../charts/testdata/*.json")
	if err != nil || len(goldens) == 0 {
		t.Fatalf("no goldens: %v", err)
	}
	r := Start(t.Context(), script(t))
	for _, golden := range goldens {
		name := strings.TrimSuffix(filepath.Base(golden), ".json")
		t.Run(name, func(t *testing.T) {
			option, size := readChart(t, golden)
			if option == nil {
				return // a sentence without a chart
			}
			picture, err := r.Draw(t.Context(), option, size)
			if err != nil {
				t.Fatal(err)
			}
			keep(t, name+".svg", picture)
			if n := len(option) + len(picture); n > mostBytes {
				t.Errorf("%d bytes of option and %d of picture, want %d at most", len(option), len(picture), mostBytes)
			}
		})
	}
}

// readChart returns the compact option in a golden, nil if there is none, and its size.
func readChart(t *testing.T, path string) (option []byte, size Size) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var message struct {
		Data     map[string]any
		Metadata map[string]Size
	}
	if err := json.Unmarshal(text, &message); err != nil {
		t.Fatal(err)
	}
	const mime = "application/vnd.echarts+json"
	if message.Data[mime] == nil {
		return nil, size
	}
	if option, err = json.Marshal(message.Data[mime]); err != nil {
		t.Fatal(err)
	}
	return option, message.Metadata[mime]
}

// keep leaves a picture among the test's artifacts, if anybody wants them.
func keep(t *testing.T, name, picture string) {
	folder := os.Getenv("NNBOOK_ARTIFACTS")
	if folder == "" {
		return
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name), []byte(picture), 0o644); err != nil {
		t.Error(err)
	}
}

func TestTidy(t *testing.T) {
	point := func(x string) string {
		return `<path d="M1 0A1 1 0 1 1 1 0" transform="matrix(2.5,0,0,2.5,` + x + `,7.2509)" fill="rgb(0,114,178)"></path>` + "\n"
	}
	const head, rest = `<svg width="9">`, `<path d="M0 0" transform="translate(1 2)" fill="none" stroke="#000"></path></svg>`
	got := tidy(head+point("1.04")+point("-2")+point("3")+point("4.96")+rest, nil, Size{})
	for _, want := range []string{
		`<path id="nn51bf5a90" d="M1 0A1 1 0 1 1 1 0" transform="scale(2.5 2.5)"></path>`,
		`<g fill="#0072b2"><use xlink:href="#nn51bf5a90" x="1" y="7.3"/><use`, `x="-2" y="7.3"/>`, `x="5" y="7.3"/></g>`, rest,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in\n%s", want, got)
		}
	}
	if once := head + point("1") + rest; strings.Contains(tidy(once, nil, Size{}), "<use") {
		t.Error("what is drawn once is written apart")
	}
}

func TestOnlyWhatIsSeenIsKept(t *testing.T) {
	for attributes, seen := range map[string]bool{
		`fill="#000"`:                                  true,
		`fill="#000" fill-opacity="0"`:                 false,
		`fill="#000" fill-opacity="0.5"`:               true,
		`fill="none"`:                                  false,
		`fill="none" stroke="#000"`:                    true,
		`fill="none" stroke="none"`:                    false,
		`fill="none" stroke="#000" stroke-opacity="0"`: false,
		`fill="none" stroke="#000" stroke-width="0"`:   false,
		`fill="#000" fill-opacity="0" stroke="#000"`:   true,
		`fill="#000" stroke="#000" stroke-opacity="0"`: true,
		`id="shared" fill="none"`:                      true,
		``:                                             true, // black, unless it says so
	} {
		if kept := strings.Contains(tidy(`<svg><path d="M1 0" `+attributes+`></path></svg>`, nil, Size{}), "<path"); kept != seen {
			t.Errorf("%s: kept %v, want %v", attributes, kept, seen)
		}
	}
}
