package nnlib

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
	"sync"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// Row returns one row's features as a model would see them, flat, and its
// targets: mostly one value, or none where the data set has no targets.
//
// Row panics for a row that is not there, and if the data cannot be read.
func (d *Dataset) Row(i int) (x, y []float32) {
	rows := d.chunk(i)
	i -= rows.from
	x = rows.x[i*rows.xSize : (i+1)*rows.xSize]
	y = rows.y[i*rows.ySize : (i+1)*rows.ySize]
	return append([]float32{}, x...), append([]float32(nil), y...)
}

// Label returns one row's class, also after [Dataset.ToCategorical], and false
// where targets are not classes.
//
// Label panics for a row that is not there, and if the data cannot be read.
func (d *Dataset) Label(i int) (label int, ok bool) {
	d.checkRow(i)
	if d.spec.Classes == 0 {
		return 0, false
	}
	_, y := d.Row(i)
	if len(y) > 1 {
		return slices.Index(y, 1), true
	}
	return int(y[0]), true
}

// Image returns one row as a grey or coloured image. Its shape is [height width]
// or [height width channels] with 1, 3 or 4 channels. Bytes show as they are,
// whatever Scale made of them; of other features, 0 is black and 1 is full light
// or, where a row exceeds 1, 255 is.
//
// Image panics for a row that is not there, for rows that are no images, and if
// the data cannot be read.
func (d *Dataset) Image(i int) image.Image {
	d.checkRow(i)
	height, width, channels := d.imageSize()
	x, _ := d.Row(i)
	light := d.light(x)
	at := func(row, column, channel int) uint8 {
		value := float64(x[(row*width+column)*channels+channel]) * light
		return uint8(math.Round(min(255, max(0, value))))
	}
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for row := range height {
		for column := range width {
			c := color.NRGBA{R: at(row, column, 0), A: 255}
			c.G, c.B = c.R, c.R
			if channels >= 3 {
				c.G, c.B = at(row, column, 1), at(row, column, 2)
			}
			if channels == 4 {
				c.A = at(row, column, 3)
			}
			img.SetNRGBA(column, row, c)
		}
	}
	return img
}

func (d *Dataset) imageSize() (height, width, channels int) {
	shape := d.spec.X.Shape
	switch {
	case len(shape) == 2:
		return shape[0], shape[1], 1
	case len(shape) == 3 && (shape[2] == 1 || shape[2] == 3 || shape[2] == 4):
		return shape[0], shape[1], shape[2]
	}
	panic(&Error{
		Who:      "Image",
		Expected: "rows of shape (None, height, width) or (None, height, width, channels)",
		Got:      fmt.Sprintf("rows of shape %v", shape),
		Fix:      "nnlib.FromSlices(pixels, labels, 28, 28) for images of 28×28",
	})
}

// light is what brings a row's values to 0…255.
func (d *Dataset) light(x []float32) float64 {
	if d.spec.X.DType == "uint8" && !d.spec.Standardized() {
		return 1 / d.spec.Factor()
	}
	for _, value := range x {
		if value > 1 {
			return 1
		}
	}
	return 255
}

// rowChunk is how many rows are fetched at once.
const rowChunk = 256

// rowCache keeps the chunks that were fetched.
type rowCache struct {
	sync.Mutex
	chunks map[int]*chunk
}

// chunk is the rows from one on, flat.
type chunk struct {
	from, xSize, ySize int
	x, y               []float32
}

func (d *Dataset) chunk(i int) *chunk {
	d.checkRow(i)
	d.rows.Lock()
	defer d.rows.Unlock()
	from := i - i%rowChunk
	if d.rows.chunks[from] == nil {
		if d.rows.chunks == nil {
			d.rows.chunks = map[int]*chunk{}
		}
		d.rows.chunks[from] = d.fetch(from, min(from+rowChunk, d.Len()))
	}
	return d.rows.chunks[from]
}

func (d *Dataset) fetch(from, to int) *chunk {
	part := d.slice(from, to)
	request := wire.Fetch{Data: part.wire()}
	rows, _ := call{who: "data set", request: request, data: []*Dataset{part}}.run().(wire.Rows)
	return &chunk{
		from: from, x: rows.X.Float32s(), y: rows.Y.Float32s(),
		xSize: d.spec.X.Shape.Size(), ySize: targetSize(d.spec.Y),
	}
}

func targetSize(y spec.Column) int {
	if y.DType == "" {
		return 0
	}
	return y.Shape.Size()
}

func (d *Dataset) checkRow(i int) {
	if i < 0 || i >= d.Len() {
		panic(&Error{
			Who:      "data set",
			Expected: fmt.Sprintf("one of its %d rows, counted from 0", d.Len()),
			Got:      fmt.Sprintf("row %d", i),
			Fix:      "for i := range data.Len()",
		})
	}
}
