package datasets

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nnbook/nnlib/internal/fault"
)

const (
	header    = "longitude,latitude,housing_median_age,total_rooms,total_bedrooms,population,households,median_income,median_house_value\n"
	twoBlocks = "-122.23,37.88,41,880,129,322,126,8.3252,452600\n-122.22,37.86,21,7099,1106,2401,1138,8.3014,358500\n"
)

func gzipped(t testing.TB, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	writer := gzip.NewWriter(&out)
	if _, err := writer.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func archive(t testing.TB, name, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	writer := tar.NewWriter(&out)
	for _, member := range []struct{ name, text string }{{"CaliforniaHousing/cal_housing.domain", "longitude: continuous."}, {name, text}} {
		if err := writer.WriteHeader(&tar.Header{Name: member.name, Size: int64(len(member.text)), Mode: 0o644}); err != nil {
			t.Fatal(err)
		}
		if _, err := writer.Write([]byte(member.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return gzipped(t, out.String())
}

// small publishes two blocks in both forms; the archive's size is not known, as
// the real one's isn't.
func small(t *testing.T, lib *Library) (table, packed []byte) {
	table, packed = gzipped(t, header+twoBlocks), archive(t, "CaliforniaHousing/cal_housing.data", twoBlocks)
	lib.housing = []housing{
		{file: published("cal_housing.csv.gz", int64(len(table)), sum(table)), open: gunzip},
		{file: published("cal_housing.tgz", 0, sum(packed)), open: untar},
	}
	return table, packed
}

func checkTwo(t *testing.T, blocks []Block, err error) {
	t.Helper()
	if err != nil || len(blocks) != 2 || blocks[1] != (Block{-122.22, 37.86, 21, 7099, 1106, 2401, 1138, 8.3014, 358500}) {
		t.Errorf("got %v, %v", blocks, err)
	}
}

func TestCaliforniaFolders(t *testing.T) {
	for _, form := range []string{"cal_housing.csv.gz", "cal_housing.tgz"} {
		for _, where := range []string{"cache", "data", "data/california"} {
			lib, said := library(t)
			lib.Data = t.TempDir()
			folder := map[string]string{
				"cache": lib.cache("california"), "data": lib.Data, "data/california": filepath.Join(lib.Data, "california"),
			}[where]
			table, packed := small(t, lib)
			data := map[string][]byte{"cal_housing.csv.gz": table, "cal_housing.tgz": packed}[form]
			if err := (file{name: form}).keep(folder, data); err != nil {
				t.Fatal(err)
			}
			blocks, err := lib.California(t.Context())
			checkTwo(t, blocks, err)
			if len(*said) > 0 {
				t.Errorf("%s in %s: said %q", form, where, *said)
			}
		}
	}
}

func TestCaliforniaWeb(t *testing.T) {
	lib, said := library(t)
	_, packed := small(t, lib)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/tampered":
			_, _ = w.Write(packed[1:])
		case "/files/1":
			_, _ = w.Write(packed)
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	lib.housing[1].urls = []string{server.URL + "/none", server.URL + "/tampered", server.URL + "/files/1"}
	blocks, err := lib.California(t.Context())
	checkTwo(t, blocks, err)
	if got := files(t, lib.cache("california")); len(got) != 1 || got[0] != "cal_housing.tgz" || len(*said) != 3 {
		t.Errorf("the cache holds %v, said %q", got, *said)
	}
	server.Close()
	blocks, err = lib.California(t.Context())
	checkTwo(t, blocks, err)
}

func TestCaliforniaDamaged(t *testing.T) {
	lib, said := library(t)
	lib.Data = t.TempDir()
	table, packed := small(t, lib)
	for name, data := range map[string][]byte{"cal_housing.csv.gz": table[:40], "cal_housing.tgz": append(packed, 0)} {
		if err := os.WriteFile(filepath.Join(lib.Data, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	_, err := lib.California(t.Context())
	var mistake *fault.Error
	if !errors.As(err, &mistake) || !strings.Contains(mistake.Got, "cut short") || !strings.Contains(mistake.Got, "SHA-256") ||
		!strings.Contains(mistake.Fix, "$NNBOOK_DATA") || !strings.Contains(mistake.Fix, lib.cache("california")) {
		t.Errorf("got %v", err)
	}
	if len(*said) != 2 {
		t.Errorf("said %q", *said)
	}
	t.Log(mistake)
}

func TestReadBlocks(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		rows int
		err  string
	}{
		"with header":    {header + twoBlocks, 2, ""},
		"without":        {twoBlocks, 2, ""},
		"spaces":         {strings.ReplaceAll(twoBlocks, ",", ", "), 2, ""},
		"empty":          {"", 0, ""},
		"words":          {strings.ReplaceAll(twoBlocks, "7099", "many"), 0, "line 2"},
		"too few fields": {"1,2,3\n", 0, "wrong number of fields"},
	} {
		blocks, err := readBlocks(strings.NewReader(c.text))
		if len(blocks) != c.rows || (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s: %d rows, %v", name, len(blocks), err)
		}
	}
	if _, err := untar(archive(t, "other.data", twoBlocks)); err == nil || !strings.Contains(err.Error(), "no cal_housing.data") {
		t.Errorf("another archive: %v", err)
	}
}

func FuzzReadBlocks(f *testing.F) {
	f.Add([]byte(header + twoBlocks))
	f.Fuzz(func(t *testing.T, data []byte) {
		if blocks, err := readBlocks(bytes.NewReader(data)); err == nil && len(blocks) > len(data)/(2*housingColumns-1)+1 {
			t.Errorf("%d rows from %d bytes", len(blocks), len(data))
		}
		if text, err := untar(data); err == nil {
			_, _ = readBlocks(text)
		}
	})
}

// The table's means as scikit-learn gives them for its own view.
func TestCaliforniaMeans(t *testing.T) {
	lib := Default()
	lib.Notice = func(text string) { t.Log(text) }
	blocks, err := lib.California(t.Context())
	if err != nil {
		fmt.Printf("NNBOOK-NOT-RUN: %s: California's table can't be had; $NNBOOK_DATA may name its folder\n", t.Name())
		t.Skip(err)
	}
	if len(blocks) != 20_640 {
		t.Fatalf("%d rows", len(blocks))
	}
	want := map[int]float64{0: 3.870671, 2: 5.428999743, 3: 1.096675150, 4: 1425.476744, 5: 3.070655159, 8: 2.068558169}
	for column, mean := range want {
		total := 0.0
		for _, block := range blocks {
			total += block.Derived()[column]
		}
		if got := total / float64(len(blocks)); math.Abs(got/mean-1) > 1e-7 {
			t.Errorf("mean of column %d is %v, want %v", column, got, mean)
		}
	}
	if blocks[0].Raw()[8] != 452_600 || blocks[0].Derived()[0] != 8.3252 {
		t.Errorf("first row %v", blocks[0])
	}
}
