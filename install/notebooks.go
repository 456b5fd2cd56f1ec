package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// firstNotebook is the one that JupyterLab opens.
const firstNotebook = "01_mnist.ipynb"

// notebookFolder returns the folder to open in JupyterLab, with the notebooks
// in it: the clone's own with -dev, else copies that are the user's to change.
func notebookFolder(root string, home prefix, o options) (string, error) {
	from := filepath.Join(root, "notebooks")
	if o.dev && o.notebooks == "" {
		return from, nil
	}
	folder := o.notebooks
	if folder == "" {
		user, err := os.UserHomeDir()
		if err != nil {
			return "", &failure{what: "your home folder is not known", fix: "say where to put the notebooks with -notebooks DIR", err: err}
		}
		folder = filepath.Join(user, "nnbook")
	}
	folder, err := filepath.Abs(folder)
	if err != nil {
		return "", fmt.Errorf("finding the notebooks' folder: %w", err)
	}
	if err := copyNotebooks(from, folder, home); err != nil {
		return "", &failure{what: "copying the notebooks to " + folder, fix: "choose another folder with -notebooks DIR", err: err}
	}
	return folder, nil
}

// copyNotebooks copies the notebooks into folder. One that is there is replaced
// only if it is exactly what an earlier call put there.
func copyNotebooks(from, folder string, home prefix) error {
	names, err := filepath.Glob(filepath.Join(from, "*.ipynb"))
	if err != nil {
		return err
	}
	for _, path := range names {
		if strings.HasSuffix(path, ".executed.ipynb") {
			continue
		}
		if err := copyNotebook(path, filepath.Join(folder, filepath.Base(path)), home); err != nil {
			return err
		}
	}
	return nil
}

func copyNotebook(from, to string, home prefix) error {
	stamp := "notebook-" + digest(to)[:16]
	fresh, err := hashFile(from)
	if err != nil {
		return err
	}
	there, err := hashFile(to)
	switch {
	case err == nil && there == fresh:
		return nil
	case err == nil && there != readStamp(home, stamp):
		fmt.Printf("Keeping your %s as you changed it.\n", to)
		return nil
	case err != nil && !os.IsNotExist(err):
		return err
	}
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	if err := replaceFile(to, data); err != nil {
		return err
	}
	return writeStamp(home, stamp, fresh)
}
