package datasets

import (
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// npyKinds are NumPy's codes of types, without the byte order.
var npyKinds = map[string]kind{
	"b1": kinds["bool"], "u1": kinds["uint8"], "i1": kinds["int8"], "u2": kinds["uint16"], "i2": kinds["int16"],
	"u4": kinds["uint32"], "i4": kinds["int32"], "u8": kinds["uint64"], "i8": kinds["int64"], "f4": kinds["float32"], "f8": kinds["float64"],
}

// readNPY reads an array in NumPy's format: a magic, a version, the header's length,
// the header, the values.
//
// Source: NumPy, numpy/lib/format.py.
func readNPY(from io.Reader, as role, to *Store) (Array, error) {
	l, _, err := readNPYHeader(from)
	if err != nil {
		return Array{}, fmt.Errorf("NPY: %w", err)
	}
	read, err := l.read(from, as, to)
	if err != nil {
		return Array{}, fmt.Errorf("NPY: %w", err)
	}
	return read, nil
}

// readNPYHeader also counts the header's bytes.
func readNPYHeader(from io.Reader) (layout, int64, error) {
	var head [8]byte
	if _, err := io.ReadFull(from, head[:]); err != nil {
		return layout{}, 0, fmt.Errorf("no header: %w", err)
	}
	if string(head[:6]) != "\x93NUMPY" {
		return layout{}, 0, fmt.Errorf("starts with % x, want 93 and NUMPY", head[:6])
	}
	header, size, err := readHeader(from, head[6])
	if err != nil {
		return layout{}, 0, err
	}
	l, err := parseHeader(header)
	return l, int64(len(head)) + size, err
}

// readHeader reads the length, two bytes in version 1 and four after, and the text.
func readHeader(from io.Reader, version byte) (text string, size int64, err error) {
	var length [4]byte
	width := 4
	if version == 1 {
		width = 2
	}
	if _, err := io.ReadFull(from, length[:width]); err != nil {
		return "", 0, fmt.Errorf("no length of header: %w", err)
	}
	n := binary.LittleEndian.Uint32(length[:])
	if n > 1<<16 {
		return "", 0, fmt.Errorf("header of %d bytes", n)
	}
	header := make([]byte, n)
	if _, err := io.ReadFull(from, header); err != nil {
		return "", 0, fmt.Errorf("header cut short: %w", err)
	}
	return string(header), int64(width) + int64(n), nil
}

// dictionary is NPY's header as NumPy writes it.
var dictionary = regexp.MustCompile(`^\{'descr': '([<>|=]?)([^']*)', 'fortran_order': (True|False), 'shape': \(([0-9, ]*)\),? *\} *\n?$`)

func parseHeader(header string) (layout, error) {
	fields := dictionary.FindStringSubmatch(header)
	if fields == nil {
		return layout{}, fmt.Errorf("header %.200q", header)
	}
	kind, ok := npyKinds[fields[2]]
	if !ok {
		return layout{}, fmt.Errorf("values of type %s, want one of %s", fields[1]+fields[2], strings.Join(slices.Sorted(maps.Keys(npyKinds)), ", "))
	}
	l := layout{kind: kind, order: binary.LittleEndian, columns: fields[3] == "True"}
	if fields[1] == ">" {
		l.order = binary.BigEndian
	}
	for text := range strings.SplitSeq(fields[4], ",") {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil {
			return layout{}, fmt.Errorf("shape (%s): %w", fields[4], err)
		}
		l.shape = append(l.shape, n)
	}
	return l, nil
}
