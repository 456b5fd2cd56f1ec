package nnlib

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"nnbook/nnlib/internal/parity"
)

// lookups is what testdata/lookup.py let Keras compute.
type lookups struct {
	Strings []struct {
		Vocabulary []string
		Mask       *string
		Words      []string
		Places     []int
		Size       int
		All        []string
	}
	Vocabularies []struct {
		Words      []string
		Most       int
		Vocabulary []string
	}
	Bins []struct {
		Values     []float64
		Bins       int
		Boundaries []float64
	}
}

func readLookups(t *testing.T) (l lookups) {
	t.Helper()
	data, err := os.ReadFile("testdata/lookup.json")
	if err == nil {
		err = json.Unmarshal(data, &l)
	}
	if err != nil || len(l.Strings) == 0 || len(l.Vocabularies) == 0 || len(l.Bins) == 0 {
		t.Fatal("no golden values: ", err)
	}
	return l
}

func TestStringLookupIsKeras(t *testing.T) {
	for _, c := range readLookups(t).Strings {
		lookup := StringLookup(c.Vocabulary)
		if c.Mask != nil {
			lookup = StringLookup(c.Vocabulary, MaskWord(*c.Mask))
		}
		if got := lookup.Places(c.Words); !slices.Equal(got, c.Places) {
			t.Errorf("places %v, want %v", got, c.Places)
		}
		if lookup.Size() != c.Size || !slices.Equal(lookup.Vocabulary(), c.All) {
			t.Errorf("%d words %q, want %d, %q", lookup.Size(), lookup.Vocabulary(), c.Size, c.All)
		}
		for place, word := range c.All {
			if got := lookup.Word(place); got != word {
				t.Errorf("word %d is %q, want %q", place, got, word)
			}
		}
	}
	parity.Record(parity.Class{Section: "Layers", Name: "StringLookup"}, parity.Host, 0, 0)
}

func TestVocabularyIsKeras(t *testing.T) {
	for _, c := range readLookups(t).Vocabularies {
		got := Vocabulary(c.Words)
		if c.Most > 0 {
			got = got[:c.Most]
		}
		if !slices.Equal(got, c.Vocabulary) {
			t.Errorf("%q, want %q", got, c.Vocabulary)
		}
	}
}

func TestBinBoundariesAreKeras(t *testing.T) {
	for _, c := range readLookups(t).Bins {
		got := BinBoundaries(c.Values, c.Bins)
		if len(got) != len(c.Boundaries) {
			t.Fatalf("%d boundaries for %d values in %d bins, want %d", len(got), len(c.Values), c.Bins, len(c.Boundaries))
		}
		for i, want := range c.Boundaries {
			if math.Abs(got[i]-want) > 1e-5 {
				t.Errorf("%d values in %d bins: boundary %d is %v, want %v", len(c.Values), c.Bins, i, got[i], want)
			}
		}
	}
}
