package datasets

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
)

// place is one of the places where a data set may be.
type place[T any] func(context.Context) (T, error)

// firstOf returns what the first place gives that has the data set, or else what
// each of them said. Its error is ctx's.
func firstOf[T any](ctx context.Context, places []place[T]) (found *T, tried []string, err error) {
	for _, place := range places {
		data, err := place(ctx)
		if err == nil {
			return &data, nil, nil
		}
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		tried = append(tried, err.Error())
	}
	return nil, tried, nil
}

// cache is the folder of a data set in nnbook's own.
func (l *Library) cache(set string) string { return filepath.Join(l.Cache, set) }

// usersFolders are where the user may have put a data set.
func (l *Library) usersFolders(set string) []string {
	if l.Data == "" {
		return nil
	}
	return []string{filepath.Join(l.Data, set), l.Data}
}

// read returns a file's content from a folder. A damaged one is spoken of.
func (l *Library) read(f file, folder string) ([]byte, error) {
	data, err := f.read(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		l.notice(fmt.Sprintf("%v. It is not used; delete it if this comes again.", err))
	}
	return data, err
}

// keep is a convenience: a disk that is full or read-only costs another fetch
// next time, no more.
func (l *Library) keep(set string, f file, data []byte) {
	if err := f.keep(l.cache(set), data); err != nil {
		l.notice(fmt.Sprintf("%s can't be kept and will be looked for again next time: %v", f.name, err))
	}
}
