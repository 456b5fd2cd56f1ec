package datasets

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"math"
	"reflect"
	"strings"
	"testing"
)

func float32s(shape []int, values ...float32) Array {
	a := Array{"float32", shape, nil}
	for _, value := range values {
		a.Data = binary.LittleEndian.AppendUint32(a.Data, math.Float32bits(value))
	}
	return a
}

func int32s(shape []int, values ...int32) Array {
	a := Array{"int32", shape, nil}
	for _, value := range values {
		a.Data = binary.LittleEndian.AppendUint32(a.Data, uint32(value))
	}
	return a
}

func TestReadIDX(t *testing.T) {
	cases := []struct {
		name  string
		bytes string
		want  Array
		err   string
	}{
		{"images", "\x00\x00\x08\x03\x00\x00\x00\x01\x00\x00\x00\x02\x00\x00\x00\x03abcdef", Array{"uint8", []int{1, 2, 3}, []byte("abcdef")}, ""},
		{"labels", "\x00\x00\x08\x01\x00\x00\x00\x02\x05\x07", Array{"uint8", []int{2}, []byte{5, 7}}, ""},
		{"none", "\x00\x00\x08\x01\x00\x00\x00\x00", Array{"uint8", []int{0}, []byte{}}, ""},
		{"empty file", "", Array{}, "no header"},
		{"another format", "\x89PNG\r\n", Array{}, "starts with 89 50 4e 47"},
		{"floats", "\x00\x00\x0d\x01\x00\x00\x00\x01\x3f\x80\x00\x00", float32s([]int{1}, 1), ""},
		{"doubles", "\x00\x00\x0e\x01\x00\x00\x00\x01\xc0\x08\x00\x00\x00\x00\x00\x00", float32s([]int{1}, -3), ""},
		{"shorts", "\x00\x00\x0b\x02\x00\x00\x00\x01\x00\x00\x00\x02\xff\xfe\x01\x00", float32s([]int{1, 2}, -2, 256), ""},
		{"unknown type", "\x00\x00\x0a\x01\x00\x00\x00\x00", Array{}, "starts with 00 00 0a 01"},
		{"floats cut short", "\x00\x00\x0d\x01\x00\x00\x00\x02\x3f\x80\x00\x00\x00", Array{}, "1 of 2 values"},
		{"most axes", "\x00\x00\x08\xff\x00", Array{}, "no sizes of 255 axes"},
		{"no axes", "\x00\x00\x08\x00", Array{}, "starts with"},
		{"sizes cut short", "\x00\x00\x08\x02\x00\x00\x00\x01", Array{}, "no sizes of 2 axes"},
		{"values cut short", "\x00\x00\x08\x01\x00\x00\x00\x03ab", Array{}, "2 of 3 values"},
		{"more values", "\x00\x00\x08\x01\x00\x00\x00\x01ab", Array{}, "more values"},
		{"too large", "\x00\x00\x08\x02\xff\xff\xff\xff\xff\xff\xff\xff", Array{}, "too large"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := readIDX(strings.NewReader(c.bytes), asFeatures, &Store{})
			checkArray(t, got, err, c.want, c.err)
		})
	}
}

func checkArray(t *testing.T, got Array, err error, want Array, wantErr string) {
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
		checkSize(t, data, func() (Array, error) { return readIDX(bytes.NewReader(data), asFeatures, &Store{}) })
		var zipped bytes.Buffer
		writer := gzip.NewWriter(&zipped)
		if _, err := writer.Write(data); err != nil {
			t.Fatal(err)
		}
		_ = writer.Close()
		checkSize(t, data, func() (Array, error) { return readGzipIDX(zipped.Bytes()) })
		checkSize(t, data, func() (Array, error) { return readGzipIDX(data) })
	})
}

// checkSize checks that what was read without an error holds together.
func checkSize(t *testing.T, data []byte, read func() (Array, error)) {
	got, err := read()
	if err != nil {
		return
	}
	size := map[string]int{"uint8": 1, "int32": 4, "float32": 4}[got.DType]
	for _, n := range got.Shape {
		size *= n
	}
	if size != len(got.Data) {
		t.Errorf("%q: %s of shape %v with %d bytes", data, got.DType, got.Shape, len(got.Data))
	}
}
