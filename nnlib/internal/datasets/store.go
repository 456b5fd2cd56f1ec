package datasets

import (
	"bufio"
	"os"
	"syscall"
)

// Store takes an array's bytes: in memory and, beyond a limit, in a file that the
// system reads in as it is looked at. The file has no name; it is gone with the
// process.
type Store struct {
	limit  int    // bytes to keep in memory; 0 for all
	folder string // where the file goes

	memory []byte
	file   *os.File
	writer *bufio.Writer
	size   int
}

// Write takes some more bytes.
func (s *Store) Write(p []byte) (int, error) {
	s.size += len(p)
	if s.file == nil && s.limit > 0 && s.size > s.limit {
		if err := s.spill(); err != nil {
			return 0, err
		}
	}
	if s.file != nil {
		return s.writer.Write(p)
	}
	s.memory = append(s.memory, p...)
	return len(p), nil
}

// spill moves what is in memory to a file.
func (s *Store) spill() error {
	if err := os.MkdirAll(s.folder, 0o755); err != nil {
		return err
	}
	file, err := os.CreateTemp(s.folder, "large-*")
	if err != nil {
		return err
	}
	_ = os.Remove(file.Name()) // it would stay behind, no more
	s.file, s.writer = file, bufio.NewWriterSize(file, 1<<20)
	_, err = s.writer.Write(s.memory)
	s.memory = nil
	return err
}

// Bytes returns all that was written. What is in a file stays there.
func (s *Store) Bytes() ([]byte, error) {
	if s.file == nil {
		if s.memory == nil {
			return []byte{}, nil
		}
		return s.memory, nil
	}
	defer s.file.Close()
	if err := s.writer.Flush(); err != nil {
		return nil, err
	}
	return mapFile(s.file, 0, s.size)
}

// Mapped tells whether the bytes lie in a file.
func (s *Store) Mapped() bool { return s.file != nil }

// mapFile shows a part of a file as memory, which the system reads in and drops again
// as it likes.
func mapFile(file *os.File, offset int64, size int) ([]byte, error) {
	page := offset % int64(os.Getpagesize())
	data, err := syscall.Mmap(int(file.Fd()), offset-page, size+int(page), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return nil, os.NewSyscallError("mmap", err)
	}
	return data[page:], nil
}
