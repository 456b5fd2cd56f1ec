package nnlib

import (
	"path/filepath"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// fromFile asks the engine what files hold. They stay in its memory, so that a
// declaration that runs again in a later cell costs no more than a look whether they
// changed.
func fromFile(f spec.File) (*Dataset, error) {
	for _, path := range []*string{&f.Path, &f.Targets} {
		if f.Format == "npz" && path == &f.Targets || *path == "" && path != &f.Path {
			continue
		}
		absolute, err := filepath.Abs(*path)
		if err != nil {
			return nil, asError(*path, "a path from /", err)
		}
		*path = absolute
	}
	result, problem := call{who: filepath.Base(f.Path), request: wire.Describe{File: f}, interruptible: true}.try()
	if problem != nil {
		return nil, problem
	}
	described, _ := result.(wire.Description)
	return &Dataset{spec: described.Data, columns: described.Columns, classNames: described.ClassNames}, nil
}
