package charts

// DigitsOption changes how [Digits] draws: [Predicted],
// [ClassNames], [Columns], [Size] and [Title].
type DigitsOption interface{ applyDigits(*digits) }

type digitsOption func(*digits)

func (o digitsOption) applyDigits(d *digits) { o(d) }

// Predicted compares the pictures with a model's predictions for them, one row each.
// Wrong predictions are framed, crossed and labelled with the true class.
func Predicted(p Predictions) DigitsOption {
	return digitsOption(func(d *digits) { d.predictions = p })
}

// Columns sets how many pictures stand in a row, by default as many as a figure is
// wide, at most 10.
func Columns(n int) DigitsOption { return digitsOption(func(d *digits) { d.columns = max(1, n) }) }

// Size sets the longer side of each picture in pixels, by default 56, at least 8 and at most 512.
func Size(n int) DigitsOption {
	return digitsOption(func(d *digits) { d.side = min(max(8, n), 512) })
}

// Title sets the text above the pictures.
func Title(text string) DigitsOption { return digitsOption(func(d *digits) { d.title = text }) }
