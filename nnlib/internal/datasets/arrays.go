package datasets

import (
	"archive/zip"
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"

	"nnbook/nnlib/internal/fault"
)

// idx reads a file of features and, where there is one, of targets.
func (r reader) idx() (Own, error) {
	return r.two(readIDXHeader, "IDX", "files in MNIST's format, which gzip may have compressed")
}

// npy reads a file of features and, where there is one, of targets.
func (r reader) npy() (Own, error) { return r.two(readNPYHeader, "NPY", "files that numpy.save wrote") }

// headReader reads the header of an array's file and counts its bytes.
type headReader func(io.Reader) (layout, int64, error)

func (r reader) two(head headReader, format, fix string) (own Own, err error) {
	if own.X, err = r.array(r.file.Path, head, asFeatures, format, fix); err != nil {
		return own, err
	}
	if r.file.Targets != "" {
		own.Y, err = r.array(r.file.Targets, head, asTargets, format, fix)
	}
	return labelled(own), err
}

// array reads one file. One that is too large for memory is looked at where it is,
// if its values are as an array's.
func (r reader) array(path string, head headReader, as role, format, fix string) (Array, error) {
	file, err := r.open(path)
	if err != nil {
		return Array{}, err
	}
	defer file.Close()
	read, err := r.arrayFrom(file, head, as)
	if err != nil {
		return Array{}, &fault.Error{Who: filepath.Base(path), Expected: "an array as " + format, Got: err.Error(), Fix: fix}
	}
	return read, nil
}

func (r reader) arrayFrom(file *os.File, head headReader, as role) (Array, error) {
	from, zipped, err := unzipped(interruptible{r.ctx, file})
	if err != nil {
		return Array{}, err
	}
	l, offset, err := head(from)
	if err != nil {
		return Array{}, err
	}
	info, err := file.Stat()
	if err != nil {
		return Array{}, err
	}
	if !zipped {
		if mapped, err := r.mapped(file, l, as, offset, info.Size()-offset); err != nil || mapped.DType != "" {
			return mapped, err
		}
	}
	return l.read(from, as, r.store())
}

// mapped shows the values in their file, where they are many and stand there as in an
// array: size bytes from an offset on.
func (r reader) mapped(file *os.File, l layout, as role, offset, size int64) (Array, error) {
	dtype := as(l.kind)
	total, err := l.values()
	needs := total * int64(l.size)
	if err != nil || l.columns || !l.same(dtype) || r.spill.Limit == 0 || needs <= int64(r.spill.Limit) {
		return Array{}, err
	}
	if size != needs {
		return Array{}, fmt.Errorf("%d bytes of values, where shape %v needs %d", size, l.shape, needs)
	}
	data, err := mapFile(file, offset, int(needs))
	return Array{dtype, l.shape, data}, err
}

// unzipped takes gzip off where it is.
func unzipped(from io.Reader) (opened io.Reader, zipped bool, err error) {
	buffered := bufio.NewReaderSize(from, 1<<16)
	if magic, _ := buffered.Peek(2); string(magic) != "\x1f\x8b" {
		return buffered, false, nil
	}
	opened, err = gzip.NewReader(buffered)
	if err != nil {
		return nil, true, fmt.Errorf("gzip: %w", err)
	}
	return opened, true, nil
}

// npz reads two arrays of an archive.
func (r reader) npz() (own Own, err error) {
	file, err := r.open(r.file.Path)
	if err != nil {
		return Own{}, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return Own{}, unreadable(r.file.Path, err)
	}
	read := func(name string, as role) (member Array) {
		if err == nil && name != "" {
			member, err = r.member(file, info.Size(), name, as)
		}
		return member
	}
	own.X, own.Y = read(r.file.Features, asFeatures), read(r.file.Targets, asTargets)
	if err != nil {
		return Own{}, &fault.Error{
			Who: filepath.Base(r.file.Path), Expected: "an archive of arrays as NPZ", Got: err.Error(),
			Fix: "a file that numpy.savez wrote, and the names of arrays in it",
		}
	}
	return labelled(own), nil
}

// member reads one array of an archive, or shows it there if it is large and wasn't
// compressed.
func (r reader) member(file *os.File, size int64, name string, as role) (Array, error) {
	from := interruptibleAt{r.ctx, file}
	found, err := findMember(from, size, name)
	if err != nil {
		return Array{}, err
	}
	begin, err := found.DataOffset()
	if has := found.CompressedSize64; err == nil && found.Method == zip.Store && has <= uint64(size-begin) {
		l, head, err := readNPYHeader(io.NewSectionReader(from, begin, int64(has)))
		if err == nil {
			if mapped, err := r.mapped(file, l, as, begin+head, int64(has)-head); err != nil || mapped.DType != "" {
				return mapped, err
			}
		}
	}
	return readMember(from, size, name, as, r.store())
}

// quantities turns integers to float32.
func quantities(a Array) Array {
	data := make([]byte, 0, len(a.Data))
	for i := 0; i < len(a.Data); i += 4 {
		value := float32(int32(binary.LittleEndian.Uint32(a.Data[i:])))
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(value))
	}
	return Array{"float32", a.Shape, data}
}

// most is the largest of integers, -1 for none.
func most(a Array) int32 {
	found := int32(-1)
	for i := 0; i < len(a.Data); i += 4 {
		found = max(found, int32(binary.LittleEndian.Uint32(a.Data[i:])))
	}
	return found
}
