package main

import (
	"archive/tar"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// writeTarball makes an npm package with one file.
func writeTarball(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "p.tgz")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	zip := gzip.NewWriter(file)
	archive := tar.NewWriter(zip)
	if err := archive.WriteHeader(&tar.Header{Name: name, Size: int64(len(text)), Mode: 0o644}); err != nil {
		t.Fatal(err)
	}
	if _, err := archive.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	for _, close := range []func() error{archive.Close, zip.Close, file.Close} {
		if err := close(); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

func TestTamperedTarballIsRefused(t *testing.T) {
	path := writeTarball(t, "package/LICENSE", "words")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha512.Sum512(data)
	integrity := "sha512-" + base64.StdEncoding.EncodeToString(sum[:])
	if err := checkIntegrity(path, integrity); err != nil {
		t.Errorf("the right file is refused: %v", err)
	}
	data[len(data)/2] ^= 1
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	err = checkIntegrity(path, integrity)
	if err == nil {
		t.Fatal("a changed file is accepted")
	}
	if !strings.Contains(explain(err), "not the pinned one") {
		t.Errorf("the advice is %q", explain(err))
	}
}

func TestExtractFile(t *testing.T) {
	tarball := writeTarball(t, "package/LICENSE", "words")
	to := filepath.Join(t.TempDir(), "out")
	if err := extractFile(tarball, "package/LICENSE", to); err != nil {
		t.Fatal(err)
	}
	if text := readText(t, to); text != "words" {
		t.Errorf("extracted %q", text)
	}
	if err := extractFile(tarball, "package/NOTICE", to); err == nil || !strings.Contains(err.Error(), "holds no package/NOTICE") {
		t.Errorf("a missing file gives %v", err)
	}
	if err := os.Truncate(tarball, 40); err != nil {
		t.Fatal(err)
	}
	if err := extractFile(tarball, "package/LICENSE", to); err == nil {
		t.Error("a truncated package is accepted")
	}
}

func TestTamperedDataIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "digits.gz")
	if err := writeFile(path, "abc"); err != nil {
		t.Fatal(err)
	}
	const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" // FIPS 180-2, B.1
	if err := checkSHA256(path, abc); err != nil {
		t.Errorf("the right file is refused: %v", err)
	}
	if err := writeFile(path, "abd"); err != nil {
		t.Fatal(err)
	}
	if err := checkSHA256(path, abc); err == nil {
		t.Error("a changed file is accepted")
	}
}

// Every requirement is pinned and has a hash: pip is told to refuse others, but
// only when it is run.
func TestRequirementsArePinned(t *testing.T) {
	first := regexp.MustCompile(`^[a-z0-9.-]+==[^ ]+( ; [^\\]+)? \\$`)
	hash := regexp.MustCompile(`^    --hash=sha256:[0-9a-f]{64}( \\)?$`)
	for name, list := range map[string]string{"lab": labRequirements, "xla": xlaRequirements, "node": nodeRequirements} {
		packages := 0
		for line := range strings.Lines(list) {
			line = strings.TrimSuffix(line, "\n")
			switch {
			case strings.HasPrefix(line, "#"), hash.MatchString(line):
			case first.MatchString(line):
				packages++
			default:
				t.Errorf("%s: unexpected line %q", name, line)
			}
		}
		if packages == 0 {
			t.Errorf("%s lists no package", name)
		}
	}
	if v := pinned(labRequirements, "jupyterlab"); !strings.HasPrefix(v, "4.") {
		t.Errorf("JupyterLab is %q", v)
	}
}

func TestRelocate(t *testing.T) {
	venv := filepath.Join(t.TempDir(), "venv")
	for name, text := range map[string]string{
		"bin/jupyter": "#!" + venv + "/bin/python\nimport x\n",
		"bin/other":   "#!/bin/sh\n",
		"pyvenv.cfg":  "command = python -m venv " + venv + "\n",
	} {
		if err := writeFile(filepath.Join(venv, name), text); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(filepath.Join(venv, "bin", "jupyter"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/usr/bin/python3", filepath.Join(venv, "bin", "python")); err != nil {
		t.Fatal(err)
	}
	if err := relocate(venv, "/final/venv"); err != nil {
		t.Fatal(err)
	}
	if text := readText(t, filepath.Join(venv, "bin", "jupyter")); text != "#!/final/venv/bin/python\nimport x\n" {
		t.Errorf("the script is now %q", text)
	}
	if text := readText(t, filepath.Join(venv, "pyvenv.cfg")); !strings.Contains(text, "/final/venv") {
		t.Errorf("pyvenv.cfg is now %q", text)
	}
	info, err := os.Stat(filepath.Join(venv, "bin", "jupyter"))
	if err != nil || info.Mode().Perm() != 0o755 {
		t.Errorf("the script's mode is %v (%v)", info.Mode(), err)
	}
}
