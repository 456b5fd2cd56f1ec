package datasets

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// Own is what files of the user's hold: a row of X for each row of Y.
type Own struct {
	X, Y       Array    // Y without DType for no targets
	Columns    []string // names of features, nil for none
	Classes    int      // how many classes targets tell apart, 0 for quantities
	ClassNames []string // nil for none
	Mapped     bool     // it is looked at in a file, and takes no memory
}

// Spill says how much of a file is kept in memory, and where the rest goes.
type Spill struct {
	Limit  int // bytes; 0 for all
	Folder string
}

// Store makes a store by it.
func (s Spill) Store() *Store { return &Store{limit: s.Limit, folder: s.Folder} }

// Read reads files of the user's. Its error is a *fault.Error, or ctx's.
func Read(ctx context.Context, f spec.File, spill Spill) (Own, error) {
	r := reader{ctx, f, spill}
	read := map[string]func() (Own, error){
		"csv": r.csv, "idx": r.idx, "npy": r.npy, "npz": r.npz, "images": r.images,
	}[f.Format]
	if read == nil {
		return Own{}, fmt.Errorf("no format %q", f.Format)
	}
	own, err := read()
	if err == nil {
		err = r.check(own)
	}
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	own.Mapped = spill.Limit > 0 && len(own.X.Data) > spill.Limit
	return own, err
}

// reader reads one set of files.
type reader struct {
	ctx   context.Context
	file  spec.File
	spill Spill
}

func (r reader) store() *Store { return r.spill.Store() }

// check makes sure that rows and targets belong together.
func (r reader) check(own Own) error {
	x, y := own.X.Shape, own.Y.Shape
	fail := func(expected, got, fix string) error {
		return &fault.Error{Who: filepath.Base(r.file.Path), Expected: expected, Got: got, Fix: fix}
	}
	switch {
	case len(x) == 0 || x[0] == 0:
		return fail("rows", fmt.Sprintf("an array of shape %v", x), "an array whose first axis counts the rows")
	case spec.Shape(x[1:]).Validate() != nil:
		return fail("rows with values", fmt.Sprintf("rows of shape %v", spec.Shape(x[1:])), "an array whose further axes have a size")
	case own.Y.DType != "" && (len(y) == 0 || y[0] != x[0] || spec.Shape(y[1:]).Validate() != nil):
		return fail(fmt.Sprintf("a target for each of the %d rows", x[0]), fmt.Sprintf("targets of shape %v", y),
			"features and targets of the same length")
	}
	return nil
}

// labelled makes one label a row of integer targets, and quantities of several.
func labelled(own Own) Own {
	if own.Y.DType != "int32" {
		return own
	}
	labels := own.Y
	for len(labels.Shape) > 1 && labels.Shape[len(labels.Shape)-1] == 1 {
		labels.Shape = labels.Shape[:len(labels.Shape)-1]
	}
	if len(labels.Shape) != 1 {
		own.Y = quantities(own.Y)
		return own
	}
	own.Y = labels
	own.Classes = int(most(labels)) + 1
	return own
}

// open opens a file, or says how there is none.
func (r reader) open(path string) (*os.File, error) {
	file, err := os.Open(path)
	if err == nil {
		var info fs.FileInfo
		if info, err = file.Stat(); err == nil && !info.Mode().IsRegular() {
			err = errors.New("it is no file")
		}
		if err != nil {
			_ = file.Close()
		}
	}
	if err != nil {
		return nil, unreadable(path, err)
	}
	return file, nil
}

func unreadable(path string, err error) error { return unreadableAs("file", path, err) }

// unreadableAs says that what should be a file or a folder can't be read.
func unreadableAs(kind, path string, err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return &fault.Error{
		Who: filepath.Base(path), Expected: "a " + kind + " to read", Got: fmt.Sprintf("%s: %v", path, err),
		Fix: "the path of a " + kind + " that is there, from the folder of the notebook or from /",
	}
}

// Stamp tells a file from what it was before: it changes with its size or time.
func Stamp(f spec.File) (string, error) {
	paths := []string{f.Path}
	if f.Format != "npz" && f.Targets != "" {
		paths = append(paths, f.Targets)
	}
	if f.Format == "images" {
		pictures, err := findPictures(f.Path)
		if err != nil {
			return "", err
		}
		paths = slices.Concat(pictures.paths...)
	}
	stamp := newStamp()
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return "", unreadable(path, err)
		}
		stamp.add(path, info)
	}
	return stamp.String(), nil
}

// interruptible ends reading with the call.
type interruptible struct {
	ctx  context.Context
	from io.Reader
}

func (i interruptible) Read(p []byte) (int, error) {
	if i.ctx.Err() != nil {
		return 0, context.Cause(i.ctx)
	}
	return i.from.Read(p)
}

type interruptibleAt struct {
	ctx  context.Context
	from io.ReaderAt
}

func (i interruptibleAt) ReadAt(p []byte, offset int64) (int, error) {
	if i.ctx.Err() != nil {
		return 0, context.Cause(i.ctx)
	}
	return i.from.ReadAt(p, offset)
}
