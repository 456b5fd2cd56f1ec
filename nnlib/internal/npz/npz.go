// Package npz writes and reads NumPy's archives of float32 arrays: a zip with an
// NPY file for each, which np.load opens.
package npz

import (
	"archive/zip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// Array is one array of an archive.
type Array struct {
	Name   string
	Shape  []int
	Values []float32 // row by row
}

// Write writes an archive.
func Write(to io.Writer, arrays []Array) error {
	archive := zip.NewWriter(to)
	for _, a := range arrays {
		// Weights look random, so that compressing them costs time for nothing.
		member, err := archive.CreateHeader(&zip.FileHeader{Name: a.Name + ".npy", Method: zip.Store})
		if err == nil {
			_, err = member.Write(encode(a))
		}
		if err != nil {
			return fmt.Errorf("NPZ: %s: %w", a.Name, err)
		}
	}
	if err := archive.Close(); err != nil {
		return fmt.Errorf("NPZ: %w", err)
	}
	return nil
}

const magic = "\x93NUMPY\x01\x00"

// encode makes an NPY file, its values at a multiple of 64 bytes.
func encode(a Array) []byte {
	sizes := make([]string, len(a.Shape))
	for i, n := range a.Shape {
		sizes[i] = strconv.Itoa(n)
	}
	shape := strings.Join(sizes, ", ")
	if len(sizes) == 1 {
		shape += ","
	}
	header := fmt.Sprintf("{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }", shape)
	header += strings.Repeat(" ", 63-(len(magic)+2+len(header))%64) + "\n"
	data := binary.LittleEndian.AppendUint16([]byte(magic), uint16(len(header)))
	data = append(data, header...)
	for _, value := range a.Values {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(value))
	}
	return data
}

// Read reads an archive of size bytes. Arrays of float64, NumPy's default, are
// rounded.
func Read(from io.ReaderAt, size int64) ([]Array, error) {
	archive, err := zip.NewReader(from, size)
	if err != nil {
		return nil, fmt.Errorf("NPZ: %w", err)
	}
	var arrays []Array
	for _, member := range archive.File {
		name, ok := strings.CutSuffix(member.Name, ".npy")
		if !ok {
			return nil, fmt.Errorf("NPZ: %q is no NPY file", member.Name)
		}
		opened, err := member.Open()
		if err != nil {
			return nil, fmt.Errorf("NPZ: %s: %w", name, err)
		}
		data, err := io.ReadAll(opened)
		if err := errors.Join(err, opened.Close()); err != nil {
			return nil, fmt.Errorf("NPZ: %s: %w", name, err)
		}
		array, err := decode(data)
		if err != nil {
			return nil, fmt.Errorf("NPZ: %s: %w", name, err)
		}
		array.Name = name
		arrays = append(arrays, array)
	}
	return arrays, nil
}

var dictionary = regexp.MustCompile(`^\{'descr': '([^']*)', 'fortran_order': (True|False), 'shape': \(([0-9, ]*)\), \} *\n$`)

// decode reads an NPY file of version 1.
func decode(data []byte) (a Array, err error) {
	if len(data) < len(magic)+2 || string(data[:len(magic)]) != magic {
		return a, errors.New("no NPY file of version 1")
	}
	length := int(binary.LittleEndian.Uint16(data[len(magic):]))
	data = data[len(magic)+2:]
	if len(data) < length {
		return a, errors.New("header cut short")
	}
	fields := dictionary.FindStringSubmatch(string(data[:length]))
	if fields == nil {
		return a, fmt.Errorf("header %q", data[:length])
	}
	if a.Shape, err = parseShape(fields[3]); err != nil {
		return a, err
	}
	if fields[2] == "True" && len(a.Shape) > 1 {
		return a, errors.New("values column by column: save np.ascontiguousarray(…) of it")
	}
	a.Values, err = values(data[length:], fields[1], a.Shape)
	return a, err
}

func parseShape(text string) ([]int, error) {
	shape := []int{}
	for size := range strings.SplitSeq(text, ",") {
		if size = strings.TrimSpace(size); size == "" {
			continue
		}
		n, err := strconv.Atoi(size)
		if err != nil {
			return nil, fmt.Errorf("shape (%s): %w", text, err)
		}
		shape = append(shape, n)
	}
	return shape, nil
}

// values reads as many as a shape has.
func values(data []byte, kind string, shape []int) ([]float32, error) {
	width := map[string]int{"<f4": 4, "<f8": 8}[kind]
	if width == 0 {
		return nil, fmt.Errorf("values of type %s: save .astype('float32') of it", kind)
	}
	n := 1
	for _, size := range shape {
		if n *= size; n > len(data) {
			break
		}
	}
	if n*width != len(data) {
		return nil, fmt.Errorf("%d bytes for shape %v", len(data), shape)
	}
	values := make([]float32, n)
	for i := range values {
		if width == 4 {
			values[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
		} else {
			values[i] = float32(math.Float64frombits(binary.LittleEndian.Uint64(data[8*i:])))
		}
	}
	return values, nil
}
