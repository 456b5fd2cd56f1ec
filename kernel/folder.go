package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// longestTemp is how long the path of the folder for temporary files may be, so that
// the sockets in ours fit into the 100 bytes that their paths may have.
const longestTemp = 30

// makeFolder makes the kernel's private folder. Only the user can enter it, and so
// reach the sockets in it.
func makeFolder() (string, error) {
	temp := os.TempDir()
	if len(temp) > longestTemp {
		temp = "/tmp"
	}
	folder, err := os.MkdirTemp(temp, "nnbook-")
	for _, name := range []string{"bin", "tmp"} {
		if err == nil {
			err = os.Mkdir(filepath.Join(folder, name), 0o700)
		}
	}
	if err != nil {
		return folder, fmt.Errorf("making the kernel's private folder: %w; make room in %s", err, temp)
	}
	return folder, nil
}

// removeFolder removes the private folder with all that cells left in it. What they
// made unwritable, such as a module cache, is made writable first.
func removeFolder(folder string) error {
	if os.RemoveAll(folder) == nil {
		return nil
	}
	filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err == nil && entry.IsDir() {
			os.Chmod(path, 0o700)
		}
		return nil
	})
	return os.RemoveAll(folder)
}
