package datasets

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"io/fs"
)

// stamp is a hash of files' names, sizes and times.
type stamp struct{ hash hash.Hash }

func newStamp() stamp { return stamp{sha256.New()} }

func (s stamp) add(path string, info fs.FileInfo) {
	fmt.Fprintf(s.hash, "%q %d %d\n", path, info.Size(), info.ModTime().UnixNano())
}

func (s stamp) String() string { return fmt.Sprintf("%x", s.hash.Sum(nil)) }
