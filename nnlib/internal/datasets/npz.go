package datasets

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// readNPZ reads one array of bytes from NumPy's archive: a zip of NPY files.
func readNPZ(data []byte, name string) (array, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return array{}, fmt.Errorf("NPZ: %w", err)
	}
	for _, member := range archive.File {
		if member.Name != name+".npy" {
			continue
		}
		opened, err := member.Open()
		if err != nil {
			return array{}, fmt.Errorf("NPZ: %s: %w", name, err)
		}
		defer opened.Close()
		read, err := readNPY(opened)
		if err != nil {
			return array{}, fmt.Errorf("NPZ: %s: %w", name, err)
		}
		return read, nil
	}
	return array{}, fmt.Errorf("NPZ: no array %q", name)
}

// dictionary is NPY's header as NumPy writes it.
var dictionary = regexp.MustCompile(`^\{'descr': '([^']*)', 'fortran_order': (True|False), 'shape': \(([0-9, ]*)\), \} *\n$`)

// readNPY reads an array of bytes in NumPy's format: a magic, a version, the
// header's length, the header, the values.
func readNPY(from io.Reader) (array, error) {
	var head [8]byte
	if _, err := io.ReadFull(from, head[:]); err != nil {
		return array{}, fmt.Errorf("NPY: no header: %w", err)
	}
	if string(head[:6]) != "\x93NUMPY" {
		return array{}, fmt.Errorf("NPY: starts with % x", head[:6])
	}
	header, err := readHeader(from, head[6])
	if err != nil {
		return array{}, fmt.Errorf("NPY: %w", err)
	}
	shape, err := parseHeader(header)
	if err != nil {
		return array{}, fmt.Errorf("NPY: %w", err)
	}
	data, err := readValues(from, shape)
	if err != nil {
		return array{}, fmt.Errorf("NPY: %w", err)
	}
	return array{shape, data}, nil
}

// readHeader reads the length, two bytes in version 1 and four after, and the text.
func readHeader(from io.Reader, version byte) (string, error) {
	var length [4]byte
	size := 4
	if version == 1 {
		size = 2
	}
	if _, err := io.ReadFull(from, length[:size]); err != nil {
		return "", fmt.Errorf("no length of header: %w", err)
	}
	n := binary.LittleEndian.Uint32(length[:])
	if n > 1<<16 {
		return "", fmt.Errorf("header of %d bytes", n)
	}
	text := make([]byte, n)
	if _, err := io.ReadFull(from, text); err != nil {
		return "", fmt.Errorf("header cut short: %w", err)
	}
	return string(text), nil
}

func parseHeader(header string) ([]int, error) {
	fields := dictionary.FindStringSubmatch(header)
	switch {
	case fields == nil:
		return nil, fmt.Errorf("header %q", header)
	case fields[1] != "|u1":
		return nil, fmt.Errorf("values of type %s, want |u1 (bytes)", fields[1])
	case fields[2] == "True":
		return nil, errors.New("values column by column, want row by row")
	}
	var shape []int
	for text := range strings.SplitSeq(fields[3], ",") {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil {
			return nil, fmt.Errorf("shape (%s): %w", fields[3], err)
		}
		shape = append(shape, n)
	}
	return shape, nil
}
