package datasets

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
)

// idxKinds are IDX's codes of types.
var idxKinds = map[byte]kind{
	0x08: kinds["uint8"], 0x09: kinds["int8"], 0x0b: kinds["int16"], 0x0c: kinds["int32"], 0x0d: kinds["float32"], 0x0e: kinds["float64"],
}

// readIDX reads an array in IDX, the format of MNIST: two zeros, a type, the number
// of axes, each axis' size as a big-endian uint32, the values, big-endian too.
func readIDX(from io.Reader, as role, to *Store) (Array, error) {
	l, _, err := readIDXHeader(from)
	if err != nil {
		return Array{}, fmt.Errorf("IDX: %w", err)
	}
	read, err := l.read(from, as, to)
	if err != nil {
		return Array{}, fmt.Errorf("IDX: %w", err)
	}
	return read, nil
}

// readIDXHeader also counts the header's bytes.
func readIDXHeader(from io.Reader) (layout, int64, error) {
	var head [4]byte
	if _, err := io.ReadFull(from, head[:]); err != nil {
		return layout{}, 0, fmt.Errorf("no header: %w", err)
	}
	kind, ok := idxKinds[head[2]]
	if head[0] != 0 || head[1] != 0 || !ok || head[3] == 0 {
		return layout{}, 0, fmt.Errorf("starts with % x, want 00 00, a type from 08 to 0e and a number of axes", head)
	}
	sizes := make([]uint32, head[3])
	if err := binary.Read(from, binary.BigEndian, sizes); err != nil {
		return layout{}, 0, fmt.Errorf("no sizes of %d axes: %w", head[3], err)
	}
	l := layout{kind: kind, order: binary.BigEndian, shape: make([]int, len(sizes))}
	for i, size := range sizes {
		l.shape[i] = int(size)
	}
	return l, int64(4 + 4*len(sizes)), nil
}

// readGzipIDX reads an IDX file that gzip compressed.
func readGzipIDX(data []byte) (Array, error) {
	unzipped, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return Array{}, fmt.Errorf("gzip: %w", err)
	}
	return readIDX(unzipped, asFeatures, &Store{})
}
