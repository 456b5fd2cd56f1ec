package datasets

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"nnbook/nnlib/internal/spec"
)

// floatsOf are an array's values, of any type.
func floatsOf(a Array) []float32 {
	var values []float32
	for i := 0; i < len(a.Data); {
		switch a.DType {
		case "uint8":
			values = append(values, float32(a.Data[i]))
			i++
			continue
		case "int32":
			values = append(values, float32(int32(binary.LittleEndian.Uint32(a.Data[i:]))))
		default:
			values = append(values, math.Float32frombits(binary.LittleEndian.Uint32(a.Data[i:])))
		}
		i += 4
	}
	return values
}

// storedNPZ is an archive of one array that numpy.savez would not compress.
func storedNPZ(t testing.TB, x []byte) []byte {
	t.Helper()
	var packed bytes.Buffer
	archive := zip.NewWriter(&packed)
	member, err := archive.CreateHeader(&zip.FileHeader{Name: "x.npy", Method: zip.Store})
	if err == nil {
		_, err = member.Write(x)
	}
	if err == nil {
		err = archive.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

func TestArrayFiles(t *testing.T) {
	floats := npy("<f4", "(3, 2)", float32s(nil, 1, 2, 3, 4, 5, 6).Data)
	labels := npy("<i4", "(3,)", int32s(nil, 2, 0, 1).Data)
	column := npy("<i4", "(3, 1)", int32s(nil, 2, 0, 1).Data)
	hot := npy("<i4", "(3, 2)", int32s(nil, 0, 1, 1, 0, 0, 1).Data)
	idx := []byte("\x00\x00\x08\x02\x00\x00\x00\x03\x00\x00\x00\x02\x01\x02\x03\x04\x05\x06")
	ones := []byte("\x00\x00\x08\x01\x00\x00\x00\x03\x02\x00\x01")
	archive, stored := npz(t, map[string][]byte{"x": floats, "y": labels}), storedNPZ(t, floats)
	for _, c := range []struct {
		name    string
		file    spec.File
		x, y    []byte
		want    string
		classes int
	}{
		{"npy", spec.File{Format: "npy"}, floats, labels, "[] [1 2]>[2] [3 4]>[0] [5 6]>[1]", 3},
		{"npy without targets", spec.File{Format: "npy"}, floats, nil, "[] [1 2] [3 4] [5 6]", 0},
		{"npy, a column", spec.File{Format: "npy"}, floats, column, "[] [1 2]>[2] [3 4]>[0] [5 6]>[1]", 3},
		{"npy, one-hot", spec.File{Format: "npy"}, floats, hot, "[] [1 2]>[0 1] [3 4]>[1 0] [5 6]>[0 1]", 0},
		{"npy, quantities", spec.File{Format: "npy"}, floats, floats, "[] [1 2]>[1 2] [3 4]>[3 4] [5 6]>[5 6]", 0},
		{"idx", spec.File{Format: "idx"}, idx, ones, "[] [1 2]>[2] [3 4]>[0] [5 6]>[1]", 3},
		{"zipped idx", spec.File{Format: "idx"}, gzipped(t, string(idx)), gzipped(t, string(ones)), "[] [1 2]>[2] [3 4]>[0] [5 6]>[1]", 3},
		{"npz", spec.File{Format: "npz", Features: "x", Targets: "y"}, archive, nil, "[] [1 2]>[2] [3 4]>[0] [5 6]>[1]", 3},
		{"npz, stored", spec.File{Format: "npz", Features: "x"}, stored, nil, "[] [1 2] [3 4] [5 6]", 0},
		{"npz without targets", spec.File{Format: "npz", Features: "x"}, archive, nil, "[] [1 2] [3 4] [5 6]", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.file.Path = inFile(t, "x", c.x)
			if c.y != nil {
				c.file.Targets = inFile(t, "y", c.y)
			}
			for _, limit := range []int{0, 1} { // from memory and from disk
				own, err := Read(t.Context(), c.file, Spill{limit, t.TempDir()})
				if err != nil {
					t.Fatal(err)
				}
				if got := written(own); got != c.want || own.Classes != c.classes || own.Mapped != (limit > 0) {
					t.Errorf("got %s of %d classes, mapped %v; want %s of %d", got, own.Classes, own.Mapped, c.want, c.classes)
				}
			}
		})
	}
}

func TestArrayFileMistakes(t *testing.T) {
	floats := npy("<f4", "(3, 2)", float32s(nil, 1, 2, 3, 4, 5, 6).Data)
	turned := bytes.Replace(floats, []byte("False, 'shape': (3, 2), }"), []byte("True, 'shape': (3, 2), } "), 1)
	lying := storedNPZ(t, npy("<f4", "(4096, 4)", nil)) // its directory says that all is there
	entry := bytes.LastIndex(lying, []byte("PK\x01\x02"))
	for _, at := range []int{20, 24} {
		size := binary.LittleEndian.Uint32(lying[entry+at:])
		binary.LittleEndian.PutUint32(lying[entry+at:], size+4096*16)
	}
	for _, c := range []struct {
		name  string
		file  spec.File
		x, y  []byte
		limit int
		want  []string
	}{
		{"no npy", spec.File{Format: "npy"}, []byte("hello, world"), nil, 0, []string{"x: expected an array as NPY", "starts with 68 65", "numpy.save"}},
		{"npy cut short", spec.File{Format: "npy"}, floats[:len(floats)-1], nil, 0, []string{"5 of 6 values"}},
		{"npy cut short on disk", spec.File{Format: "npy"}, floats[:len(floats)-1], nil, 1, []string{"23 bytes of values, where shape [3 2] needs 24"}},
		{"more on disk", spec.File{Format: "npy"}, append(bytes.Clone(floats), 0), nil, 1, []string{"25 bytes"}},
		{"huge header", spec.File{Format: "npy"}, npy("<f4", "(99999999, 99999)", nil), nil, 0, []string{"too large"}},
		{"claims too much", spec.File{Format: "npy"}, npy("<f4", "(9999999, 99)", nil), nil, 1, []string{"0 bytes of values"}},
		{"claims much", spec.File{Format: "npy"}, npy("<f8", "(9999999, 99)", nil), nil, 1, []string{"0 of 989999901 values"}},
		{"columns on disk", spec.File{Format: "npy"}, turned, nil, 1, []string{"numpy.ascontiguousarray"}},
		{"a number", spec.File{Format: "npy"}, npy("<f4", "()", make([]byte, 4)), nil, 0, []string{"expected rows", "whose first axis"}},
		{"no rows", spec.File{Format: "npy"}, npy("<f4", "(0, 3)", nil), nil, 0, []string{"expected rows", "[0 3]"}},
		{"empty rows", spec.File{Format: "npy"}, npy("<f4", "(3, 0)", nil), nil, 0, []string{"rows with values"}},
		{"other targets", spec.File{Format: "npy"}, floats, npy("<f4", "(2,)", make([]byte, 8)), 0, []string{"each of the 3 rows", "[2]"}},
		{"target that is a number", spec.File{Format: "npy"}, floats, npy("<f4", "()", make([]byte, 4)), 0, []string{"each of the 3 rows"}},
		{"large label", spec.File{Format: "npy"}, floats, npy("<u4", "(3,)", bytes.Repeat([]byte{255}, 12)), 0, []string{"too large for a label"}},
		{"no idx", spec.File{Format: "idx"}, floats, nil, 0, []string{"an array as IDX", "MNIST"}},
		{"broken gzip", spec.File{Format: "idx"}, []byte("\x1f\x8b\x00"), nil, 0, []string{"gzip"}},
		{"no npz", spec.File{Format: "npz", Features: "x"}, floats, nil, 0, []string{"an archive of arrays", "not a valid zip", "numpy.savez"}},
		{"npz, stored and cut", spec.File{Format: "npz", Features: "x"}, storedNPZ(t, floats[:len(floats)-4]), nil, 1, []string{"20 bytes of values"}},
		{"npz, stored and claims", spec.File{Format: "npz", Features: "x"}, storedNPZ(t, npy("<f4", "(99999, 99)", nil)), nil, 1, []string{"0 bytes of values"}},
		{"npz that lies", spec.File{Format: "npz", Features: "x"}, lying, nil, 1, []string{"an archive of arrays"}},
		{"no such array", spec.File{Format: "npz", Features: "z"}, npz(t, map[string][]byte{"x": floats}), nil, 0, []string{`no array "z", only "x"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.file.Path = inFile(t, "x", c.x)
			if c.y != nil {
				c.file.Targets = inFile(t, "y", c.y)
			}
			_, err := Read(t.Context(), c.file, Spill{c.limit, t.TempDir()})
			checkFault(t, err, c.want...)
		})
	}
	if _, err := Read(t.Context(), spec.File{Format: "xls"}, Spill{}); err == nil || !strings.Contains(err.Error(), `"xls"`) {
		t.Errorf("of an unknown format: %v", err)
	}
}

func TestNoFile(t *testing.T) {
	folder := t.TempDir()
	for _, f := range []spec.File{
		{Format: "csv", Path: filepath.Join(folder, "none")}, {Format: "npy", Path: folder}, {Format: "npz", Path: folder, Features: "x"},
		{Format: "images", Path: filepath.Join(folder, "none")},
		{Format: "npy", Path: inFile(t, "x.npy", npy("|u1", "(1, 1)", []byte{1})), Targets: filepath.Join(folder, "none")},
	} {
		_, err := Read(t.Context(), f, Spill{})
		kind := "a file to read"
		if f.Format == "images" {
			kind = "a folder to read"
		}
		checkFault(t, err, kind, folder, "from the folder of the notebook")
	}
	_, err := Stamp(spec.File{Format: "csv", Path: filepath.Join(folder, "none")})
	checkFault(t, err, folder)
}

// A stamp changes with each of the files.
func TestStamp(t *testing.T) {
	f := spec.File{Format: "npy", Path: inFile(t, "x", []byte("a")), Targets: inFile(t, "y", []byte("b"))}
	var seen []string
	look := func(what string, same bool) {
		t.Helper()
		stamp, err := Stamp(f)
		if err != nil || slices.Contains(seen, stamp) != same {
			t.Errorf("%s: %s, %v, after %q", what, stamp, err, seen)
		}
		seen = append(seen, stamp)
	}
	look("new", false)
	look("again", true)
	for _, path := range []string{f.Path, f.Targets} {
		if err := os.WriteFile(path, []byte("ab"), 0o600); err != nil {
			t.Fatal(err)
		}
		look("larger", false)
		if err := os.Chtimes(path, time.Time{}, time.Unix(1, 0)); err != nil {
			t.Fatal(err)
		}
		look("older", false)
	}
}

func FuzzOwnArrays(f *testing.F) {
	f.Add(npy("<f4", "(1, 2)", make([]byte, 8)), npy("<i8", "(1,)", make([]byte, 8)), uint8(1))
	f.Add([]byte("\x00\x00\x08\x02\x00\x00\x00\x01\x00\x00\x00\x02\x01\x02"), []byte("\x00\x00\x08\x01\x00\x00\x00\x01\x01"), uint8(0))
	f.Add(storedNPZ(f, npy("<f4", "(1, 2)", make([]byte, 8))), []byte{}, uint8(1))
	f.Fuzz(func(t *testing.T, x, y []byte, limit uint8) {
		for _, format := range []string{"npy", "idx"} {
			file := spec.File{Format: format, Path: inFile(t, "x", x), Targets: inFile(t, "y", y)}
			own, err := Read(t.Context(), file, Spill{int(limit), t.TempDir()})
			checkOwn(t, own, err)
		}
		own, err := Read(t.Context(), spec.File{Format: "npz", Path: inFile(t, "z", x), Features: "x"}, Spill{int(limit), t.TempDir()})
		checkOwn(t, own, err)
	})
}
