package datasets

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// file is a published file: what it must be to be used.
type file struct {
	name   string
	size   int64  // 0 where not known
	sum    string // SHA-256
	packed *file  // the same content in other packing; nil for none
}

func published(name string, size int64, sum string) file {
	return file{name: name, size: size, sum: sum}
}

// orPacked allows for a second, smaller packing of the content.
func (f file) orPacked(size int64, sum string) file {
	f.packed = &file{name: f.name, size: size, sum: sum}
	return f
}

// check tells how data differs from the file.
func (f file) check(data []byte) error {
	if f.packed != nil && f.packed.check(data) == nil {
		return nil
	}
	switch sum := sha256.Sum256(data); {
	case int64(len(data)) > f.limit():
		return fmt.Errorf("is not the published file: more than its %d bytes", f.limit())
	case int64(len(data)) < f.size:
		return fmt.Errorf("is cut short: %d of %d bytes", len(data), f.size)
	case hex.EncodeToString(sum[:]) != f.sum:
		return fmt.Errorf("is not the published file: its SHA-256 is %x, not %s", sum, f.sum)
	}
	return nil
}

// limit is the most bytes that a file may have.
func (f file) limit() int64 {
	if f.size == 0 {
		return 64 << 20
	}
	return f.size
}

// readAll reads no more than it takes to see that data is too long.
func (f file) readAll(from io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(from, f.limit()+1))
	if err != nil {
		return nil, fmt.Errorf("can't be read: %w", err)
	}
	return data, f.check(data)
}

// read returns the file's content from a folder.
func (f file) read(folder string) ([]byte, error) {
	path := filepath.Join(folder, f.name)
	opened, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	data, err := f.readAll(opened)
	if err != nil {
		return nil, fmt.Errorf("%s %w", path, err)
	}
	return data, nil
}

// keep puts the file in place whole or not at all, also beside another process
// that does the same.
func (f file) keep(folder string, data []byte) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	temp, err := os.CreateTemp(folder, "."+f.name+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // there only if something failed
	_, err = temp.Write(data)
	if closeErr := temp.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Chmod(temp.Name(), 0o644)
	}
	if err != nil {
		return err
	}
	return os.Rename(temp.Name(), filepath.Join(folder, f.name))
}
