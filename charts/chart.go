package charts

import (
	"encoding/json"
	"fmt"

	"nnbook/kernel/display"
)

// MIMEType is the type of the ECharts option in a chart's display message.
const MIMEType = "application/vnd.echarts+json"

// Chart is a drawing ready to be shown: an ECharts option, its size and a sentence
// that states its numbers. The functions of this package make one.
type Chart struct {
	option        *option // nil when there is nothing to draw
	text          string
	width, height int  // pixels
	fixed         bool // the size stays as it is in a narrower notebook

	sheet *sheet // several charts in place of an option of its own
}

// Display shows the chart below the running notebook cell. Outside of a notebook it
// prints the chart's sentence.
func (c *Chart) Display() {
	if !display.Available() {
		fmt.Println(c.text)
		return
	}
	if err := display.Send(c.message()); err != nil {
		fmt.Printf("%s\n(the chart itself could not be shown: %v)\n", c.text, err)
	}
}

// String returns the chart's numbers as a sentence.
func (c *Chart) String() string { return c.text }

// MarshalJSON returns the ECharts option, "null" for a chart without anything to draw.
// It holds no functions, so it can be used as it is in a web page: setOption(JSON).
// Of a [Row] or [Grid] it returns {"columns": n, "charts": [{"option": …}, …]}.
func (c *Chart) MarshalJSON() ([]byte, error) {
	if c.sheet != nil {
		return json.Marshal(c.sheet)
	}
	return json.Marshal(c.option)
}

// message returns what the kernel publishes for the chart.
func (c *Chart) message() display.Message {
	m := display.Message{Data: map[string]any{"text/plain": c.text}}
	switch {
	case c.sheet != nil:
		m.Data[MIMEType] = c.sheet
	case c.option != nil:
		m.Data[MIMEType] = c.option
		m.Metadata = map[string]any{MIMEType: c.size()}
	}
	return m
}

func (c *Chart) size() size { return size{c.width, c.height, c.fixed} }

// size tells the renderers how large a chart wants to be.
type size struct {
	Width  int  `json:"width"`
	Height int  `json:"height"`
	Fixed  bool `json:"fixed,omitempty"`
}
