package datasets

import (
	"context"
	"fmt"
	"path/filepath"
)

// fashion has the published files, or as Debian packs the same bytes: gzip's
// header without the name and the time.
var fashion = map[string]part{
	"train": {
		images: published("train-images-idx3-ubyte.gz", 26421880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84").
			orPacked(26421856, "b0564c3eedabfbf835052cff8503ea422014ce006caf5b757f851416ee8300c7"),
		labels: published("train-labels-idx1-ubyte.gz", 29515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845").
			orPacked(29491, "0ae29f65d86684f32d1b9c85147786c547b9c6aebcaf235f0400a0cce308b056"),
	},
	"test": {
		images: published("t10k-images-idx3-ubyte.gz", 4422102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073").
			orPacked(4422079, "cc1d090a38ace84dfa1aa66e3ada7c336ef481a96936906477e6dd344da56eaa"),
		labels: published("t10k-labels-idx1-ubyte.gz", 5148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5").
			orPacked(5125, "8d3605d196f4be44669e46906da9733c8131fef761fdbfec72c424d5222f1a05"),
	},
}

// FashionMNIST returns the garments of "train" or "test", from the first place
// that has them: nnbook's cache, the folder fashion-mnist of $NNBOOK_DATA or of
// Keras' cache, Debian's package, the web. About damaged files and errors see
// [Library.MNIST].
func (l *Library) FashionMNIST(ctx context.Context, name string) (Images, error) {
	part, ok := fashion[name]
	if !ok {
		return Images{}, fmt.Errorf("Fashion-MNIST has no part %q", name)
	}
	set := imageSet{l, "Fashion-MNIST", "fashion-mnist"}
	return set.firstOf(ctx, part, set.fashionPlaces(part),
		fmt.Sprintf("connect to the network and run this again, install Debian's package dataset-fashion-mnist, "+
			"or put Fashion-MNIST's four files into %s", l.cache(set.name)))
}

// fashionPlaces leaves $NNBOOK_DATA itself to MNIST, whose files have the same names.
func (s imageSet) fashionPlaces(part part) []place[Images] {
	places := []place[Images]{s.folder(part, s.cache(s.name), false)}
	for _, parent := range []string{s.Data, s.Keras, s.Debian} {
		if parent != "" {
			places = append(places, s.folder(part, filepath.Join(parent, s.name), false))
		}
	}
	return append(places, s.web(part, s.FashionURLs)...)
}
