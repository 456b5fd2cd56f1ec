package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log"
	"maps"
	"slices"
	"sync"

	"nnbook/kernel/internal/svg"
	"nnbook/kernel/jupyter"
)

// The MIME types of a chart and of its static picture, for all places that don't know the
// chart's: an SVG, or pixels where images stand in it.
const (
	chartType   = "application/vnd.echarts+json"
	pictureType = "image/svg+xml"
	pixelType   = "image/png"
)

// bundle is the content of display_data and update_display_data.
type bundle struct {
	Data      map[string]json.RawMessage `json:"data"`
	Metadata  map[string]json.RawMessage `json:"metadata"`
	Transient struct {
		DisplayID string `json:"display_id,omitempty"`
	} `json:"transient"`
}

// pictures adds static pictures to charts. A chart that may be updated while a cell runs
// gets its picture at the cell's end: until then the next update is near.
type pictures struct {
	renderer   *svg.Renderer
	complained sync.Once

	mu      sync.Mutex
	pending []*bundle // the last of each display that is still without a picture
}

// add returns a display with the picture of its chart added, if it holds one without.
// While a cell runs, one that can be updated, as it has an id, is noted and returned as
// it is.
func (p *pictures) add(ctx context.Context, b *bundle, running bool) *bundle {
	wanting := b.Data[chartType] != nil && b.Data[pictureType] == nil && b.Data[pixelType] == nil
	id := b.Transient.DisplayID
	later := running && id != ""
	p.mu.Lock()
	if id != "" {
		p.pending = slices.DeleteFunc(p.pending, func(old *bundle) bool { return old.Transient.DisplayID == id })
	}
	if wanting && later {
		p.pending = append(p.pending, b)
	}
	p.mu.Unlock()
	if !wanting || later {
		return b
	}
	if drawn := p.draw(ctx, b); drawn != nil {
		return drawn
	}
	return b
}

// due returns the displays noted for later, with their pictures. It leaves out those
// of which none can be drawn.
func (p *pictures) due(ctx context.Context) []*bundle {
	p.mu.Lock()
	pending := p.pending
	p.pending = nil
	p.mu.Unlock()
	var drawn []*bundle
	for _, b := range pending {
		if b := p.draw(ctx, b); b != nil {
			drawn = append(drawn, b)
		}
	}
	return drawn
}

// draw returns a copy of a display with the picture of its chart, or nil after logging why
// there is none.
func (p *pictures) draw(ctx context.Context, b *bundle) *bundle {
	var size svg.Size
	if hints := b.Metadata[chartType]; hints != nil {
		if err := json.Unmarshal(hints, &size); err != nil {
			logf("the metadata of a chart: %v", err)
		}
	}
	picture, err := p.renderer.Draw(ctx, b.Data[chartType], size)
	if errors.Is(err, svg.ErrNoScript) {
		p.complained.Do(func() { log.Print(err) })
		return nil
	}
	if err != nil {
		log.Print(err)
		return nil
	}
	if hasImages(picture) {
		drawn, err := b.withPixels(picture, room)
		if err == nil {
			return drawn
		}
		log.Print(err)
	}
	return b.with(pictureType, picture)
}

// with returns a copy of b with a text more.
func (b *bundle) with(mime, text string) *bundle {
	c := *b
	c.Data = maps.Clone(b.Data)
	c.Data[mime], _ = jupyter.Marshal(text) // a string always marshals
	return &c
}

// textBundle returns the content of a message that shows a text.
func textBundle(text string) *bundle {
	encoded, _ := jupyter.Marshal(text) // a string always marshals
	return &bundle{Data: map[string]json.RawMessage{"text/plain": encoded}, Metadata: map[string]json.RawMessage{}}
}

// text returns the text of b, for places that show nothing else.
func (b *bundle) text() (text string) {
	if err := json.Unmarshal(b.Data["text/plain"], &text); err != nil {
		logf("a display without text: %v", err)
	}
	return text
}

// finishPictures updates the charts of the running cell that are still without their
// picture.
func (k *kernel) finishPictures() {
	t, _ := k.work.shows()
	for _, b := range k.pictures.due(k.life) {
		k.publishFor(t, "update_display_data", b)
	}
}

// passDisplay hands on a display that came through GoNB, its charts with pictures.
func (k *kernel) passDisplay(t *turn, m jupyter.Message) {
	var b bundle
	if !bytes.Contains(m.Content, []byte(chartType)) || m.ReadContent(&b) != nil {
		k.passOutput(t, m)
		return
	}
	shown := k.pictures.add(k.life, &b, true)
	k.passOutput(t, m.WithContent(shown))
}
