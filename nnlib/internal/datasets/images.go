package datasets

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"nnbook/nnlib/internal/fault"
)

// Images are grey images, a byte a pixel, with a label each.
type Images struct {
	Count, Height, Width int
	Pixels               []byte
	Labels               []byte
}

// part is the training or the test set: its canonical files and, where Keras has
// them in a file of its own, what that file calls them.
type part struct {
	images, labels file
	x, y           string
}

// imageSet is a set of images, published as four IDX files, in a library.
type imageSet struct {
	*Library
	title string // in messages
	name  string // of its folders
}

// firstOf returns the part from the first place that has it. Its error is a
// *fault.Error with the fix, or ctx's.
func (s imageSet) firstOf(ctx context.Context, part part, places []place[Images], fix string) (Images, error) {
	images, tried, err := firstOf(ctx, places)
	switch {
	case err != nil:
		return Images{}, err
	case images == nil:
		return Images{}, &fault.Error{
			Who:      s.title,
			Expected: fmt.Sprintf("%s and %s", part.images.name, part.labels.name),
			Got:      "neither in any place:\n    " + strings.Join(tried, "\n    "),
			Fix:      fix,
		}
	}
	return *images, nil
}

// folder reads the canonical files from a folder, and keeps them where asked.
func (s imageSet) folder(part part, folder string, keep bool) place[Images] {
	return func(context.Context) (Images, error) {
		return s.canonical(part, keep, func(f file) ([]byte, error) { return s.read(f, folder) })
	}
}

// web fetches the canonical files from folders on the web.
func (s imageSet) web(part part, urls []string) []place[Images] {
	var places []place[Images]
	for _, url := range urls {
		places = append(places, func(ctx context.Context) (Images, error) {
			s.notice(fmt.Sprintf("Fetching %s (%d MB) from %s", s.title, (part.images.size+part.labels.size)/1_000_000, url))
			return s.canonical(part, true, func(f file) ([]byte, error) { return f.fetch(ctx, s.client(), url+f.name) })
		})
	}
	return places
}

// canonical reads both files of a part.
func (s imageSet) canonical(part part, keep bool, read func(file) ([]byte, error)) (Images, error) {
	images, err := read(part.images)
	if err != nil {
		return Images{}, err
	}
	labels, err := read(part.labels)
	if err != nil {
		return Images{}, err
	}
	if keep {
		s.keep(s.name, part.images, images)
		s.keep(s.name, part.labels, labels)
	}
	x, err := readGzipIDX(images)
	if err != nil {
		return Images{}, fmt.Errorf("%s: %w", part.images.name, err)
	}
	y, err := readGzipIDX(labels)
	if err != nil {
		return Images{}, fmt.Errorf("%s: %w", part.labels.name, err)
	}
	return pairUp(x, y)
}

func pairUp(x, y Array) (Images, error) {
	if len(x.Shape) != 3 || !slices.Equal(y.Shape, x.Shape[:1]) || x.DType != "uint8" || y.DType != "uint8" {
		return Images{}, fmt.Errorf("images of shape %v and type %s with labels of shape %v and type %s", x.Shape, x.DType, y.Shape, y.DType)
	}
	return Images{x.Shape[0], x.Shape[1], x.Shape[2], x.Data, y.Data}, nil
}
