package svg

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// inert lists the elements that ECharts draws with; none of them can run anything.
var inert = []string{
	"svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "image",
	"clipPath", "linearGradient", "radialGradient", "stop", "pattern", "filter", "feDropShadow", "mask", "use", "title",
	"desc",
}

// check returns an error unless svg is a well formed picture that holds no script and
// nothing from elsewhere.
func check(svg string) error {
	decoder := xml.NewDecoder(strings.NewReader(svg))
	elements := 0
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return fmt.Errorf("the picture is no SVG: %w", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if elements++; elements == 1 && token.Name.Local != "svg" {
				return fmt.Errorf("the picture starts with <%s>", token.Name.Local)
			}
			err = checkElement(token)
		case xml.ProcInst, xml.Directive:
			err = errors.New("the picture holds a directive")
		}
		if err != nil {
			return err
		}
	}
	if elements == 0 {
		return errors.New("the picture is empty")
	}
	return nil
}

// checkElement returns an error for an element or an attribute that could run or
// fetch something.
func checkElement(element xml.StartElement) error {
	if !slices.Contains(inert, element.Name.Local) {
		return fmt.Errorf("the picture holds an element <%s>", element.Name.Local)
	}
	for _, a := range element.Attr {
		name, value := strings.ToLower(a.Name.Local), strings.ToLower(strings.TrimSpace(a.Value))
		local := strings.HasPrefix(value, "#") || strings.HasPrefix(value, "data:image/png") ||
			strings.HasPrefix(value, "data:image/jpeg")
		switch {
		case strings.HasPrefix(name, "on"):
			return fmt.Errorf("the picture holds an event handler %s", name)
		case name == "href" && !local, name == "src", reachesOut(value):
			return fmt.Errorf("the picture refers to something outside of it: %s=%.40q", name, a.Value)
		}
	}
	return nil
}

// reachesOut reports whether an attribute fetches something from outside of the
// picture.
func reachesOut(text string) bool {
	text = strings.ToLower(text)
	for rest := text; ; {
		_, after, found := strings.Cut(rest, "url(")
		if !found {
			break
		}
		if !strings.HasPrefix(strings.TrimLeft(after, ` '"`), "#") {
			return true
		}
		rest = after
	}
	return strings.Contains(text, "@import")
}
