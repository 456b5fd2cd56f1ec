package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// goScript becomes the go command that GoNB finds first: one that compiles and links
// without collecting garbage, which is a tenth of the time that a changed cell takes. A
// build that needs much memory collects it all the same. What the user runs by go doesn't
// get these settings, nor do cells.
const goScript = `#!/bin/sh
case "$1" in
build | get) export GOGC="${GOGC:-off}" GOMEMLIMIT="${GOMEMLIMIT:-512MiB}" ;;
esac
exec %s "$@"
`

// putGo puts that command in place. Without Go there is none; GoNB says so.
func (k *kernel) putGo() error {
	for _, folder := range filepath.SplitList(pathWithGo()) {
		path, err := exec.LookPath(filepath.Join(folder, "go"))
		if err != nil || !filepath.IsAbs(path) {
			continue
		}
		text := fmt.Sprintf(goScript, "'"+strings.ReplaceAll(path, "'", `'\''`)+"'")
		if err := os.WriteFile(filepath.Join(k.folder, "bin", "go"), []byte(text), 0o700); err != nil {
			return fmt.Errorf("putting the go command in place: %w", err)
		}
		return nil
	}
	return nil
}
