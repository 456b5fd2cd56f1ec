package charts

// About how wide a character is, in pixels.
const (
	titleChar    = 8.5
	subtitleChar = 6.5
	headingChar  = 8
	axisChar     = 6.5
)

// headed returns the chart with a title and a subtitle that fit. One whose size stays as
// it is becomes wider for them, up to the width of a figure; what is longer is cut, and
// the chart's sentence has all of it.
func headed(c Chart) *Chart {
	t := &c.option.Title[0]
	if c.fixed {
		need := max(textWidth(t.Title, titleChar), textWidth(t.Subtitle, subtitleChar)) + 3*edge
		c.width = max(c.width, min(need, figureWidth))
	}
	room := c.width - 2*edge
	t.Title, t.Subtitle = clip(t.Title, int(float64(room)/titleChar)), clip(t.Subtitle, int(float64(room)/subtitleChar))
	return &c
}

// textWidth is about how wide a text is, in pixels.
func textWidth(text string, char float64) int { return int(float64(len([]rune(text))) * char) }

// clip shortens a text that is too long.
func clip(text string, most int) string {
	if letters := []rune(text); len(letters) > most {
		return string(letters[:max(0, most-1)]) + "…"
	}
	return text
}
