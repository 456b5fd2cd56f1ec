package exec

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// withoutGolden are the layers that no file here gives values of, and why.
var withoutGolden = map[string]string{
	"IntegerLookup": "nnlib holds it against Keras'",
	"Sequential":    "its layers are held against Keras'",
	"Custom":        "a program writes it",
}

// Every layer is named in one of the files that Keras wrote.
func TestEveryLayerHasGoldenValues(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatal("no golden files: ", err)
	}
	var golden []byte
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		golden = append(golden, text...)
	}
	for class := range layers {
		if there := bytes.Contains(golden, fmt.Appendf(nil, "%q", class)); there == (withoutGolden[class] != "") {
			t.Errorf("golden values of the layer %s: %v", class, there)
		}
	}
}
