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

// part is the training or the test set: its canonical files and what Keras' file
// calls them.
type part struct {
	images, labels file
	x, y           string
}

var mnist = map[string]part{
	"train": {
		file{"train-images-idx3-ubyte.gz", 9912422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"},
		file{"train-labels-idx1-ubyte.gz", 28881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"},
		"x_train", "y_train",
	},
	"test": {
		file{"t10k-images-idx3-ubyte.gz", 1648877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"},
		file{"t10k-labels-idx1-ubyte.gz", 4542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"},
		"x_test", "y_test",
	},
}

// MNIST returns the digits of "train" or "test", from the first place that has
// them: nnbook's cache, $NNBOOK_DATA, Keras' cache, the Go module, the web. A file
// that is damaged is said to Notice and passed over; nnbook's own is replaced.
//
// Its error is a *fault.Error that lists what was tried, or ctx's.
func (l *Library) MNIST(ctx context.Context, name string) (Images, error) {
	part, ok := mnist[name]
	if !ok {
		return Images{}, fmt.Errorf("MNIST has no part %q", name)
	}
	images, tried, err := firstOf(ctx, l.places(part))
	switch {
	case err != nil:
		return Images{}, err
	case images == nil:
		return Images{}, l.missing(part, tried)
	}
	return *images, nil
}

func (l *Library) missing(part part, tried []string) error {
	return &fault.Error{
		Who:      "MNIST",
		Expected: fmt.Sprintf("%s and %s", part.images.name, part.labels.name),
		Got:      "neither in any place:\n    " + strings.Join(tried, "\n    "),
		Fix:      fmt.Sprintf("connect to the network and run this again, or put MNIST's four files into %s", l.cache("mnist")),
	}
}

func (l *Library) places(part part) []place[Images] {
	places := []place[Images]{l.folder(part, l.cache("mnist"), false)}
	for _, folder := range l.usersFolders("mnist") {
		places = append(places, l.folder(part, folder, false))
	}
	if l.Keras != "" {
		places = append(places, func(context.Context) (Images, error) { return l.fromKeras(part) })
	}
	if l.Module != "" {
		places = append(places, l.folder(part, l.Module, true))
	}
	for _, url := range l.URLs {
		places = append(places, func(ctx context.Context) (Images, error) { return l.fromWeb(ctx, part, url) })
	}
	return places
}

// folder reads the canonical files from a folder, and keeps them where asked.
func (l *Library) folder(part part, folder string, keep bool) place[Images] {
	return func(context.Context) (Images, error) {
		return l.canonical(part, keep, func(f file) ([]byte, error) { return l.read(f, folder) })
	}
}

func (l *Library) fromWeb(ctx context.Context, part part, url string) (Images, error) {
	l.notice(fmt.Sprintf("Fetching MNIST (%d MB) from %s", (part.images.size+part.labels.size)/1_000_000, url))
	return l.canonical(part, true, func(f file) ([]byte, error) { return f.fetch(ctx, l.client(), url+f.name) })
}

// canonical reads both files of a part.
func (l *Library) canonical(part part, keep bool, read func(file) ([]byte, error)) (Images, error) {
	images, err := read(part.images)
	if err != nil {
		return Images{}, err
	}
	labels, err := read(part.labels)
	if err != nil {
		return Images{}, err
	}
	if keep {
		l.keep("mnist", part.images, images)
		l.keep("mnist", part.labels, labels)
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

func (l *Library) fromKeras(part part) (Images, error) {
	data, err := l.read(l.npz, l.Keras)
	if err != nil {
		return Images{}, err
	}
	x, err := readNPZ(data, part.x)
	if err != nil {
		return Images{}, err
	}
	y, err := readNPZ(data, part.y)
	if err != nil {
		return Images{}, err
	}
	return pairUp(x, y)
}

func pairUp(x, y array) (Images, error) {
	if len(x.shape) != 3 || !slices.Equal(y.shape, x.shape[:1]) {
		return Images{}, fmt.Errorf("images of shape %v with labels of shape %v", x.shape, y.shape)
	}
	return Images{x.shape[0], x.shape[1], x.shape[2], x.data, y.data}, nil
}
