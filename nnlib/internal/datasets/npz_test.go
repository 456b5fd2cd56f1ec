package datasets

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
)

//go:generate python3 testdata/small.py

// smallNPZ was written by NumPy; small.py tells how.
//
//go:embed testdata/small.npz
var smallNPZ []byte

// npy builds a file in NumPy's format, version 1.
func npy(descr, shape string, values []byte) []byte {
	header := fmt.Sprintf("{'descr': '%s', 'fortran_order': False, 'shape': %s, }", descr, shape)
	header += strings.Repeat(" ", 63-(10+len(header))%64) + "\n"
	data := binary.LittleEndian.AppendUint16([]byte("\x93NUMPY\x01\x00"), uint16(len(header)))
	return append(append(data, header...), values...)
}

func npz(t testing.TB, members map[string][]byte) []byte {
	t.Helper()
	var zipped bytes.Buffer
	archive := zip.NewWriter(&zipped)
	for name, data := range members {
		member, err := archive.Create(name + ".npy")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := member.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return zipped.Bytes()
}

func TestReadNPZ(t *testing.T) {
	ours := npz(t, map[string][]byte{"x": npy("|u1", "(2, 1, 2)", []byte("abcd"))})
	cases := []struct {
		name, member string
		bytes        []byte
		want         array
		err          string
	}{
		{"NumPy's images", "x", smallNPZ, array{[]int{2, 2, 3}, []byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}}, ""},
		{"NumPy's labels", "y", smallNPZ, array{[]int{2}, []byte{7, 255}}, ""},
		{"NumPy's number", "n", smallNPZ, array{nil, []byte{3}}, ""},
		{"NumPy's floats", "f", smallNPZ, array{}, "type <f8"},
		{"NumPy's columns", "c", smallNPZ, array{}, "column by column"},
		{"ours", "x", ours, array{[]int{2, 1, 2}, []byte("abcd")}, ""},
		{"absent", "z", ours, array{}, `no array "z"`},
		{"no archive", "x", []byte("hello"), array{}, "not a valid zip"},
		{"archive cut short", "x", smallNPZ[:len(smallNPZ)-10], array{}, "zip"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := readNPZ(c.bytes, c.member)
			checkArray(t, got, err, c.want, c.err)
		})
	}
}

func TestReadNPY(t *testing.T) {
	cases := []struct {
		name  string
		bytes []byte
		err   string
	}{
		{"empty", nil, "no header"},
		{"another format", []byte("not numpy"), "starts with"},
		{"no length", []byte("\x93NUMPY\x01\x00"), "no length"},
		{"long header", []byte("\x93NUMPY\x02\x00\xff\xff\xff\xff"), "header of"},
		{"header cut short", []byte("\x93NUMPY\x01\x00\x10\x00{"), "cut short"},
		{"no dictionary", npy("|u1", "...", nil), "header"},
		{"size out of range", npy("|u1", "(99999999999999999999,)", nil), "out of range"},
		{"too large", npy("|u1", "(65536, 65536)", nil), "too large"},
		{"values cut short", npy("|u1", "(3,)", []byte("ab")), "2 of 3"},
		{"more values", npy("|u1", "(1,)", []byte("ab")), "more values"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := readNPY(bytes.NewReader(c.bytes))
			checkArray(t, got, err, array{}, c.err)
		})
	}
}

func FuzzNPY(f *testing.F) {
	f.Add(npy("|u1", "(2, 1, 2)", []byte("abcd")))
	f.Add(npy("|u1", "()", []byte("a")))
	f.Fuzz(func(t *testing.T, data []byte) {
		checkSize(t, data, func() (array, error) { return readNPY(bytes.NewReader(data)) })
	})
}

func FuzzNPZ(f *testing.F) {
	f.Add(smallNPZ)
	f.Add(npz(f, map[string][]byte{"x": npy("|u1", "(2,)", []byte("ab"))}))
	f.Fuzz(func(t *testing.T, data []byte) {
		checkSize(t, data, func() (array, error) { return readNPZ(data, "x") })
	})
}
