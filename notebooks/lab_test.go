package notebooks

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// home returns the installation under test.
func home(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("NNBOOK_HOME")
	if dir == "" {
		t.Fatal("NNBOOK_HOME is not set: run the tests with `go run ./install test`")
	}
	return dir
}

// artifact is where a test leaves a picture for people to look at.
func artifact(t testing.TB, name string) string {
	t.Helper()
	dir := os.Getenv("NNBOOK_ARTIFACTS")
	if dir == "" {
		dir = t.TempDir()
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, name)
}

// lab is a running JupyterLab, or Notebook 7.
type lab struct {
	url     string // with a slash at the end
	token   string
	folder  string // the notebooks it serves
	runtime string
	env     []string
	open    string // the path below url that opens a notebook in a workspace
}

// startLab serves folder with settings of its own, so that the user's
// preferences neither change the test nor are changed by it.
func startLab(t testing.TB, folder string) *lab {
	t.Helper()
	l := newLab(t, folder)
	l.open = "lab/workspaces/%s/tree/%s"
	l.start(t, filepath.Join(home(t), "venv", "bin", "jupyter-lab"), "--LabApp.expose_app_in_browser=True")
	return l
}

// newLab returns a server that is yet to be started.
func newLab(t testing.TB, folder string) *lab {
	t.Helper()
	own := t.TempDir()
	settings := filepath.Join(own, "settings")
	// All cells stay in the page, so that the test can look at each.
	writeSetting(t, settings, "notebook-extension", "tracker", `{"windowingMode": "none", "scrollPastEnd": false}`)
	l := &lab{folder: folder, runtime: filepath.Join(own, "runtime")}
	l.env = append(os.Environ(),
		"JUPYTER_CONFIG_DIR="+filepath.Join(own, "config"), "JUPYTER_DATA_DIR="+filepath.Join(own, "data"),
		"JUPYTER_RUNTIME_DIR="+l.runtime, "JUPYTERLAB_SETTINGS_DIR="+settings,
		"JUPYTERLAB_WORKSPACES_DIR="+filepath.Join(own, "workspaces"), "IPYTHONDIR="+filepath.Join(own, "ipython"))
	return l
}

// start runs the server until the test ends.
func (l *lab) start(t testing.TB, program string, arguments ...string) {
	t.Helper()
	command := exec.Command(program, append(arguments, "--no-browser", "--allow-root",
		"--ServerApp.ip=127.0.0.1", "--ServerApp.port=0", "--ServerApp.root_dir="+l.folder)...)
	command.Env = l.env
	log, err := os.Create(artifact(t, "jupyterlab.log"))
	if err != nil {
		t.Fatal(err)
	}
	command.Stdout, command.Stderr = log, log
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := command.Start(); err != nil {
		t.Fatalf("starting JupyterLab: %v", err)
	}
	t.Cleanup(func() {
		stop(command)
		_ = log.Close()
	})
	l.await(t)
}

func writeSetting(t testing.TB, dir, plugin, name, text string) {
	t.Helper()
	path := filepath.Join(dir, "@jupyterlab", plugin, name+".jupyterlab-settings")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// stop asks the server to end, kernels included, and insists after a while.
func stop(command *exec.Cmd) {
	_ = command.Process.Signal(syscall.SIGTERM)
	ended := make(chan struct{})
	go func() { _ = command.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-time.After(15 * time.Second):
		_ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL)
		<-ended
	}
}

// await reads the server's address and token from the file that it leaves in
// its runtime folder.
func (l *lab) await(t testing.TB) {
	t.Helper()
	deadline := time.Now().Add(60 * time.Second)
	for time.Now().Before(deadline) {
		files, _ := filepath.Glob(filepath.Join(l.runtime, "jpserver-*.json"))
		for _, file := range files {
			var server struct{ URL, Token string }
			data, err := os.ReadFile(file)
			if err == nil && json.Unmarshal(data, &server) == nil && server.URL != "" {
				l.url, l.token = server.URL, server.Token
				return
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("JupyterLab did not start within a minute; see jupyterlab.log among the artifacts")
}

// awaitKernel waits until the server has an idle kernel: before, JupyterLab asks
// which kernel to take.
func (l *lab) awaitKernel(t testing.TB) {
	t.Helper()
	for deadline := time.Now().Add(2 * time.Minute); time.Now().Before(deadline); time.Sleep(200 * time.Millisecond) {
		response, err := http.Get(l.url + "api/kernels?token=" + l.token)
		if err != nil {
			continue
		}
		var kernels []struct {
			State       string `json:"execution_state"`
			Connections int
		}
		err = json.NewDecoder(response.Body).Decode(&kernels)
		response.Body.Close()
		if err == nil && len(kernels) == 1 && kernels[0].State == "idle" && kernels[0].Connections > 0 {
			return
		}
	}
	t.Fatal("no idle kernel after two minutes; see jupyterlab.log among the artifacts")
}

// page is the address of a notebook, in a workspace of its own so that no
// earlier layout is restored.
func (l *lab) page(notebook, workspace string) string {
	return l.url + fmt.Sprintf(l.open, workspace, url.PathEscape(notebook)) + "?token=" + l.token
}

// copyNotebook puts a notebook of the repository, its outputs cleared, where
// the test may change it.
func copyNotebook(t testing.TB, name, folder string) string {
	t.Helper()
	book := readNotebook(t, name)
	for i := range book.Cells {
		if book.Cells[i].Type == "code" {
			book.Cells[i].Outputs, book.Cells[i].Count = []output{}, nil
		}
	}
	path := filepath.Join(folder, name)
	book.write(t, path)
	return path
}

// sameHost tells whether a request stays on this machine.
func sameHost(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	local := u.Hostname() == "127.0.0.1" || u.Hostname() == "localhost"
	return local || u.Scheme == "data" || u.Scheme == "blob" || strings.HasPrefix(address, "about:")
}
