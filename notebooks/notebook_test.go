package notebooks

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// notebook is what the tests need of a file in nbformat 4.
type notebook struct {
	Cells       []cell          `json:"cells"`
	Metadata    json.RawMessage `json:"metadata"`
	Format      int             `json:"nbformat"`
	FormatMinor int             `json:"nbformat_minor"`
}

type cell struct {
	Type     string          `json:"cell_type"`
	ID       string          `json:"id"`
	Metadata json.RawMessage `json:"metadata"`
	Source   text            `json:"source"`
	Count    *int            `json:"execution_count,omitempty"`
	Outputs  []output        `json:"outputs,omitempty"`
}

// MarshalJSON writes the fields that nbformat demands of each kind of cell.
func (c cell) MarshalJSON() ([]byte, error) {
	fields := map[string]any{"cell_type": c.Type, "id": c.ID, "metadata": c.Metadata, "source": c.Source}
	if c.Type == "code" {
		fields["execution_count"], fields["outputs"] = c.Count, c.Outputs
	}
	return json.Marshal(fields)
}

type output struct {
	Type      string                     `json:"output_type"`
	Name      string                     `json:"name,omitempty"`
	Count     *int                       `json:"execution_count,omitempty"` // of a result
	Text      text                       `json:"text,omitempty"`
	Data      map[string]json.RawMessage `json:"data,omitempty"`
	Metadata  json.RawMessage            `json:"metadata,omitempty"`
	ErrorName string                     `json:"ename,omitempty"`
}

// said lists the first lines of what cells resulted in and of what charts say of
// themselves, but for live ones, whose words change.
func (n *notebook) said() (lines []string) {
	for _, c := range n.Cells {
		for _, o := range c.Outputs {
			var words text
			if json.Unmarshal(o.Data["text/plain"], &words) != nil || strings.HasPrefix(string(words), "Trained ") {
				continue
			}
			first, _, _ := strings.Cut(string(words), "\n")
			lines = append(lines, first)
		}
	}
	return lines
}

// result is what a cell resulted in as text, "" for all other output.
func (o output) result() string {
	var result text
	if o.Type != "execute_result" || json.Unmarshal(o.Data["text/plain"], &result) != nil {
		return ""
	}
	return string(result)
}

// text is a string that nbformat also lets be a list of lines.
type text string

func (t *text) UnmarshalJSON(data []byte) error {
	var lines []string
	if json.Unmarshal(data, &lines) == nil {
		*t = text(strings.Join(lines, ""))
		return nil
	}
	return json.Unmarshal(data, (*string)(t))
}

func readNotebook(t testing.TB, path string) *notebook {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	book := new(notebook)
	if err := json.Unmarshal(data, book); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return book
}

// newNotebook returns a notebook for Go, without cells.
func newNotebook(t testing.TB) *notebook {
	t.Helper()
	return &notebook{Metadata: readNotebook(t, gallery).Metadata, Format: 4, FormatMinor: 5}
}

func (n *notebook) write(t testing.TB, path string) {
	t.Helper()
	data, err := json.Marshal(n)
	if err == nil {
		err = os.WriteFile(path, data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// texts joins what the cells printed and, a line each, what they resulted in.
func (n *notebook) texts() string {
	var all strings.Builder
	for _, c := range n.Cells {
		for _, o := range c.Outputs {
			all.WriteString(string(o.Text))
			if result := o.result(); result != "" {
				all.WriteString("\n" + result + "\n")
			}
		}
	}
	return all.String()
}

// charts lists the chart outputs.
func (n *notebook) charts() []output {
	var charts []output
	for _, c := range n.Cells {
		for _, o := range c.Outputs {
			if _, ok := o.Data["application/vnd.echarts+json"]; ok {
				charts = append(charts, o)
			}
		}
	}
	return charts
}
