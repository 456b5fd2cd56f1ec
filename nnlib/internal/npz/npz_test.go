package npz

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"
)

var arrays = []Array{
	{"dense/kernel", []int{2, 3}, []float32{1, 2, 3, 4, 5, 6.5}},
	{"dense/bias", []int{3}, []float32{-1, 0, 1e-3}},
	{"scalar", []int{}, []float32{7}},
	{"nothing", []int{0, 4}, []float32{}},
}

func written(t *testing.T, arrays []Array) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := Write(&file, arrays); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func read(data []byte) ([]Array, error) { return Read(bytes.NewReader(data), int64(len(data))) }

func TestWriteAndRead(t *testing.T) {
	got, err := read(written(t, arrays))
	if err != nil || !reflect.DeepEqual(got, arrays) {
		t.Errorf("read %v, %v; wrote %v", got, err, arrays)
	}
}

// testdata/numpy.npz is NumPy's: np.savez("numpy.npz", **{"dense/kernel": …}), the
// bias as float64.
func TestReadsNumPy(t *testing.T) {
	data, err := os.ReadFile("testdata/numpy.npz")
	if err != nil {
		t.Fatal(err)
	}
	got, err := read(data)
	if err != nil || !reflect.DeepEqual(got, arrays) {
		t.Errorf("read %v, %v; want %v", got, err, arrays)
	}
}

// Arrays are stored, not packed, so the bytes of each file are NumPy's too.
func TestWritesNumPy(t *testing.T) {
	kernel, err := os.ReadFile("testdata/kernel.npy")
	if err != nil {
		t.Fatal(err)
	}
	if got := encode(arrays[0]); !bytes.Equal(got, kernel) {
		t.Errorf("wrote %q, NumPy %q", got, kernel)
	}
}

func TestRefuses(t *testing.T) {
	file := func(header string, values int) []byte {
		data := append([]byte(magic), byte(len(header)), byte(len(header)>>8))
		return append(append(data, header...), make([]byte, values)...)
	}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"text":    {[]byte("no file"), "no NPY file"},
		"cut":     {append([]byte(magic), 200, 0), "cut short"},
		"header":  {file("{}\n", 0), "header"},
		"type":    {file("{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }\n", 8), "float32"},
		"order":   {file("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), }\n", 16), "column by column"},
		"few":     {file("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }\n", 8), "8 bytes for shape [3]"},
		"endless": {file("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 99999999999), }\n", 8), "8 bytes"},
		"size":    {file("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }\n", 8), "shape"},
	} {
		if _, err := decode(c.data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if _, err := read([]byte("no zip")); err == nil {
		t.Error("reads what is no zip")
	}
}

func FuzzRead(f *testing.F) {
	var file bytes.Buffer
	if err := Write(&file, arrays); err != nil {
		f.Fatal(err)
	}
	f.Add(file.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		arrays, err := read(data)
		if err != nil {
			return
		}
		for _, a := range arrays {
			n := 1
			for _, size := range a.Shape {
				n *= size
			}
			if n != len(a.Values) {
				t.Errorf("%d values of shape %v", len(a.Values), a.Shape)
			}
		}
	})
}
