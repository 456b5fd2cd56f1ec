package charts

import (
	"fmt"
	"math"
)

// Labels are the classes of rows, counted from 0, such as nnlib's Dataset.
type Labels interface {
	Len() int

	// Label returns one row's class, and false for a row without.
	Label(i int) (label int, ok bool)
}

// ClassOption changes how charts about classes draw: [ClassNames].
type ClassOption interface{ applyClasses(*classified) }

// classified are rows that have a class, each with what a model says about it.
type classified struct {
	names       classNames
	predictions Predictions
	columns     int
	classes     int
	rows        []int // in the predictions
	labels      []int // of these rows
	guesses     []int // the most probable class of each
	without     int   // rows that were left out: no label, or no numbers
}

// classify pairs each row's predictions with its label. It panics unless there are as
// many of both, and for a label beyond the columns.
func classify(who string, predictions Predictions, labels Labels, options []ClassOption) *classified {
	c := &classified{predictions: predictions}
	for _, o := range options {
		o.applyClasses(c)
	}
	c.pair(who, labels)
	return c
}

func (c *classified) pair(who string, labels Labels) {
	c.names = c.names.or(labels)
	n := labels.Len()
	rows, columns := c.predictions.Dims()
	if rows != n || n > 0 && columns < 1 {
		panic(fmt.Errorf("charts.%s: %s but predictions of shape [%d %d]; predict the very rows that have the labels: "+
			"charts.%[1]s(model.Predict(test), test)", who, plural(n, "row"), rows, columns))
	}
	c.columns, c.classes = columns, max(2, columns)
	for i := range n {
		label, ok := labels.Label(i)
		verdict := classOf(c.predictions, i, columns)
		if !ok || verdict.class < 0 {
			c.without++
			continue
		}
		if label < 0 || label >= c.classes {
			panic(fmt.Errorf("charts.%s: row %d has label %d, but the predictions are for %d classes, counted from 0; "+
				"give the model's last layer a unit for each class", who, i, label, c.classes))
		}
		c.rows, c.labels, c.guesses = append(c.rows, i), append(c.labels, label), append(c.guesses, verdict.class)
	}
}

// nothing returns a chart that says why there is nothing to draw, nil if there is.
func (c *classified) nothing() *Chart {
	if len(c.rows) > 0 {
		return nil
	}
	return &Chart{text: fmt.Sprintf("Nothing to compare: of %s, none has a label and predictions that are numbers. "+
		"Check what Take, Skip or Split left of the data, and the loss of the training.", plural(c.without, "row"))}
}

// logits returns a chart that says that the predictions are no probabilities, nil if
// they are, within what float32 rounds.
func (c *classified) logits() *Chart {
	for k, guess := range c.guesses {
		if p := c.probability(k, guess); p < -1e-3 || p > 1+1e-3 {
			return &Chart{text: fmt.Sprintf("No probabilities to show: row %d has %s for class %s, and a probability is from 0 to 1. "+
				"If the model puts out logits, give its last layer the activation nnlib.Softmax, or nnlib.Sigmoid for one unit.",
				c.rows[k], short(p), c.name(guess))}
		}
	}
	return nil
}

// name returns what a class is called.
func (c *classified) name(class int) string { return c.names.of(class) }

// allNames returns what all classes are called.
func (c *classified) allNames() []string {
	names := make([]string, c.classes)
	for class := range names {
		names[class] = c.name(class)
	}
	return names
}

// nameLetters is how many characters of a class's name stand at an axis.
const nameLetters = 24

// axisNames returns what all classes are called, short enough for an axis, and how wide
// the longest is, in pixels.
func (c *classified) axisNames() (names []string, widest int) {
	names = c.allNames()
	for i, name := range names {
		names[i] = clip(name, nameLetters)
		widest = max(widest, textWidth(names[i], axisChar))
	}
	return names, widest
}

// probability returns what the model gives a class in the k-th of the rows.
func (c *classified) probability(k, class int) float64 {
	if c.columns > 1 {
		return c.predictions.At(c.rows[k], class)
	}
	p := c.predictions.At(c.rows[k], 0)
	if class == 0 {
		return 1 - p
	}
	return p
}

// counts returns how many rows of each label, down, were taken for each class, across.
func (c *classified) counts() [][]int {
	counts := make([][]int, c.classes)
	for i := range counts {
		counts[i] = make([]int, c.classes)
	}
	for k, label := range c.labels {
		counts[label][c.guesses[k]]++
	}
	return counts
}

func (c *classified) right() (n int) {
	for k, label := range c.labels {
		if c.guesses[k] == label {
			n++
		}
	}
	return n
}

// leftOut tells of the rows that are not drawn, in words that end a sentence.
func (c *classified) leftOut() string {
	if c.without == 0 {
		return ""
	}
	return fmt.Sprintf("; %s without a label or without numbers left out", plural(c.without, "row"))
}

// share is part of all, NaN for a part of nothing.
func share(part, all int) float64 {
	if all == 0 {
		return math.NaN()
	}
	return float64(part) / float64(all)
}
