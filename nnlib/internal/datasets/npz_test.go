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
		want         Array
		err          string
	}{
		{"NumPy's images", "x", smallNPZ, Array{"uint8", []int{2, 2, 3}, []byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}}, ""},
		{"NumPy's labels", "y", smallNPZ, Array{"uint8", []int{2}, []byte{7, 255}}, ""},
		{"NumPy's number", "n", smallNPZ, Array{"uint8", nil, []byte{3}}, ""},
		{"NumPy's floats", "f", smallNPZ, float32s([]int{2}, 0, 0), ""},
		{"NumPy's columns", "c", smallNPZ, Array{"uint8", []int{2, 2}, []byte{0, 0, 0, 0}}, ""},
		{"ours", "x", ours, Array{"uint8", []int{2, 1, 2}, []byte("abcd")}, ""},
		{"absent", "z", ours, Array{}, `no array "z", only "x"`},
		{"no archive", "x", []byte("hello"), Array{}, "not a valid zip"},
		{"archive cut short", "x", smallNPZ[:len(smallNPZ)-10], Array{}, "zip"},
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
		{"too large", npy("|u1", "(4194304, 4194304)", nil), "too large"},
		{"not there", npy("|u1", "(65536, 65536)", nil), "0 of 4294967296 values"},
		{"text", npy("<U2", "(1,)", nil), "values of type <U2, want one of b1, f4"},
		{"label too large", npy("<i8", "(2,)", []byte("\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x80\x00\x00\x00\x00")), "value 1 is 2.147483648e+09, too large for a label"},
		{"values cut short", npy("|u1", "(3,)", []byte("ab")), "2 of 3"},
		{"more values", npy("|u1", "(1,)", []byte("ab")), "more values"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := readNPY(bytes.NewReader(c.bytes), asTargets, &Store{})
			checkArray(t, got, err, Array{}, c.err)
		})
	}
}

//go:generate python3 testdata/kinds.py

// kindsNPZ was written by NumPy; kinds.py tells how.
//
//go:embed testdata/kinds.npz
var kindsNPZ []byte

// Every type of number, byte order and layout holds the numbers 1 to 24.
func TestKinds(t *testing.T) {
	floats, labels := float32s([]int{2, 3, 4}), int32s([]int{2, 3, 4})
	for i := range 24 {
		floats.Data = append(floats.Data, float32s(nil, float32(i+1)).Data...)
		labels.Data = append(labels.Data, int32s(nil, int32(i+1)).Data...)
	}
	small := Array{"uint8", []int{2, 3, 4}, []byte("\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18")}
	half := Array{"uint8", []int{2, 3, 4}, append(make([]byte, 12), bytes.Repeat([]byte{1}, 12)...)}
	for name, want := range map[string]struct{ features, targets Array }{
		"uint8": {small, labels}, "int8": {floats, labels}, "uint16": {floats, labels}, "int16": {floats, labels},
		"uint32": {floats, labels}, "int32": {floats, labels}, "uint64": {floats, labels}, "int64": {floats, labels},
		"float32": {floats, floats}, "float64": {floats, floats},
		"swapped_float32": {floats, floats}, "swapped_int16": {floats, labels},
		"turned_float64": {floats, floats}, "turned_uint8": {small, labels},
		"bool": {features: half}, "none": {features: Array{"float32", []int{0, 3, 4}, []byte{}}},
	} {
		got, err := readNPZ(kindsNPZ, name)
		checkArray(t, got, err, want.features, "")
		if want.targets.DType != "" {
			got, err = readMember(bytes.NewReader(kindsNPZ), int64(len(kindsNPZ)), name, asTargets, &Store{})
			checkArray(t, got, err, want.targets, "")
		}
	}
	for _, name := range []string{"half", "text"} {
		_, err := readNPZ(kindsNPZ, name)
		checkArray(t, Array{}, err, Array{}, "want one of")
	}
}

// A byte changed within the archive is noticed.
func TestTamperedNPZ(t *testing.T) {
	data := npz(t, map[string][]byte{"x": npy("|u1", "(64,)", make([]byte, 64))})
	noticed := 0
	for i := range data {
		tampered := bytes.Clone(data)
		tampered[i] ^= 1
		got, err := readNPZ(tampered, "x")
		if err != nil {
			noticed++
		} else if !bytes.Equal(got.Data, make([]byte, 64)) {
			t.Errorf("byte %d: read %v", i, got)
		}
	}
	if noticed < 100 {
		t.Errorf("only %d of %d changes noticed", noticed, len(data))
	}
}

func FuzzNPY(f *testing.F) {
	f.Add(npy("|u1", "(2, 1, 2)", []byte("abcd")))
	f.Add(npy("|u1", "()", []byte("a")))
	f.Add(npy(">f8", "(1,)", make([]byte, 8)))
	f.Add(bytes.Replace(npy("<i2", "(2, 1)", make([]byte, 4)), []byte("False, 'shape': (2, 1), }"), []byte("True, 'shape': (2, 1), } "), 1))
	f.Fuzz(func(t *testing.T, data []byte) {
		checkSize(t, data, func() (Array, error) { return readNPY(bytes.NewReader(data), asFeatures, &Store{}) })
	})
}

func FuzzNPZ(f *testing.F) {
	f.Add(smallNPZ)
	f.Add(npz(f, map[string][]byte{"x": npy("|u1", "(2,)", []byte("ab"))}))
	f.Fuzz(func(t *testing.T, data []byte) {
		checkSize(t, data, func() (Array, error) { return readNPZ(data, "x") })
	})
}
