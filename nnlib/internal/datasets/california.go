package datasets

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"nnbook/nnlib/internal/fault"
)

// housing is a published file with the table of California's block groups.
type housing struct {
	file
	open func(data []byte) (io.Reader, error) // to its CSV
	urls []string
}

// california lists the forms in which the table of StatLib goes about.
var california = []housing{
	{
		file: published("cal_housing.csv.gz", 420083, "b2828a4e30b3d8eba3ffc9175a92327b57fc302812b75fbd84558d5ed94ba840"),
		open: gunzip,
	},
	{
		file: published("cal_housing.tgz", 0, "aaa5c9a6afe2225cc2aed2723682ae403280c4a3695a2ddda4ffb5d8215ea681"),
		open: untar,
		urls: []string{
			"https://ndownloader.figshare.com/files/5976036", // scikit-learn's
			"https://www.dcc.fc.up.pt/~ltorgo/Regression/cal_housing.tgz",
		},
	},
}

// housingColumns is the width of StatLib's table: eight features, then the target.
const housingColumns = 9

// Block is a row of StatLib's table: longitude, latitude, median age, rooms,
// bedrooms, population, households, median income, median house value.
type Block [housingColumns]float64

// California returns the table of StatLib from the first place that has it: nnbook's
// cache, $NNBOOK_DATA, scikit-learn's and Keras' caches, the web. A file that is
// damaged is said to Notice and passed over.
//
// Its error is a *fault.Error that lists what was tried, or ctx's.
func (l *Library) California(ctx context.Context) ([]Block, error) {
	blocks, tried, err := firstOf(ctx, l.housingPlaces())
	switch {
	case err != nil:
		return nil, err
	case blocks == nil:
		return nil, &fault.Error{
			Who:      "California housing",
			Expected: "cal_housing.csv.gz or cal_housing.tgz",
			Got:      "neither in any place:\n    " + strings.Join(tried, "\n    "),
			Fix: fmt.Sprintf("connect to the network and run this again, or put one of the files into %s "+
				"or into the folder that $NNBOOK_DATA names", l.cache("california")),
		}
	}
	return *blocks, nil
}

func (l *Library) housingPlaces() []place[[]Block] {
	var places []place[[]Block]
	for _, folder := range append([]string{l.cache("california")}, l.usersFolders("california")...) {
		for _, h := range l.housing {
			places = append(places, func(context.Context) ([]Block, error) {
				data, err := l.read(h.file, folder)
				if err != nil {
					return nil, err
				}
				return h.blocks(data)
			})
		}
	}
	if l.Scikit != "" {
		places = append(places, l.fromScikit)
	}
	if l.Keras != "" {
		places = append(places, l.fromKerasHousing(false))
	}
	for _, h := range l.housing {
		for _, url := range h.urls {
			places = append(places, func(ctx context.Context) ([]Block, error) { return l.fetchHousing(ctx, h, url) })
		}
	}
	if l.Keras != "" {
		places = append(places, l.fromKerasHousing(true))
	}
	return places
}

func (l *Library) fetchHousing(ctx context.Context, h housing, url string) ([]Block, error) {
	l.notice("Fetching California housing (0.4 MB) from " + url)
	data, err := h.fetch(ctx, l.client(), url)
	if err != nil {
		return nil, err
	}
	l.keep("california", h.file, data)
	return h.blocks(data)
}

func (h housing) blocks(data []byte) ([]Block, error) {
	text, err := h.open(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", h.name, err)
	}
	blocks, err := readBlocks(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", h.name, err)
	}
	return blocks, nil
}

func gunzip(data []byte) (io.Reader, error) { return gzip.NewReader(bytes.NewReader(data)) }

// untar finds the table in the archive.
func untar(data []byte) (io.Reader, error) {
	unzipped, err := gunzip(data)
	if err != nil {
		return nil, err
	}
	archive := tar.NewReader(unzipped)
	for {
		member, err := archive.Next()
		if err != nil {
			return nil, fmt.Errorf("no cal_housing.data: %w", err)
		}
		if path.Base(member.Name) == "cal_housing.data" {
			return archive, nil
		}
	}
}

// maxBlocks bounds what a table may hold; California has 20,640 block groups.
const maxBlocks = 1 << 20

// readBlocks reads the table with or without its header.
func readBlocks(from io.Reader) ([]Block, error) {
	lines := csv.NewReader(from)
	lines.FieldsPerRecord, lines.ReuseRecord = housingColumns, true
	var blocks []Block
	for {
		fields, err := lines.Read()
		if errors.Is(err, io.EOF) {
			return blocks, nil
		}
		if err != nil {
			return nil, err
		}
		line, _ := lines.FieldPos(0)
		if line == 1 && fields[0] == "longitude" {
			continue
		}
		block, err := parseBlock(fields)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		if blocks = append(blocks, block); len(blocks) > maxBlocks {
			return nil, fmt.Errorf("more than %d rows", maxBlocks)
		}
	}
}

func parseBlock(fields []string) (block Block, err error) {
	for i, field := range fields {
		if block[i], err = strconv.ParseFloat(strings.TrimSpace(field), 64); err != nil {
			return block, err
		}
	}
	return block, nil
}
