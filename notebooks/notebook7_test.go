package notebooks

import (
	"os"
	"path/filepath"
	"testing"
)

// startNotebook7 serves folder as Jupyter Notebook 7, which takes JupyterLab's
// extensions. It is installed beside the environment, for tests only.
func startNotebook7(t *testing.T, folder string) *lab {
	t.Helper()
	packages, shared := filepath.Join(home(t), "lib", "python-test"), filepath.Join("share", "jupyter")
	if _, err := os.Stat(filepath.Join(packages, "notebook")); err != nil {
		t.Skip("NNBOOK-NOT-RUN: Notebook 7: it isn't installed; go run ./install test installs it")
	}
	l := newLab(t, folder)
	l.env = append(l.env, "PYTHONPATH="+packages, "JUPYTER_PATH="+filepath.Join(packages, shared), "JUPYTERLAB_DIR="+application(t, packages))
	l.open = "notebooks/%[2]s"
	l.start(t, filepath.Join(home(t), "venv", "bin", "python"), "-m", "notebook", "--JupyterNotebookApp.expose_app_in_browser=True")
	return l
}

// application joins what JupyterLab consists of with what Notebook 7 adds to it.
func application(t *testing.T, packages string) string {
	t.Helper()
	lab, joined := filepath.Join("share", "jupyter", "lab"), t.TempDir()
	for _, pattern := range []string{
		filepath.Join(home(t), "venv", lab, "*"), filepath.Join(home(t), "venv", lab, "schemas", "@*"), filepath.Join(packages, lab, "schemas", "@*"),
	} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatalf("nothing at %s: %v", pattern, err)
		}
		for _, path := range paths {
			place := filepath.Join(joined, filepath.Base(path))
			if filepath.Base(path)[0] == '@' {
				place = filepath.Join(joined, "schemas", filepath.Base(path))
			}
			if filepath.Base(path) == "schemas" {
				err = os.Mkdir(place, 0o755)
			} else {
				err = os.Symlink(path, place)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	return joined
}
