package datasets

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// What is too much for memory comes back from a file that leaves nothing behind.
func TestStoreSpills(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "spill")
	var want []byte
	s := &Store{limit: 10, folder: folder}
	for i := range 10 {
		part := bytes.Repeat([]byte{byte(i)}, 7)
		want = append(want, part...)
		if n, err := s.Write(part); n != 7 || err != nil {
			t.Fatal(n, err)
		}
		if inMemory := s.file == nil; inMemory != (i == 0) {
			t.Errorf("after %d bytes in memory: %v", len(want), inMemory)
		}
	}
	got, err := s.Bytes()
	if err != nil || !bytes.Equal(got, want) || len(s.memory) > 0 {
		t.Errorf("got %v, %v", got, err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}

func TestStoreWithoutRoom(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := (&Store{limit: 1, folder: file}).Write([]byte("ab")); err == nil {
		t.Error("written to a folder that is none")
	}
}

func TestMapFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data")
	content := bytes.Repeat([]byte("0123456789"), 1000)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, from := range []int{0, 7, 4096, 5003} {
		got, err := mapFile(file, int64(from), 100)
		if err != nil || !bytes.Equal(got, content[from:from+100]) {
			t.Errorf("from %d: %q, %v", from, got, err)
		}
	}
}
