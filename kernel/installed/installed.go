// Package installed says where nnbook is installed.
//
// Cells link it, so it uses little of the standard library.
package installed

import (
	"fmt"
	"os"
	"path/filepath"
)

// Prefix returns the folder that nnbook is installed in unless somebody says otherwise:
// $NNBOOK_HOME, which is set in notebooks, else nnbook in $XDG_DATA_HOME or in
// ~/.local/share. Whether there is an installation is another question. The error says
// that the home folder is not known.
func Prefix() (string, error) {
	if dir := os.Getenv("NNBOOK_HOME"); dir != "" {
		return dir, nil
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "nnbook"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("your home folder is not known: %w", err)
	}
	return filepath.Join(home, ".local", "share", "nnbook"), nil
}
