package main

import (
	"os"
	"path/filepath"

	"nnbook/kernel/display"
)

// explainRemoval returns why a cell failed: where the private folder was cleaned away, as
// what tidies /tmp may do, that is the reason, whatever came of it.
func (k *kernel) explainRemoval(failed *failure) *failure {
	workspace := k.gonbFolder()
	if workspace != "" && present(filepath.Join(workspace, "go.mod")) && present(filepath.Join(k.folder, display.SocketName)) {
		return failed
	}
	return newFailure("FolderRemoved", "the kernel's private folder "+k.folder+" was removed or emptied while the kernel ran, and cells can't run without it\n"+
		"  fix: restart the kernel and run the cells again; where /tmp is tidied, start Jupyter with TMPDIR=/var/tmp")
}

// present reports whether there is a file.
func present(path string) bool {
	_, err := os.Stat(path)
	return !os.IsNotExist(err)
}
