package charts

import "strconv"

// classNames is what classes are called, class 0 first.
type classNames []string

// ClassNames sets what the classes are called, class 0 first. Without, they are called
// as the data's method
//
//	ClassNames() []string
//
// says, which nnlib's data sets have, and by their numbers where there are no names.
func ClassNames(names ...string) NamesOption { return classNames(names) }

// NamesOption is what [ClassNames] returns: an option of every chart that names classes.
type NamesOption interface {
	ClassOption
	ConfusionOption
	DigitsOption
	ProbabilityOption
}

func (n classNames) applyClasses(c *classified)        { c.names = n }
func (n classNames) applyConfusion(c *confusion)       { c.names = n }
func (n classNames) applyDigits(d *digits)             { d.names = n }
func (n classNames) applyProbability(p *probabilities) { p.names = n }

// or returns the names, or those that the data know of where there are none.
func (n classNames) or(data any) classNames {
	if named, ok := data.(interface{ ClassNames() []string }); ok && len(n) == 0 {
		return named.ClassNames()
	}
	return n
}

// of returns what a class is called.
func (n classNames) of(class int) string {
	if class >= 0 && class < len(n) && n[class] != "" {
		return n[class]
	}
	return strconv.Itoa(class)
}
