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
	pending []waiting // the last of each display that is still without a picture
}

// waiting is a display that gets its picture at the end of a turn.
type waiting struct {
	*bundle
	turn *turn
}

// add returns a display with the picture of its chart added, if it holds one without.
// One that can be updated, as it has an id, is noted for the end of the turn that runs,
// and returned as it is; no turn runs if that is nil.
func (p *pictures) add(ctx context.Context, b *bundle, running *turn) *bundle {
	wanting := b.Data[chartType] != nil && b.Data[pictureType] == nil && b.Data[pixelType] == nil
	id := b.Transient.DisplayID
	later := running != nil && id != ""
	p.mu.Lock()
	if id != "" {
		p.pending = slices.DeleteFunc(p.pending, func(old waiting) bool { return old.Transient.DisplayID == id })
	}
	if wanting && later {
		p.pending = append(p.pending, waiting{b, running})
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

// finish publishes the displays that are noted for a turn's end, with their pictures. It
// leaves out those of which none can be drawn, and those that were displayed anew
// meanwhile.
func (p *pictures) finish(ctx context.Context, t *turn, publish func(*bundle)) {
	for _, b := range p.due(t) {
		drawn := p.draw(ctx, b)
		p.mu.Lock()
		if p.settle(b) && drawn != nil {
			publish(drawn)
		}
		p.mu.Unlock()
	}
}

// due returns the displays that are noted for a turn's end.
func (p *pictures) due(t *turn) (due []*bundle) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, w := range p.pending {
		if w.turn == t {
			due = append(due, w.bundle)
		}
	}
	return due
}

// settle takes a display off the list and says whether it was there. The lock is held.
func (p *pictures) settle(b *bundle) bool {
	at := slices.IndexFunc(p.pending, func(w waiting) bool { return w.bundle == b })
	if at >= 0 {
		p.pending = slices.Delete(p.pending, at, at+1)
	}
	return at >= 0
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
	if ctx.Err() != nil {
		return nil // the kernel ends
	}
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

// finishPictures updates the charts of a turn that are still without their picture.
func (k *kernel) finishPictures(t *turn) {
	k.pictures.finish(k.life, t, func(b *bundle) { k.publishFor(t, "update_display_data", b) })
}

// passDisplay hands on a display that came through GoNB, its charts with pictures.
func (k *kernel) passDisplay(t *turn, m jupyter.Message) {
	var b bundle
	if !bytes.Contains(m.Content, []byte(chartType)) || m.ReadContent(&b) != nil {
		k.passOutput(t, m)
		return
	}
	shown := k.pictures.add(k.life, &b, t)
	k.passOutput(t, m.WithContent(shown))
}
