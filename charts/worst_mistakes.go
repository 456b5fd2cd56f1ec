package charts

import (
	"cmp"
	"fmt"
	"image"
	"math"
	"slices"
)

// LabelledImages are pictures with the classes that they show, such as nnlib's MNIST.
type LabelledImages interface {
	Images
	Labels
}

// WorstMistakes returns the n pictures with the largest loss, the worst first, as
// [Digits] draws them: those to which the model gives the least probability for what
// they are. Often they explain themselves, because nobody could read them or because
// the label is wrong. The loss is the crossentropy, -ln of that probability.
//
// Fewer are drawn when fewer were taken for something else. WorstMistakes panics if
// predictions and pictures are not of the same length.
func WorstMistakes(images LabelledImages, predictions Predictions, n int, options ...DigitsOption) *Chart {
	c := classify("WorstMistakes", predictions, images, nil)
	if nothing := c.nothing(); nothing != nil {
		return nothing
	}
	wrong := c.wrong()
	total := len(wrong)
	picked := picked{images: images, c: c, rows: wrong[:min(max(0, n), total, mostDigits)]}
	if len(picked.rows) == 0 {
		return &Chart{text: fmt.Sprintf("No mistakes to show: all of %s are right.", plural(len(c.rows), "row"))}
	}
	title := fmt.Sprintf("The worst %d of %s in %d pictures", len(picked.rows), plural(total, "mistake"), len(c.rows))
	options = append([]DigitsOption{Title(title)}, options...)
	return Digits(picked, append(options, Predicted(picked), digitsOption(func(d *digits) { d.pick = &picked }))...)
}

// wrong returns the positions of rows that were taken for something else, the largest
// loss first.
func (c *classified) wrong() []int {
	var all []int
	for k, label := range c.labels {
		if c.guesses[k] != label {
			all = append(all, k)
		}
	}
	slices.SortStableFunc(all, func(a, b int) int {
		return cmp.Compare(c.probability(a, c.labels[a]), c.probability(b, c.labels[b]))
	})
	return all
}

// picked are some of the pictures in another order.
type picked struct {
	images LabelledImages
	c      *classified
	rows   []int // positions in c
}

func (p picked) Len() int                   { return len(p.rows) }
func (p picked) Dims() (rows, columns int)  { return len(p.rows), p.c.columns }
func (p picked) At(row, column int) float64 { return p.c.predictions.At(p.number(row), column) }
func (p picked) Image(i int) image.Image    { return p.images.Image(p.number(i)) }
func (p picked) Label(i int) (int, bool)    { return p.images.Label(p.number(i)) }

func (p picked) ClassNames() []string { return p.c.names }

// number returns where a picture stood.
func (p picked) number(i int) int { return p.c.rows[p.rows[i]] }

func (p picked) loss(i int) float64 {
	k := p.rows[i]
	return -math.Log(p.c.probability(k, p.c.labels[k]))
}
