package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// stampFolder holds a file for each step that is done: the hash of its inputs.
const stampFolder = ".stamps"

// digest hashes parts, keeping them apart.
func digest(parts ...string) string {
	h := sha256.New()
	for _, part := range parts {
		fmt.Fprintf(h, "%d:%s\n", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func readStamp(home prefix, step string) string {
	text, err := os.ReadFile(home.in(stampFolder, step))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(text))
}

func writeStamp(home prefix, step, hash string) error {
	if err := os.MkdirAll(home.in(stampFolder), 0o755); err != nil {
		return err
	}
	temp := home.in(stampFolder, "."+step)
	if err := os.WriteFile(temp, []byte(hash+"\n"), 0o644); err != nil {
		return err
	}
	return os.Rename(temp, home.in(stampFolder, step))
}

func clearStamp(home prefix, step string) error {
	err := os.Remove(home.in(stampFolder, step))
	if os.IsNotExist(err) {
		return nil
	}
	return err
}

// hashFile returns the SHA-256 of the file at path, in hexadecimal.
func hashFile(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return "", fmt.Errorf("reading %s: %w", path, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// sourceFiles lists what the installed module is made of: go.mod, go.sum and
// the packages that notebooks and programs need, without their tests.
func sourceFiles(root string) ([]string, error) {
	files := []string{"go.mod", "go.sum"}
	for _, top := range []string{"charts", "kernel", "nnlib", "notebooks"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			name := entry.Name()
			if entry.IsDir() {
				if name == "testdata" || strings.HasPrefix(name, ".") {
					return fs.SkipDir
				}
				return nil
			}
			if !entry.Type().IsRegular() || strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, ".executed.ipynb") {
				return nil
			}
			rel, err := filepath.Rel(root, path)
			files = append(files, rel)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("listing the clone's files: %w", err)
		}
	}
	return files, nil
}

// hashTree returns one hash of the named files under root, names included.
func hashTree(root string, files []string) (string, error) {
	var parts []string
	for _, name := range files {
		hash, err := hashFile(filepath.Join(root, name))
		if err != nil {
			return "", err
		}
		parts = append(parts, name, hash)
	}
	return digest(parts...), nil
}
