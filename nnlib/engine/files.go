package engine

import (
	"fmt"
	"os"
	"path/filepath"

	"nnbook/nnlib/internal/datasets"
	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// maxInMemory is how large a file's features may be to be kept in memory. Larger ones
// stay on disk, from where the system reads what is looked at.
const maxInMemory = maxSources / 2

// describe finds out what files hold.
func (e *Engine) describe(c *call, r wire.Describe) (any, error) {
	f := r.File
	var err error
	if f.Stamp, err = datasets.Stamp(f); err != nil {
		return nil, err
	}
	s, err := e.sources.file(c, f)
	if err != nil {
		return nil, err
	}
	d := spec.Dataset{Source: filepath.Base(f.Path), File: &f, Length: s.x.Shape[0], Classes: s.classes}
	d.X = spec.Column{DType: s.x.DType, Shape: s.x.Shape[1:]}
	if s.y.DType != "" {
		d.Y = spec.Column{DType: s.y.DType, Shape: s.y.Shape[1:]}
	}
	return wire.Description{Data: d, Columns: s.columns, ClassNames: s.classNames}, d.Validate()
}

// file returns what files hold, as they were when the data set was declared.
func (s *sources) file(c *call, f spec.File) (*source, error) {
	id, err := idOf("file/", f)
	if err != nil {
		return nil, err
	}
	return s.get(c, id, func() (*source, error) {
		stamp, err := datasets.Stamp(f)
		if err != nil {
			return nil, err
		}
		if stamp != f.Stamp {
			return nil, &fault.Error{
				Who: filepath.Base(f.Path), Expected: "the file as it was when the data set was declared", Got: "another size or time",
				Fix: "run the cell again, which declares it anew",
			}
		}
		sayLarge(c, f.Path)
		own, err := datasets.Read(c, f, s.spill())
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", f.Path, err)
		}
		return &source{
			id: id, x: wire.Array(own.X), y: wire.Array(own.Y),
			columns: own.Columns, classNames: own.ClassNames, classes: own.Classes, mapped: own.Mapped,
		}, nil
	})
}

// spill says where what is too large for memory goes.
func (s *sources) spill() datasets.Spill {
	return datasets.Spill{Limit: s.inMemory, Folder: filepath.Join(s.library.Cache, "large")}
}

// sayLarge tells what a cell waits for.
func sayLarge(c *call, path string) {
	const worthAWord = 200 << 20
	if info, err := os.Stat(path); err == nil && info.Size() > worthAWord {
		c.notice("Reading %s (%d MB)", filepath.Base(path), info.Size()>>20)
	}
}
