package datasets

import (
	"bytes"
	"compress/zlib"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

//go:generate python3 testdata/scikit.py

// smallPKZ was written by joblib as scikit-learn calls it; scikit.py tells how.
//
//go:embed testdata/small.pkz
var smallPKZ []byte

// threeBlocks are what smallPKZ holds.
var threeBlocks = []Block{
	{-122.23, 37.88, 41, 880, 129, 322, 126, 8.3252, 452600},
	{-122.22, 37.86, 21, 7099, 1106, 2401, 1138, 8.3014, 358500},
	{-122.24, 37.85, 52, 1467, 190, 496, 177, 7.2574, 352100},
}

func known(blocks []Block) statlib {
	s := statlib{rows: len(blocks), inOrder: sumOf(blocks), sorted: sumOf(inOrder(blocks))}
	for j := range s.ranges {
		s.ranges[j] = rangeOf(blocks, j)
	}
	return s
}

func TestScikitCache(t *testing.T) {
	pickle := unzlib(t, smallPKZ)
	tampered, other := bytes.Clone(pickle), known(threeBlocks)
	tampered[len(tampered)-3] ^= 1
	other.rows = 1000
	for name, c := range map[string]struct {
		content []byte
		table   statlib
		want    string // of the error; "" for none
	}{
		"good":         {smallPKZ, known(threeBlocks), ""},
		"tampered":     {zlibbed(t, tampered), known(threeBlocks), "cal_housing_py3.pkz does not hold StatLib's table"},
		"other values": {smallPKZ, known(threeBlocks[:2]), "does not hold StatLib's table"},
		"cut short":    {smallPKZ[:len(smallPKZ)-10], known(threeBlocks), "is cut short"},
		"few numbers":  {smallPKZ, other, "is cut short"},
		"no pickle":    {[]byte("hello"), known(threeBlocks), "is not scikit-learn's"},
		"too long":     {zlibbed(t, make([]byte, 1<<17)), known(threeBlocks), "does not hold"},
	} {
		t.Run(name, func(t *testing.T) {
			lib, said := library(t)
			lib.Scikit, lib.statlib = t.TempDir(), c.table
			if err := os.WriteFile(filepath.Join(lib.Scikit, "cal_housing_py3.pkz"), c.content, 0o600); err != nil {
				t.Fatal(err)
			}
			blocks, err := lib.California(t.Context())
			if c.want == "" {
				if err != nil || !slices.Equal(blocks, threeBlocks) || len(*said) > 0 {
					t.Errorf("got %v, %v, said %q", blocks, err, *said)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.want) || len(*said) != 1 || !strings.Contains((*said)[0], c.want) {
				t.Errorf("got %v, said %q; want %q", err, *said, c.want)
			}
		})
	}
}

func unzlib(t *testing.T, zipped []byte) []byte {
	t.Helper()
	from, err := zlib.NewReader(bytes.NewReader(zipped))
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if _, err := text.ReadFrom(from); err != nil {
		t.Fatal(err)
	}
	return text.Bytes()
}

func zlibbed(t *testing.T, data []byte) []byte {
	t.Helper()
	var zipped bytes.Buffer
	to := zlib.NewWriter(&zipped)
	if _, err := to.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return zipped.Bytes()
}

// kerasHousing is a file like Keras', with columns in an order of its own.
func kerasHousing(t *testing.T, blocks []Block, columns ...int) []byte {
	t.Helper()
	n := len(blocks)
	var x, y []byte
	for _, block := range blocks {
		for _, column := range columns {
			x = append(x, float32s(nil, float32(block[column])).Data...)
		}
		y = append(y, float32s(nil, float32(block[8])).Data...)
	}
	return npz(t, map[string][]byte{"x": npy("<f4", fmt.Sprintf("(%d, %d)", n, len(columns)), x), "y": npy("<f4", fmt.Sprintf("(%d,)", n), y)})
}

func TestKerasHousing(t *testing.T) {
	turned := slices.Clone(threeBlocks)
	slices.Reverse(turned)
	derived := []Block{}
	for _, block := range threeBlocks {
		block[3] /= block[6] // rooms a household, as the documentation has it
		derived = append(derived, block)
	}
	for name, c := range map[string]struct {
		content []byte
		want    []Block
		said    string
		err     string
	}{
		"StatLib's order": {kerasHousing(t, threeBlocks, 0, 1, 2, 3, 4, 5, 6, 7), threeBlocks, "", ""},
		"another":         {kerasHousing(t, threeBlocks, 0, 1, 2, 5, 6, 7, 3, 4), threeBlocks, "", ""},
		"other rows":      {kerasHousing(t, turned, 7, 6, 5, 4, 3, 2, 1, 0), turned, "rows stand in another order", ""},
		"other columns":   {kerasHousing(t, derived, 0, 1, 2, 3, 4, 5, 6, 7), nil, "", "has no column from 880 to 7099"},
		"column missing":  {kerasHousing(t, threeBlocks, 0, 1, 2, 3, 4, 5, 6), nil, "", "has arrays of shape [3 7] and [3]"},
		"no arrays":       {npz(t, nil), nil, "", `no array "x"`},
	} {
		t.Run(name, func(t *testing.T) {
			lib, said := library(t)
			lib.Keras, lib.statlib = t.TempDir(), known(threeBlocks)
			lib.npzHousing = published("california_housing.npz", 0, sum(c.content))
			if err := lib.npzHousing.keep(lib.Keras, c.content); err != nil {
				t.Fatal(err)
			}
			blocks, err := lib.California(t.Context())
			if c.err != "" {
				if err == nil || !strings.Contains(err.Error(), c.err) {
					t.Errorf("got %v, %v", blocks, err)
				}
				return
			}
			if err != nil || sumOf(blocks) != sumOf(c.want) || strings.Join(*said, "") == "" != (c.said == "") || !strings.Contains(strings.Join(*said, ""), c.said) {
				t.Errorf("got %v, %v, said %q", blocks, err, *said)
			}
		})
	}
	lib, said := library(t)
	lib.Keras, lib.statlib, lib.npzHousing = t.TempDir(), known(threeBlocks), Default().npzHousing
	if err := lib.npzHousing.keep(lib.Keras, []byte("tampered")); err != nil {
		t.Fatal(err)
	}
	if _, err := lib.California(t.Context()); err == nil || len(*said) != 1 || !strings.Contains((*said)[0], "its SHA-256 is") {
		t.Errorf("got %v, said %q", err, *said)
	}
}

// What is known of the table is so of the real one.
func TestStatlibTable(t *testing.T) {
	blocks, err := Default().California(t.Context())
	if err != nil {
		fmt.Printf("NNBOOK-NOT-RUN: %s: California's table can't be had; $NNBOOK_DATA may name its folder\n", t.Name())
		t.Skip(err)
	}
	if got := known(blocks); got != statlibTable {
		t.Errorf("got %+v, want %+v", got, statlibTable)
	}
}

func FuzzUnpickle(f *testing.F) {
	f.Add(smallPKZ)
	f.Fuzz(func(t *testing.T, data []byte) {
		table := known(threeBlocks)
		if blocks, err := table.unpickle(data); err == nil && sumOf(blocks) != table.inOrder {
			t.Errorf("read %v", blocks)
		}
		if blocks, err := table.ofKeras(data); err == nil && sumOf(blocks) != table.inOrder {
			t.Errorf("read %v", blocks)
		}
	})
}
