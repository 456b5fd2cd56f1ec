package datasets

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// array is dense data of bytes, row by row.
type array struct {
	shape []int
	data  []byte
}

// maxValues bounds what a file may claim to hold; MNIST has 47 million.
const maxValues = 1 << 28

// readIDX reads an array of bytes in IDX, the format of MNIST: two zeros, a
// type, the number of axes, each axis' size as a big-endian uint32, the values.
func readIDX(from io.Reader) (array, error) {
	var head [4]byte
	if _, err := io.ReadFull(from, head[:]); err != nil {
		return array{}, fmt.Errorf("IDX: no header: %w", err)
	}
	if head[0] != 0 || head[1] != 0 || head[2] != 0x08 || head[3] == 0 {
		return array{}, fmt.Errorf("IDX: starts with % x, want 00 00 08 (bytes) and a number of axes", head)
	}
	sizes := make([]uint32, head[3])
	if err := binary.Read(from, binary.BigEndian, sizes); err != nil {
		return array{}, fmt.Errorf("IDX: no sizes of %d axes: %w", head[3], err)
	}
	read := array{shape: make([]int, len(sizes))}
	for i, size := range sizes {
		read.shape[i] = int(size)
	}
	var err error
	if read.data, err = readValues(from, read.shape); err != nil {
		return array{}, fmt.Errorf("IDX: %w", err)
	}
	return read, nil
}

// readValues reads one byte for each value and makes sure that nothing follows.
// It allocates little before it sees that the values are there.
func readValues(from io.Reader, shape []int) ([]byte, error) {
	total := int64(1)
	for _, n := range shape {
		if total *= int64(n); n < 0 || n > maxValues || total > maxValues {
			return nil, fmt.Errorf("shape %v is too large", shape)
		}
	}
	const atOnce = 48 << 20 // all of MNIST
	values := bytes.NewBuffer(make([]byte, 0, min(total, atOnce)+bytes.MinRead))
	read, err := values.ReadFrom(io.LimitReader(from, total+1))
	switch {
	case err != nil:
		return nil, err
	case read < total:
		return nil, fmt.Errorf("cut short: %d of %d values", read, total)
	case read > total:
		return nil, errors.New("more values than its shape says")
	}
	return values.Bytes(), nil
}

// readGzipIDX reads an IDX file that gzip compressed.
func readGzipIDX(data []byte) (array, error) {
	unzipped, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return array{}, fmt.Errorf("gzip: %w", err)
	}
	return readIDX(unzipped)
}
