package datasets

import (
	"encoding/binary"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"nnbook/nnlib/internal/fault"
)

// pictureFolder is a folder of images, by class where it has sub-folders.
type pictureFolder struct {
	classes []string
	paths   [][]string // by class, in order; of one nameless class without sub-folders
}

// findPictures lists the images of a folder. Hidden folders and other files are
// passed over.
func findPictures(path string) (found pictureFolder, err error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return found, unreadableAs("folder", path, err)
	}
	for _, entry := range entries {
		info, err := os.Stat(filepath.Join(path, entry.Name())) // of what a link leads to
		if err == nil && info.IsDir() && !strings.HasPrefix(entry.Name(), ".") {
			found.classes = append(found.classes, entry.Name())
		}
	}
	folders := found.classes
	if len(folders) == 0 {
		folders = []string{"."}
	}
	for _, folder := range folders {
		paths, err := picturesBelow(filepath.Join(path, folder) + string(filepath.Separator))
		if err != nil {
			return found, unreadableAs("folder", path, err)
		}
		found.paths = append(found.paths, paths)
	}
	return found, nil
}

func picturesBelow(folder string) (paths []string, err error) {
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && slices.Contains([]string{".png", ".jpg", ".jpeg"}, strings.ToLower(filepath.Ext(path))) {
			paths = append(paths, path)
		}
		return err
	})
	return paths, err
}

// images reads a folder of images, each as bytes of one size.
func (r reader) images() (Own, error) {
	found, err := findPictures(r.file.Path)
	if err != nil {
		return Own{}, err
	}
	all := slices.Concat(found.paths...)
	if len(all) == 0 {
		return Own{}, r.noPictures("PNG or JPEG images in it or in its folders", "none", "a folder with a folder of images for each class")
	}
	size, err := r.pictureSize(all[0])
	if err != nil {
		return Own{}, err
	}
	x := r.store()
	for some := range slices.Chunk(all, runtime.GOMAXPROCS(0)) { // no more: photographs are large
		if err := r.writePictures(some, size, x); err != nil {
			return Own{}, err
		}
	}
	own := Own{X: Array{DType: "uint8", Shape: append([]int{len(all)}, size.shape()...)}, Classes: len(found.classes), ClassNames: found.classes}
	if own.X.Data, err = x.Bytes(); err != nil || own.Classes == 0 {
		return own, err
	}
	own.Y = labelsOf(found.paths)
	return own, nil
}

func (r reader) noPictures(expected, got, fix string) error {
	return &fault.Error{Who: r.file.Path, Expected: expected, Got: got, Fix: fix}
}

// writePictures decodes some images at once and writes them in order.
func (r reader) writePictures(paths []string, size pictureSize, to *Store) error {
	if r.ctx.Err() != nil {
		return r.ctx.Err()
	}
	decoded, problems := make([][]byte, len(paths)), make([]error, len(paths))
	var all sync.WaitGroup
	for i, path := range paths {
		all.Go(func() { decoded[i], problems[i] = r.picture(path, size) })
	}
	all.Wait()
	for i, pixels := range decoded {
		if problems[i] != nil {
			return problems[i]
		}
		if _, err := to.Write(pixels); err != nil {
			return fmt.Errorf("%s: %w", r.file.Path, err)
		}
	}
	return nil
}

// labelsOf numbers the classes of images from 0.
func labelsOf(byClass [][]string) Array {
	labels := Array{DType: "int32", Shape: []int{0}}
	for class, paths := range byClass {
		for range paths {
			labels.Data = binary.LittleEndian.AppendUint32(labels.Data, uint32(class))
		}
		labels.Shape[0] += len(paths)
	}
	return labels
}
