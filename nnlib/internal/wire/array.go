package wire

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc64"
	"math"

	"nnbook/nnlib/internal/spec"
)

// Array is a dense array, its values little-endian and row by row. As bytes it
// crosses the wire in one piece, where gob would write value by value.
type Array struct {
	DType string // "uint8", "int32" or "float32"; "" for none
	Shape []int  // with the rows first, where the array has rows
	Data  []byte
}

var sizes = map[string]int{"uint8": 1, "int32": 4, "float32": 4}

// Bytes makes an array of uint8; data is not copied.
func Bytes(data []byte, shape ...int) Array { return Array{"uint8", shape, data} }

// Int32s makes an array of int32.
func Int32s(values []int32, shape ...int) Array {
	data := make([]byte, 0, 4*len(values))
	for _, v := range values {
		data = binary.LittleEndian.AppendUint32(data, uint32(v))
	}
	return Array{"int32", shape, data}
}

// Float32s makes an array of float32.
func Float32s(values []float32, shape ...int) Array {
	data := make([]byte, 0, 4*len(values))
	for _, v := range values {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(v))
	}
	return Array{"float32", shape, data}
}

// Len is the number of values, 0 for none.
func (a Array) Len() int {
	if a.DType == "" {
		return 0
	}
	return spec.Shape(a.Shape).Size()
}

// Float32 returns one value, of any type, as float32.
func (a Array) Float32(i int) float32 {
	if a.DType == "float32" {
		return math.Float32frombits(binary.LittleEndian.Uint32(a.Data[4*i:]))
	}
	return float32(a.Int32(i))
}

// Int32 returns one value of an array of integers.
func (a Array) Int32(i int) int32 {
	if a.DType == "uint8" {
		return int32(a.Data[i])
	}
	return int32(binary.LittleEndian.Uint32(a.Data[4*i:]))
}

// Float32s returns the values, of any type, as float32.
func (a Array) Float32s() []float32 {
	values := make([]float32, a.Len())
	for i := range values {
		values[i] = a.Float32(i)
	}
	return values
}

// Int32s returns the values of an array of integers.
func (a Array) Int32s() []int32 {
	values := make([]int32, a.Len())
	for i := range values {
		values[i] = a.Int32(i)
	}
	return values
}

// maxBytes is more than any array of a notebook, and far below where sizes
// overflow.
const maxBytes = 1 << 37

// Validate checks that type, shape and length of data agree.
func (a Array) Validate() error {
	if a.DType == "" {
		return nil
	}
	size, ok := sizes[a.DType]
	if !ok {
		return fmt.Errorf("array of unknown type %q", a.DType)
	}
	for _, n := range a.Shape {
		if n < 0 || n > maxBytes/size {
			return fmt.Errorf("array of shape %v is not possible", a.Shape)
		}
		size *= n
		if size == 0 {
			break
		}
	}
	if size != len(a.Data) {
		return fmt.Errorf("array of shape %v and type %s has %d bytes, needs %d", a.Shape, a.DType, len(a.Data), size)
	}
	return nil
}

// ID names the content of two arrays, types and shapes included: the source
// "arrays/<ID>" of a data set that the cell holds. Y may be without DType. The
// hash, a CRC of 64 bits, tells apart what one user uploads and need not stand
// against an attack: SHA-256 is no faster and would add a tenth to what each cell
// links.
func ID(x, y Array) string {
	hash := crc64.New(crc64.MakeTable(crc64.ECMA))
	for _, array := range []Array{x, y} {
		fmt.Fprintf(hash, "%s %v\n", array.DType, array.Shape)
		hash.Write(array.Data)
	}
	return hex.EncodeToString(hash.Sum(nil))
}
