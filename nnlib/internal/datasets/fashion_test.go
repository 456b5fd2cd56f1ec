package datasets

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"nnbook/nnlib/internal/fault"
)

// garments publishes two images of 1×2 pixels, and packs them anew as Debian does.
func garments(t *testing.T) (p part, published, debian map[string][]byte) {
	x := "\x00\x00\x08\x03\x00\x00\x00\x02\x00\x00\x00\x01\x00\x00\x00\x02abcd"
	y := "\x00\x00\x08\x01\x00\x00\x00\x02\x09\x00"
	published, debian = map[string][]byte{}, map[string][]byte{}
	pack := func(name, text string) file {
		bare := gzipped(t, text)
		debian[name], published[name] = bare, named(bare, name, 1504176627)
		return file{name: name, size: int64(len(published[name])), sum: sum(published[name])}.orPacked(int64(len(bare)), sum(bare))
	}
	return part{images: pack("x.gz", x), labels: pack("y.gz", y)}, published, debian
}

func sum(data []byte) string { return fmt.Sprintf("%x", sha256.Sum256(data)) }

// named gives a gzip file back the name and the time that Debian takes off.
func named(bare []byte, name string, time uint32) []byte {
	head := binary.LittleEndian.AppendUint32([]byte{0x1f, 0x8b, 8, 8}, time)
	head = append(append(head, 0, 3), strings.TrimSuffix(name, ".gz")+"\x00"...)
	return append(head, bare[10:]...)
}

func TestFashionPlaces(t *testing.T) {
	p, published, debian := garments(t)
	for _, where := range []string{"cache", "data", "keras", "debian"} {
		for form, contents := range map[string]map[string][]byte{"published": published, "repacked": debian} {
			lib, said := library(t)
			lib.Data, lib.Keras, lib.Debian = t.TempDir(), t.TempDir(), t.TempDir()
			parent := map[string]string{"cache": lib.Cache, "data": lib.Data, "keras": lib.Keras, "debian": lib.Debian}[where]
			for name, data := range contents {
				if err := (file{name: name}).keep(filepath.Join(parent, "fashion-mnist"), data); err != nil {
					t.Fatal(err)
				}
			}
			set := imageSet{lib, "Fashion-MNIST", "fashion-mnist"}
			images, err := set.firstOf(t.Context(), p, set.fashionPlaces(p), "")
			if err != nil || string(images.Pixels) != "abcd" || string(images.Labels) != "\x09\x00" || len(*said) > 0 {
				t.Errorf("%s, %s: got %v, %v, said %q", where, form, images, err, *said)
			}
		}
	}
}

// A file that is neither form is named with what is wrong, and the web's is used.
func TestFashionDamaged(t *testing.T) {
	p, published, debian := garments(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write(published[strings.TrimPrefix(r.URL.Path, "/")])
	}))
	defer server.Close()
	for want, damage := range map[string]func([]byte) []byte{
		"cut short":       func(data []byte) []byte { return data[:len(data)-1] },
		"its SHA-256 is":  func(data []byte) []byte { data[len(data)-1] ^= 1; return data },
		"more than its":   func(data []byte) []byte { return append(data, 0) },
		"is cut short: 0": func(data []byte) []byte { return nil },
	} {
		lib, said := library(t)
		lib.Debian, lib.FashionURLs = t.TempDir(), []string{server.URL + "/"}
		for _, name := range []string{"x.gz", "y.gz"} {
			data := bytes.Clone(published[name])
			if want == "cut short" {
				data = bytes.Clone(debian[name])
			}
			if err := (file{name: name}).keep(filepath.Join(lib.Debian, "fashion-mnist"), damage(data)); err != nil {
				t.Fatal(err)
			}
		}
		set := imageSet{lib, "Fashion-MNIST", "fashion-mnist"}
		images, err := set.firstOf(t.Context(), p, set.fashionPlaces(p), "")
		if err != nil || images.Count != 2 || len(*said) == 0 || !strings.Contains((*said)[0], want) {
			t.Errorf("%s: got %v, %v, said %q", want, images, err, *said)
		}
		if got := files(t, lib.cache("fashion-mnist")); len(got) != 2 {
			t.Errorf("%s: the cache holds %v", want, got)
		}
	}
}

func TestFashionNowhere(t *testing.T) {
	lib, _ := library(t)
	lib.Data, lib.Debian = t.TempDir(), t.TempDir()
	_, err := lib.FashionMNIST(t.Context(), "train")
	var mistake *fault.Error
	if !errors.As(err, &mistake) || !strings.Contains(mistake.Got, lib.Debian) || !strings.Contains(mistake.Got, lib.Data) ||
		!strings.Contains(mistake.Fix, "dataset-fashion-mnist") {
		t.Errorf("got %v", err)
	}
	if _, err := lib.FashionMNIST(t.Context(), "valid"); err == nil || !strings.Contains(err.Error(), `"valid"`) {
		t.Errorf("of an unknown part: %v", err)
	}
}

// The real files, in both forms: Debian's, with the name and the time that it took
// off, are the published ones byte for byte.
func TestFashionMNIST(t *testing.T) {
	lib := Default()
	lib.Notice = func(text string) { t.Log(text) }
	for name, want := range map[string]struct {
		rows   int
		labels string
		time   uint32
	}{"train": {60_000, "\x09\x00\x00\x03\x00", 1504176606}, "test": {10_000, "\x09\x02\x01\x01\x06", 1504176627}} {
		images, err := lib.FashionMNIST(t.Context(), name)
		if err != nil {
			fmt.Printf("NNBOOK-NOT-RUN: %s: Fashion-MNIST can't be had; Debian's package dataset-fashion-mnist has it\n", t.Name())
			t.Skip(err)
		}
		if images.Count != want.rows || images.Height != 28 || images.Width != 28 || string(images.Labels[:5]) != want.labels {
			t.Errorf("%s: %d images of %d×%d, labels %v", name, images.Count, images.Height, images.Width, images.Labels[:5])
		}
		for _, f := range []file{fashion[name].images, fashion[name].labels} {
			data, err := f.packed.read(filepath.Join(lib.Debian, "fashion-mnist"))
			if err != nil {
				continue // found elsewhere, checked as published
			}
			if whole := named(data, f.name, want.time); sum(whole) != f.sum || int64(len(whole)) != f.size {
				t.Errorf("%s: Debian's file has other content than the published one", f.name)
			}
		}
	}
}
