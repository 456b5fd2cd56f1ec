package exec

import (
	"cmp"
	"slices"
	"sync"
)

// On the go backend the host convolves: a few rows of places at a time, so that
// their patches stay in the processor's cache and are never written down for a
// whole batch.

// hostConvolution is a convolution with room for what the way back needs.
type hostConvolution struct {
	convolution
	chosen   []uint8   // the pool's element that each value comes from
	gradient []float32 // by the kernel
}

func newHostConvolution(c convolution) *hostConvolution {
	return &hostConvolution{
		convolution: c,
		chosen:      make([]uint8, c.batch*c.outputs()),
		gradient:    make([]float32, c.in()*c.filters),
	}
}

// mostPhases is how large a pool may be for chosen.
const mostPhases = 256

func (c *convolution) inputs() int  { return c.height * c.width * c.channels }
func (c *convolution) outputs() int { return c.pool[0].Places * c.pool[1].Places * c.filters }

// band is a part of an image's rows of places, with room for its patches, of all
// phases one after the other, and for as many rows of filters.
type band struct {
	*hostConvolution
	rows              int // at most
	patches, products []float32
}

// bandSize is about how many values of patches there are in a band.
const bandSize = 1 << 15

func (c *hostConvolution) newBand() *band {
	row := c.phases() * c.pool[1].Places
	rows := max(1, min(c.pool[0].Places, bandSize/(row*c.in())))
	return &band{c, rows, make([]float32, rows*row*c.in()), make([]float32, rows*row*c.filters)}
}

// each calls f for all bands of an image: with the first row of places, how many
// places there are, and where its values lie in the output.
func (b *band) each(f func(row, places, at int)) {
	for row := 0; row < b.pool[0].Places; row += b.rows {
		rows := min(b.rows, b.pool[0].Places-row)
		f(row, rows*b.pool[1].Places, row*b.pool[1].Places*b.filters)
	}
}

// walk calls f with where each run of a band's patches lies, and where in the image.
// A run are values that lie side by side in both.
func (b *band) walk(row, places int, f func(patch, image int)) {
	run, runs := b.runs()
	patch, down := 0, b.kernel[0].Dilation*b.width*b.channels
	right := b.kernel[1].Dilation * b.channels
	eachElement(b.pool[:], func(phase []int) {
		for place := range places {
			y := (row+place/b.pool[1].Places)*b.pool[0].Stride + phase[0]
			x := place%b.pool[1].Places*b.pool[1].Stride + phase[1]
			image := (y*b.kernel[0].Stride*b.width + x*b.kernel[1].Stride) * b.channels
			for range b.kernel[0].Size {
				for i := range runs {
					f(patch, image+i*right)
					patch += run
				}
				image += down
			}
		}
	})
}

// runs says how long a run is, and how many there are in a row of the kernel.
func (b *band) runs() (run, runs int) {
	if b.kernel[1].Dilation == 1 {
		return b.kernel[1].Size * b.channels, 1
	}
	return b.channels, b.kernel[1].Size
}

// gather fills in the patches.
func (b *band) gather(image []float32, row, places int) {
	run, _ := b.runs()
	b.walk(row, places, func(patch, at int) { copy(b.patches[patch:patch+run], image[at:at+run]) })
}

// scatter adds the patches to the image that they were gathered from.
func (b *band) scatter(image []float32, row, places int) {
	run, _ := b.runs()
	b.walk(row, places, func(patch, at int) {
		to := image[at : at+run]
		for i, value := range b.patches[patch : patch+run] {
			to[i] += value
		}
	})
}

// convolve computes y [batch, places, filters] from x and the kernel.
func (w *crew) convolve(c *hostConvolution, y, x, kernel []float32) {
	w.shareImages(c, func(from, to int) {
		b := c.newBand()
		for image := from; image < to; image++ {
			y, chosen := ofImage(y, image, c.outputs()), ofImage(c.chosen, image, c.outputs())
			b.each(func(row, places, at int) {
				b.gather(ofImage(x, image, c.inputs()), row, places)
				multiply(b.products, byRows(b.patches, c.in()), kernel, 0, c.phases()*places, c.in(), c.filters, 0, c.filters)
				b.pick(y[at:][:places*c.filters], chosen[at:])
			})
		}
	})
}

// pick takes the largest of the phases' products, of equal ones the first. What is
// not a number counts as the largest.
func (b *band) pick(y []float32, chosen []uint8) {
	copy(y, b.products)
	clear(chosen[:len(y)])
	for phase := 1; phase < b.phases(); phase++ {
		for i, value := range b.products[phase*len(y):][:len(y)] {
			if most := y[i]; !(most >= value || most != most) {
				y[i], chosen[i] = value, uint8(phase)
			}
		}
	}
}

// convolveBack computes the gradient by the kernel, and dx, that by x, from the
// adjoint of y. dx may be nil; turned is the kernel, transposed.
func (w *crew) convolveBack(c *hostConvolution, dx, adjoint, x, turned []float32) {
	type share struct {
		from     int
		gradient []float32
	}
	var shares []share
	var lock sync.Mutex
	w.shareImages(c, func(from, to int) {
		b, sum, some := c.newBand(), make([]float32, len(c.gradient)), make([]float32, len(c.gradient))
		for image := from; image < to; image++ {
			adjoint, chosen := ofImage(adjoint, image, c.outputs()), ofImage(c.chosen, image, c.outputs())
			if dx != nil {
				clear(ofImage(dx, image, c.inputs()))
			}
			b.each(func(row, places, at int) {
				rows := c.phases() * places
				b.gather(ofImage(x, image, c.inputs()), row, places)
				b.unpick(adjoint[at:][:places*c.filters], chosen[at:])
				multiply(some, byRows(b.patches, c.in()).transposed(), b.products, 0, c.in(), rows, c.filters, 0, c.filters)
				add(sum, some, 0)
				if dx != nil {
					multiply(b.patches, byRows(b.products, c.filters), turned, 0, rows, c.filters, c.in(), 0, c.in())
					b.scatter(ofImage(dx, image, c.inputs()), row, places)
				}
			})
		}
		lock.Lock()
		shares = append(shares, share{from, sum})
		lock.Unlock()
	})
	// In this order, so that sums are the same at every run.
	slices.SortFunc(shares, func(a, b share) int { return cmp.Compare(a.from, b.from) })
	clear(c.gradient)
	for _, s := range shares {
		add(c.gradient, s.gradient, 0)
	}
}

// unpick gives each value's adjoint to the phase that it came from.
func (b *band) unpick(adjoint []float32, chosen []uint8) {
	clear(b.products[:b.phases()*len(adjoint)])
	for i, value := range adjoint {
		b.products[int(chosen[i])*len(adjoint)+i] = value
	}
}

// shareImages calls f with parts of the batch.
func (w *crew) shareImages(c *hostConvolution, f func(from, to int)) {
	w.share(c.batch, 1, c.batch*c.outputs()*c.phases()*c.in(), f)
}

// ofImage is an image's of what lies there for a batch.
func ofImage[T any](values []T, image, size int) []T { return values[image*size:][:size] }
