package datasets

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
)

// kind is one of the types of number that files hold.
type kind struct {
	name    string // as NumPy calls it
	size    int
	integer bool
	value   func(order binary.ByteOrder, b []byte) float64
}

var kinds = map[string]kind{
	"bool":    {"bool", 1, true, func(_ binary.ByteOrder, b []byte) float64 { return float64(b[0]) }},
	"uint8":   {"uint8", 1, true, func(_ binary.ByteOrder, b []byte) float64 { return float64(b[0]) }},
	"int8":    {"int8", 1, true, func(_ binary.ByteOrder, b []byte) float64 { return float64(int8(b[0])) }},
	"uint16":  {"uint16", 2, true, func(o binary.ByteOrder, b []byte) float64 { return float64(o.Uint16(b)) }},
	"int16":   {"int16", 2, true, func(o binary.ByteOrder, b []byte) float64 { return float64(int16(o.Uint16(b))) }},
	"uint32":  {"uint32", 4, true, func(o binary.ByteOrder, b []byte) float64 { return float64(o.Uint32(b)) }},
	"int32":   {"int32", 4, true, func(o binary.ByteOrder, b []byte) float64 { return float64(int32(o.Uint32(b))) }},
	"uint64":  {"uint64", 8, true, func(o binary.ByteOrder, b []byte) float64 { return float64(o.Uint64(b)) }},
	"int64":   {"int64", 8, true, func(o binary.ByteOrder, b []byte) float64 { return float64(int64(o.Uint64(b))) }},
	"float32": {"float32", 4, false, func(o binary.ByteOrder, b []byte) float64 { return float64(math.Float32frombits(o.Uint32(b))) }},
	"float64": {"float64", 8, false, func(o binary.ByteOrder, b []byte) float64 { return math.Float64frombits(o.Uint64(b)) }},
}

// role says as what an array is read: the type that values become.
type role func(kind) string

// asFeatures keeps bytes and makes all else float32.
func asFeatures(k kind) string {
	if k.name == "uint8" || k.name == "bool" {
		return "uint8"
	}
	return "float32"
}

// asTargets makes labels of integers.
func asTargets(k kind) string {
	if k.integer {
		return "int32"
	}
	return "float32"
}

// layout is what the header of an array says.
type layout struct {
	kind
	order   binary.ByteOrder
	shape   []int
	columns bool // the first axis runs fastest, as in Fortran
}

// maxBytes is more than any data set that one machine trains on.
const maxBytes = 1 << 42

// values counts them, or says that there can't be so many.
func (l layout) values() (int64, error) {
	total := int64(1)
	for _, n := range l.shape {
		if n < 0 || int64(n) > maxBytes {
			return 0, fmt.Errorf("shape %v is too large", l.shape)
		}
		if n > 0 && total > maxBytes/int64(n) {
			return 0, fmt.Errorf("shape %v is too large", l.shape)
		}
		total *= int64(n)
	}
	return total, nil
}

// same tells whether a value's bytes in the file are those in the array.
func (l layout) same(dtype string) bool {
	return l.size == 1 && dtype == "uint8" || l.name == dtype && l.order == binary.LittleEndian
}

// read reads all values, and makes sure that nothing follows. It keeps little before
// it sees that the values are there.
func (l layout) read(from io.Reader, as role, to *Store) (Array, error) {
	total, err := l.values()
	if err != nil {
		return Array{}, err
	}
	dtype := as(l.kind)
	if l.columns {
		return l.readColumns(from, dtype, total, to.limit)
	}
	if err := l.convert(from, dtype, total, to); err != nil {
		return Array{}, err
	}
	data, err := to.Bytes()
	return Array{dtype, l.shape, data}, err
}

// convert reads values one by one and writes them as another type.
func (l layout) convert(from io.Reader, dtype string, total int64, to io.Writer) error {
	const atOnce = 1 << 14
	block, out := make([]byte, atOnce*l.size), make([]byte, 0, 4*atOnce)
	for done := int64(0); done < total; {
		n := min(atOnce, total-done)
		some, err := io.ReadFull(from, block[:n*int64(l.size)])
		if err == io.ErrUnexpectedEOF || err == io.EOF {
			return fmt.Errorf("cut short: %d of %d values", done+int64(some/l.size), total)
		}
		if err != nil {
			return err
		}
		if out, err = l.append(out[:0], block[:some], dtype, done); err != nil {
			return err
		}
		if _, err := to.Write(out); err != nil {
			return err
		}
		done += n
	}
	if n, err := io.ReadFull(from, block[:1]); n > 0 || err != io.EOF {
		if n > 0 {
			return fmt.Errorf("more values than the %d that its shape %v says", total, l.shape)
		}
		return err
	}
	return nil
}

// append converts a block; done counts the values before it.
func (l layout) append(out, block []byte, dtype string, done int64) ([]byte, error) {
	if l.same(dtype) {
		return append(out, block...), nil
	}
	for i := 0; i < len(block); i += l.size {
		value := l.value(l.order, block[i:])
		if dtype == "float32" {
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(float32(value)))
			continue
		}
		if value < math.MinInt32 || value > math.MaxInt32 {
			return nil, fmt.Errorf("value %d is %v, too large for a label", done+int64(i/l.size), value)
		}
		out = binary.LittleEndian.AppendUint32(out, uint32(int32(value)))
	}
	return out, nil
}

// readColumns turns what was stored column by column.
func (l layout) readColumns(from io.Reader, dtype string, total int64, limit int) (Array, error) {
	if limit > 0 && 4*total > int64(limit) {
		return Array{}, fmt.Errorf("%d values stored column by column are too many to turn in memory; save numpy.ascontiguousarray of them", total)
	}
	memory := &Store{}
	if err := l.convert(from, dtype, total, memory); err != nil {
		return Array{}, err
	}
	size := 4
	if dtype == "uint8" {
		size = 1
	}
	turned := make([]byte, len(memory.memory))
	position := make([]int, len(l.shape)) // of the value, in the order of rows
	for i := 0; i < len(turned); i += size {
		at, step := 0, 1
		for axis, n := range l.shape {
			at += position[axis] * step
			step *= n
		}
		copy(turned[i:i+size], memory.memory[at*size:])
		for axis := len(position) - 1; axis >= 0; axis-- {
			if position[axis]++; position[axis] < l.shape[axis] {
				break
			}
			position[axis] = 0
		}
	}
	return Array{dtype, l.shape, turned}, nil
}
