package datasets

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
)

// statlib is StatLib's table, known by its values where no file has a published sum.
type statlib struct {
	rows    int
	ranges  [housingColumns][2]float32 // smallest and largest, by which columns are told apart
	inOrder string                     // SHA-256 of the values as float32, row by row
	sorted  string                     // the same of the rows in order of their values
}

var statlibTable = statlib{
	rows: 20_640,
	ranges: [housingColumns][2]float32{
		{-124.35, -114.31}, {32.54, 41.95}, {1, 52}, {2, 39320}, {1, 6445}, {3, 35682}, {1, 6082}, {0.4999, 15.0001}, {14999, 500001},
	},
	inOrder: "ed4f14c10a77d14e0d7d92f0794297409d932ad1892724fa35a324598c430a57",
	sorted:  "5d78a4213b53ee83288f2ecca7151fc4049a5e0733a2246915e5b37343fdfd97",
}

// sumOf is the SHA-256 of a table's values.
func sumOf(blocks []Block) string {
	hash := sha256.New()
	var row []byte
	for _, block := range blocks {
		row = row[:0]
		for _, value := range block {
			row = binary.LittleEndian.AppendUint32(row, math.Float32bits(float32(value)))
		}
		hash.Write(row)
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// errOrder is what is wrong with a table whose rows are all there.
var errOrder = errors.New("holds StatLib's rows in another order")

// check tells how a table differs from StatLib's.
func (s statlib) check(blocks []Block) error {
	if sumOf(blocks) == s.inOrder {
		return nil
	}
	if sumOf(inOrder(blocks)) == s.sorted {
		return errOrder
	}
	return errors.New("does not hold StatLib's table")
}

// inOrder are the rows in order of their values as float32.
func inOrder(blocks []Block) []Block {
	sorted := slices.Clone(blocks)
	slices.SortFunc(sorted, func(a, b Block) int {
		return slices.CompareFunc(a[:], b[:], func(x, y float64) int { return cmp.Compare(float32(x), float32(y)) })
	})
	return sorted
}

// scikitOrder says which of StatLib's columns stands where in scikit-learn's cache.
//
// Source: scikit-learn, sklearn/datasets/_california_housing.py.
var scikitOrder = [housingColumns]int{8, 7, 2, 3, 4, 5, 6, 1, 0}

// fromScikit reads scikit-learn's cache: a pickle that zlib compressed. The numbers
// are its end but for one byte, column by column; nothing of the pickle is run.
func (l *Library) fromScikit(context.Context) ([]Block, error) {
	path := filepath.Join(l.Scikit, "cal_housing_py3.pkz")
	zipped, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	blocks, err := l.statlib.unpickle(zipped)
	if err != nil {
		err = fmt.Errorf("%s %w", path, err)
		l.notice(fmt.Sprintf("%v. It is not used.", err))
	}
	return blocks, err
}

func (s statlib) unpickle(zipped []byte) ([]Block, error) {
	from, err := zlib.NewReader(bytes.NewReader(zipped))
	if err != nil {
		return nil, fmt.Errorf("is not scikit-learn's: %w", err)
	}
	size := s.rows * housingColumns * 8
	pickle, err := io.ReadAll(io.LimitReader(from, int64(size)+1<<16))
	switch {
	case err != nil:
		return nil, fmt.Errorf("is cut short: %w", err)
	case len(pickle) <= size:
		return nil, fmt.Errorf("is cut short: %d bytes", len(pickle))
	}
	values := pickle[len(pickle)-1-size:]
	blocks := make([]Block, s.rows)
	for place, column := range scikitOrder {
		for i := range blocks {
			blocks[i][column] = math.Float64frombits(binary.LittleEndian.Uint64(values[8*(place*s.rows+i):]))
		}
	}
	return blocks, s.check(blocks)
}

// fromKerasHousing reads Keras' file, whose columns stand in another order than its
// documentation says. Where its rows do too, it is good for the last place only.
func (l *Library) fromKerasHousing(anyOrder bool) place[[]Block] {
	return func(context.Context) ([]Block, error) {
		read := l.read
		if anyOrder { // what is wrong with the file was said before
			read = file.read
		}
		data, err := read(l.npzHousing, l.Keras)
		if err != nil {
			return nil, err
		}
		blocks, err := l.statlib.ofKeras(data)
		if errors.Is(err, errOrder) && anyOrder {
			l.notice("California housing comes from Keras' cache, where its rows stand in another order than elsewhere: splits differ.")
			return blocks, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s %w", filepath.Join(l.Keras, l.npzHousing.name), err)
		}
		return blocks, nil
	}
}

func (s statlib) ofKeras(data []byte) ([]Block, error) {
	x, err := readNPZ(data, "x")
	if err != nil {
		return nil, err
	}
	y, err := readNPZ(data, "y")
	if err != nil {
		return nil, err
	}
	if !slices.Equal(x.Shape, []int{s.rows, Features}) || !slices.Equal(y.Shape, []int{s.rows}) || x.DType != "float32" || y.DType != "float32" {
		return nil, fmt.Errorf("has arrays of shape %v and %v", x.Shape, y.Shape)
	}
	at := func(a Array, i int) float64 {
		return float64(math.Float32frombits(binary.LittleEndian.Uint32(a.Data[4*i:])))
	}
	blocks := make([]Block, s.rows)
	for i := range blocks {
		for j := range Features {
			blocks[i][j] = at(x, i*Features+j)
		}
		blocks[i][Features] = at(y, i)
	}
	return s.arrange(blocks)
}

// arrange brings columns into StatLib's order, by their ranges.
func (s statlib) arrange(blocks []Block) ([]Block, error) {
	var from [housingColumns]int
	for column, want := range s.ranges {
		from[column] = -1
		for j := range housingColumns {
			if rangeOf(blocks, j) == want {
				from[column] = j
			}
		}
		if from[column] < 0 {
			return nil, fmt.Errorf("has no column from %v to %v", want[0], want[1])
		}
	}
	arranged := make([]Block, len(blocks))
	for i, block := range blocks {
		for column, j := range from {
			arranged[i][column] = block[j]
		}
	}
	return arranged, s.check(arranged)
}

func rangeOf(blocks []Block, column int) (found [2]float32) {
	for i, block := range blocks {
		value := float32(block[column])
		if i == 0 {
			found = [2]float32{value, value}
		}
		found = [2]float32{min(found[0], value), max(found[1], value)}
	}
	return found
}

func scikitFolder() string {
	if home := os.Getenv("SCIKIT_LEARN_DATA"); home != "" {
		return home
	}
	return underHome("scikit_learn_data")
}
