package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"nnbook/kernel/display"
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
	if err == nil {
		err = os.Mkdir(filepath.Join(folder, "tmp"), 0o700)
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

// environment is what GoNB, its cells and the engine run in. Temporary files go to
// the private folder, so that they are gone with it.
func (k *kernel) environment() []string {
	own := map[string]string{
		display.RunFolder: k.folder,
		"NNBOOK_HOME":     k.prefix,
		"TMPDIR":          filepath.Join(k.folder, "tmp"),
		"PATH": strings.Join([]string{
			filepath.Join(k.folder, "bin"), filepath.Join(k.prefix, "bin"), pathWithGo(),
		}, string(filepath.ListSeparator)),
	}
	inherited := slices.DeleteFunc(os.Environ(), func(setting string) bool {
		name, _, _ := strings.Cut(setting, "=")
		_, ours := own[name]
		return ours || name == "GOWORK" // GoNB's own workspace counts, not the user's
	})
	for name, value := range own {
		inherited = append(inherited, name+"="+value)
	}
	return inherited
}

// pathWithGo returns PATH, with Go's folder added where JupyterLab was started from a
// menu that knows nothing of it.
func pathWithGo() string {
	path := os.Getenv("PATH")
	if _, err := exec.LookPath("go"); err == nil {
		return path
	}
	home, _ := os.UserHomeDir()
	for _, folder := range []string{"/usr/local/go/bin", "/opt/homebrew/bin", "/usr/lib/go/bin", filepath.Join(home, "go", "bin")} {
		if _, err := os.Stat(filepath.Join(folder, "go")); err == nil {
			return path + string(filepath.ListSeparator) + folder
		}
	}
	return path
}
