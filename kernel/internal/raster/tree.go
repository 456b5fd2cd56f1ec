package raster

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// node is an element of an SVG.
type node struct {
	name       string
	attributes map[string]string
	text       string
	children   []*node
}

// maxDepth bounds how deep elements lie in one another; ECharts needs five levels.
const maxDepth = 50

// parse reads an SVG.
func parse(r io.Reader) (*node, error) {
	open := []*node{{}}
	decoder := xml.NewDecoder(r)
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		last := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			if len(open) > maxDepth {
				return nil, errors.New("its elements lie too deep in one another")
			}
			child := newNode(token)
			last.children = append(last.children, child)
			open = append(open, child)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			last.text += string(token)
		}
	}
	if top := open[0].children; len(top) == 1 && top[0].name == "svg" {
		return top[0], nil
	}
	return nil, errors.New("it is no SVG")
}

// newNode takes style properties for attributes, which they mean the same as.
func newNode(element xml.StartElement) *node {
	n := &node{name: element.Name.Local, attributes: map[string]string{}}
	for _, a := range element.Attr {
		n.attributes[a.Name.Local] = a.Value
	}
	for declaration := range strings.SplitSeq(n.attributes["style"], ";") {
		if name, value, found := strings.Cut(declaration, ":"); found {
			n.attributes[strings.TrimSpace(name)] = strings.TrimSpace(value)
		}
	}
	return n
}

// number returns a number, perhaps of pixels, 0 for one that is missing or none.
func (n *node) number(name string) float64 {
	v, _ := strconv.ParseFloat(strings.TrimSuffix(n.attributes[name], "px"), 64)
	return v
}

// target returns the id that a reference like "#a" names, empty for none.
func target(reference string) string {
	id, _ := strings.CutPrefix(reference, "#")
	return id
}

// paintTarget returns the id that "url(#a)" names, empty for none.
func paintTarget(reference string) string {
	id, found := strings.CutPrefix(reference, "url(#")
	if !found {
		return ""
	}
	return strings.TrimSuffix(id, ")")
}
