package datasets

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
)

// readNPZ reads one array from NumPy's archive: a zip of NPY files.
func readNPZ(data []byte, name string) (Array, error) {
	return readMember(bytes.NewReader(data), int64(len(data)), name, asFeatures, &Store{})
}

// readMember reads an array's file within an archive, whose sum zip checks.
func readMember(from io.ReaderAt, size int64, name string, as role, to *Store) (Array, error) {
	member, err := findMember(from, size, name)
	if err != nil {
		return Array{}, err
	}
	opened, err := member.Open()
	if err != nil {
		return Array{}, fmt.Errorf("NPZ: %s: %w", name, err)
	}
	defer opened.Close()
	read, err := readNPY(opened, as, to)
	if err != nil {
		return Array{}, fmt.Errorf("NPZ: %s: %w", name, err)
	}
	return read, nil
}

func findMember(from io.ReaderAt, size int64, name string) (*zip.File, error) {
	archive, err := zip.NewReader(from, size)
	if err != nil {
		return nil, fmt.Errorf("NPZ: %w", err)
	}
	var names []string
	for _, member := range archive.File {
		if member.Name == name+".npy" {
			return member, nil
		}
		names = append(names, fmt.Sprintf("%q", strings.TrimSuffix(member.Name, ".npy")))
	}
	return nil, fmt.Errorf("NPZ: no array %q, only %s", name, strings.Join(names, ", "))
}
