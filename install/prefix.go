package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"nnbook/kernel/installed"
)

// prefix is the folder that holds everything that is installed.
type prefix string

// in returns the path of parts under the prefix.
func (p prefix) in(parts ...string) string {
	return filepath.Join(append([]string{string(p)}, parts...)...)
}

func (p prefix) python() string { return p.in("venv", "bin", "python") }

// prefixAt returns the prefix at dir, or the default one where dir is empty.
func prefixAt(dir string) (prefix, error) {
	if dir == "" {
		var err error
		if dir, err = installed.Prefix(); err != nil {
			return "", &failure{what: "nowhere to install", fix: "say where to install: go run ./install -prefix DIR", err: err}
		}
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("finding the prefix %s: %w", dir, err)
	}
	return prefix(abs), nil
}

// findRoot returns the folder of nnbook's module that holds the working folder.
func findRoot() (string, error) {
	start, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("finding the clone: %w", err)
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && strings.HasPrefix(string(text), "module nnbook\n") {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", &failure{what: start + " is not inside a clone of nnbook", fix: "change to the clone's folder first"}
		}
	}
}

// uninstall removes the prefix, and refuses where no installation is there.
func uninstall(home prefix) error {
	if !exists(home.in(stampFolder)) {
		return &failure{what: fmt.Sprintf("nnbook is not installed at %s", home), fix: "say where it is with -prefix DIR"}
	}
	unlock, err := lockPrefix(home, os.Stdout)
	if err != nil {
		return err
	}
	defer unlock()
	if err := os.RemoveAll(string(home)); err != nil {
		return &failure{what: fmt.Sprintf("removing %s", home), fix: "remove the folder by hand", err: err}
	}
	fmt.Printf("Removed %s. Notebooks that you opened are yours and stay where they are; so do Go's own caches.\n", home)
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
