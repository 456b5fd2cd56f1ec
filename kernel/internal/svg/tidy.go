package svg

import (
	"crypto/sha256"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

var (
	// moving is what makes a picture answer the mouse: styles for hovering, the
	// classes they apply to, the numbers of the series and points, and shapes that
	// are there to be pointed at alone.
	moving = regexp.MustCompile(`(?s)<style >.*?</style>\n?| class="zr\d+-cls-\d+"| ecmeta_\w+="[^"]*"` +
		`|<path d="[^"]*"(?: transform="[^"]*")? fill="none" pointer-events="visible"></path>\n?| pointer-events="visible"`)

	// path is a shape, with its attributes.
	path = regexp.MustCompile(`<path [^<>]*></path>\n?`)

	// localName is how the names of a picture's parts start.
	localName = regexp.MustCompile(`\bzr\d+-`)

	// mark is a path that is moved to its place, perhaps enlarged: its outline, the
	// factor, the place, and how it is filled.
	mark = regexp.MustCompile(`<path d="([^"]*)" transform="(?:translate\(|matrix\(([\d.]+),0,0,([\d.]+),)(-?[\d.]+)[ ,](-?[\d.]+)\)"([^<>]*)></path>\n?`)

	// rgb is a colour, longer than need be.
	rgb = regexp.MustCompile(`rgb\((\d+),(\d+),(\d+)\)`)

	// family is the font of one text.
	family = regexp.MustCompile(`font-family:([^;"&]*);`)
)

// oftenDrawn is how many times an outline is drawn before it pays to write it once.
const oftenDrawn = 4

// tidy leaves out what a static picture has no use for, writes once what is drawn
// often, and makes the names of its parts its own: pictures of several notebooks, or
// of several runs, end up in one page, where equal names would be taken for one
// another. The same option always gives the same picture.
func tidy(svg string, option []byte, size Size) string {
	hash := sha256.New()
	fmt.Fprintf(hash, "%d %d %s", size.Width, size.Height, option)
	own := fmt.Sprintf("nn%x-", hash.Sum(nil)[:5])
	svg = localName.ReplaceAllString(moving.ReplaceAllString(svg, ""), own)
	svg = path.ReplaceAllStringFunc(svg, seen)
	svg = rgb.ReplaceAllStringFunc(svg, hex)
	return shareFont(shareMarks(svg, own))
}

// seen returns a path, or nothing for one that is transparent: points that a line does
// not mark are, until the mouse is on them.
func seen(path string) string {
	filled := !strings.Contains(path, ` fill="none"`) && !strings.Contains(path, ` fill-opacity="0"`)
	drawn := strings.Contains(path, ` stroke="`) && !strings.Contains(path, ` stroke="none"`) &&
		!strings.Contains(path, ` stroke-opacity="0"`) && !strings.Contains(path, ` stroke-width="0"`)
	if filled || drawn || strings.Contains(path, ` id="`) {
		return path
	}
	return ""
}

// hex writes rgb(0,114,178) as #0072b2.
func hex(color string) string {
	var r, g, b uint8
	if n, err := fmt.Sscanf(color, "rgb(%d,%d,%d)", &r, &g, &b); n != 3 || err != nil {
		return color
	}
	return fmt.Sprintf("#%02x%02x%02x", r, g, b)
}

// shareMarks writes an outline that is drawn often, such as a point of a cloud, once
// and refers to it from each place. Marks in a row that are filled alike say so once.
func shareMarks(svg, own string) string {
	times, names := map[string]int{}, map[string]string{}
	for _, found := range mark.FindAllStringSubmatch(svg, -1) {
		times[outline(found)]++
	}
	var outlines strings.Builder
	for _, found := range mark.FindAllStringSubmatch(svg, -1) {
		if o := outline(found); times[o] >= oftenDrawn && names[o] == "" {
			names[o] = own[:9] + strconv.Itoa(len(names)) // short: it is written for each mark
			fmt.Fprintf(&outlines, `<path id="%s" %s></path>`, names[o], o)
		}
	}
	if len(names) == 0 {
		return svg
	}
	head := strings.Index(svg, ">") + 1
	return svg[:head] + "\n<defs>" + outlines.String() + "</defs>" + refer(svg[head:], names)
}

// refer replaces the marks whose outline has a name by references to it.
func refer(svg string, names map[string]string) string {
	var out strings.Builder
	var run []string // marks that follow one another and are filled alike
	style, at := "", 0
	end := func() {
		switch len(run) {
		case 0:
		case 1:
			out.WriteString(run[0] + style + "/>\n")
		default:
			out.WriteString("<g" + style + ">" + strings.Join(run, "/>") + "/></g>\n")
		}
		run = run[:0]
	}
	for _, where := range mark.FindAllStringIndex(svg, -1) {
		found := mark.FindStringSubmatch(svg[where[0]:where[1]])
		name := names[outline(found)]
		if name == "" {
			continue
		}
		if between := svg[at:where[0]]; between != "" || found[6] != style {
			end()
			out.WriteString(between)
		}
		style, at = found[6], where[1]
		run = append(run, fmt.Sprintf(`<use xlink:href="#%s" x="%s" y="%s"`, name, tenth(found[4]), tenth(found[5])))
	}
	end()
	return out.String() + svg[at:]
}

// outline returns what a mark looks like wherever it stands, as attributes.
func outline(found []string) string {
	if found[2] == "" {
		return `d="` + found[1] + `"`
	}
	return fmt.Sprintf(`d="%s" transform="scale(%s %s)"`, found[1], found[2], found[3])
}

// tenth rounds a place to a tenth of a pixel.
func tenth(number string) string {
	v, _ := strconv.ParseFloat(number, 64)
	return strconv.FormatFloat(math.Round(10*v)/10, 'f', -1, 64)
}

// shareFont says the font of the picture's first text once for all that have it.
func shareFont(svg string) string {
	first := family.FindStringSubmatch(svg)
	if first == nil {
		return svg
	}
	svg = strings.ReplaceAll(svg, first[0], "")
	return strings.Replace(svg, ">", ` style="`+strings.TrimSuffix(first[0], ";")+`">`, 1)
}
