package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// goScript becomes the go command that GoNB finds first. It compiles and links without
// collecting garbage, which is a tenth of the time that a changed cell takes; a build that
// needs much memory collects it all the same. It gets nothing for a cell that imports
// packages of Go and nnbook only, which saves a sixth: there is nothing to get then, but to
// find that out takes go long. What the user runs by go doesn't get these settings, nor do
// cells.
//
// GoNB writes a cell's imports on the first lines of its only file.
const goScript = `#!/bin/sh
# has tells whether a package is there already.
has() {
	case "$1" in
	nnbook/*) [ -d {{NNBOOK}}/"${1#nnbook/}" ] ;;
	*) [ -d {{GO}}/"$1" ] ;;
	esac
}
# hasAll tells so of all that the cell imports.
hasAll() {
	set -- *.go
	[ "$*" = main.go ] || return 1
	while read -r line; do
		case "$line" in
		"package main" | "" | "import (") ;;
		*\"*\") line="${line%%\"}"; has "${line##*\"}" || return 1 ;;
		*) return 0 ;;
		esac
	done < main.go
}
if [ "$*" = get ] && hasAll; then exit 0; fi
case "$1" in
build | get) export GOGC="${GOGC:-off}" GOMEMLIMIT="${GOMEMLIMIT:-512MiB}" ;;
esac
exec {{go}} "$@"
`

// putGo puts that command in place. Without Go there is none; GoNB says so.
func (k *kernel) putGo() error {
	for _, folder := range filepath.SplitList(pathWithGo()) {
		path, err := exec.LookPath(filepath.Join(folder, "go"))
		if err != nil || !filepath.IsAbs(path) {
			continue
		}
		text := goTool(path, filepath.Join(k.prefix, "src"))
		if err := os.WriteFile(filepath.Join(k.folder, "bin", "go"), []byte(text), 0o700); err != nil {
			return fmt.Errorf("putting the go command in place: %w", err)
		}
		return nil
	}
	return nil
}

// goTool returns the script for the go command at path, and nnbook's packages.
func goTool(path, packages string) string {
	return strings.NewReplacer("{{go}}", quoted(path), "{{GO}}", quoted(packagesOf(path)), "{{NNBOOK}}", quoted(packages)).Replace(goScript)
}

// packagesOf returns where the packages are that come with a go command.
func packagesOf(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return filepath.Join(filepath.Dir(path), "..", "src")
}

// quoted returns a text as a shell's word.
func quoted(text string) string {
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}
