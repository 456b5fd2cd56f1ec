package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"nnbook/kernel/socket"
)

// environment is what GoNB, its cells and the engine run in. Temporary files go to
// the private folder, so that they are gone with it.
func (k *kernel) environment() []string {
	own := map[string]string{
		socket.RunFolder: k.folder,
		"NNBOOK_HOME":    k.prefix,
		"TMPDIR":         filepath.Join(k.folder, "tmp"),
		"GOFLAGS":        goFlags(),
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

// goFlags returns the user's GOFLAGS and leaves debugging information out of cells:
// nothing reads it, and it is a third of the time that a changed cell takes to link.
func goFlags() string {
	flags := os.Getenv("GOFLAGS")
	if out, err := exec.Command("go", "env", "GOFLAGS").Output(); err == nil {
		flags = strings.TrimSpace(string(out))
	}
	if strings.Contains(flags, "-ldflags") {
		return flags
	}
	return strings.TrimSpace(flags + " -ldflags=-w")
}
