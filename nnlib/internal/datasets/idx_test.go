package datasets

import (
	"bytes"
	"compress/gzip"
	"reflect"
	"strings"
	"testing"
)

func TestReadIDX(t *testing.T) {
	cases := []struct {
		name  string
		bytes string
		want  array
		err   string
	}{
		{"images", "\x00\x00\x08\x03\x00\x00\x00\x01\x00\x00\x00\x02\x00\x00\x00\x03abcdef", array{[]int{1, 2, 3}, []byte("abcdef")}, ""},
		{"labels", "\x00\x00\x08\x01\x00\x00\x00\x02\x05\x07", array{[]int{2}, []byte{5, 7}}, ""},
		{"none", "\x00\x00\x08\x01\x00\x00\x00\x00", array{[]int{0}, []byte{}}, ""},
		{"empty file", "", array{}, "no header"},
		{"another format", "\x89PNG\r\n", array{}, "starts with 89 50 4e 47"},
		{"floats", "\x00\x00\x0d\x01\x00\x00\x00\x01abcd", array{}, "starts with"},
		{"no axes", "\x00\x00\x08\x00", array{}, "starts with"},
		{"sizes cut short", "\x00\x00\x08\x02\x00\x00\x00\x01", array{}, "no sizes of 2 axes"},
		{"values cut short", "\x00\x00\x08\x01\x00\x00\x00\x03ab", array{}, "2 of 3 values"},
		{"more values", "\x00\x00\x08\x01\x00\x00\x00\x01ab", array{}, "more values"},
		{"too large", "\x00\x00\x08\x02\xff\xff\xff\xff\xff\xff\xff\xff", array{}, "too large"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := readIDX(strings.NewReader(c.bytes))
			checkArray(t, got, err, c.want, c.err)
		})
	}
}

func checkArray(t *testing.T, got array, err error, want array, wantErr string) {
	t.Helper()
	if wantErr != "" {
		if err == nil || !strings.Contains(err.Error(), wantErr) {
			t.Errorf("got error %v, want %q", err, wantErr)
		}
		return
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
}

func FuzzIDX(f *testing.F) {
	f.Add([]byte("\x00\x00\x08\x01\x00\x00\x00\x02\x05\x07"))
	f.Add([]byte("\x00\x00\x08\x03\x00\x00\x00\x01\x00\x00\x00\x02\x00\x00\x00\x03abcdef"))
	f.Fuzz(func(t *testing.T, data []byte) {
		checkSize(t, data, func() (array, error) { return readIDX(bytes.NewReader(data)) })
		var zipped bytes.Buffer
		writer := gzip.NewWriter(&zipped)
		if _, err := writer.Write(data); err != nil {
			t.Fatal(err)
		}
		_ = writer.Close()
		checkSize(t, data, func() (array, error) { return readGzipIDX(zipped.Bytes()) })
		checkSize(t, data, func() (array, error) { return readGzipIDX(data) })
	})
}

// checkSize checks that what was read without an error holds together.
func checkSize(t *testing.T, data []byte, read func() (array, error)) {
	got, err := read()
	if err != nil {
		return
	}
	size := 1
	for _, n := range got.shape {
		size *= n
	}
	if size != len(got.data) {
		t.Errorf("%q: shape %v with %d values", data, got.shape, len(got.data))
	}
}
