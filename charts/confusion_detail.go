package charts

import "strings"

const (
	mostPictures     = 96 // of a confusion matrix
	picturesPerField = 6
)

// Pictures adds the pictures behind the mistakes: in JupyterLab, a click on a field
// shows some of them, and on any field its first rows. At most 96 are kept in the
// notebook's file, at most 6 a field.
//
//	charts.ConfusionMatrix(model.Predict(test), test, charts.Pictures(test))
func Pictures(images Images) ConfusionOption {
	return confusionOption(func(c *confusion) { c.images = images })
}

// rowsOf returns the rows of each label, down, that were taken for each class, across.
func (c *confusion) rowsOf() [][][]int {
	rows := make([][][]int, c.classes)
	for label := range rows {
		rows[label] = make([][]int, c.classes)
	}
	for k, label := range c.labels {
		at := &rows[label][c.guesses[k]]
		*at = append(*at, c.rows[k])
	}
	return rows
}

// details say which rows each field counts, and show what the most frequent mistakes
// look like.
func (c *confusion) details() [][]*detail {
	all := make([][]*detail, c.classes)
	rows := c.rowsOf()
	for label := range all {
		all[label] = make([]*detail, c.classes)
		for guess, list := range rows[label] {
			if len(list) > 0 {
				all[label][guess] = &detail{Text: listed(list)}
			}
		}
	}
	if c.images == nil {
		return all
	}
	writer, left := newPictures(), mostPictures
	for _, m := range c.mistakes() {
		list := rows[m.label][m.guess]
		for _, row := range list[:min(picturesPerField, len(list), left)] {
			left--
			d := all[m.label][m.guess]
			d.Pictures = append(d.Pictures, thumbnail{
				Image: strings.TrimPrefix(writer.uri(c.images.Image(row), 28), "image://"), Name: listed([]int{row}),
			})
		}
	}
	return all
}
