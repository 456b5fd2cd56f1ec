package datasets

import (
	"context"
	"fmt"
)

var mnist = map[string]part{
	"train": {
		published("train-images-idx3-ubyte.gz", 9912422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
		published("train-labels-idx1-ubyte.gz", 28881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
		"x_train", "y_train",
	},
	"test": {
		published("t10k-images-idx3-ubyte.gz", 1648877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
		published("t10k-labels-idx1-ubyte.gz", 4542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
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
	set := imageSet{l, "MNIST", "mnist"}
	return set.firstOf(ctx, part, set.mnistPlaces(part),
		fmt.Sprintf("connect to the network and run this again, or put MNIST's four files into %s", l.cache("mnist")))
}

func (s imageSet) mnistPlaces(part part) []place[Images] {
	places := []place[Images]{s.folder(part, s.cache(s.name), false)}
	for _, folder := range s.usersFolders(s.name) {
		places = append(places, s.folder(part, folder, false))
	}
	if s.Keras != "" {
		places = append(places, func(context.Context) (Images, error) { return s.fromKeras(part) })
	}
	if s.Module != "" {
		places = append(places, s.folder(part, s.Module, true))
	}
	return append(places, s.web(part, s.URLs)...)
}

func (s imageSet) fromKeras(part part) (Images, error) {
	data, err := s.read(s.npz, s.Keras)
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
