package nnlib

import (
	"slices"
	"sync"
)

// offered are this program's data that layers learn from, by name. Any call that
// brings a model to its backend may have to send them.
var offered struct {
	sync.Mutex
	uploads map[string]*upload
}

// offer makes the data set's own data known to all calls.
func (d *Dataset) offer() {
	offered.Lock()
	defer offered.Unlock()
	if offered.uploads == nil {
		offered.uploads = map[string]*upload{}
	}
	d.eachUpload(func(u *upload) { offered.uploads[u.id()] = u })
}

func (d *Dataset) eachUpload(f func(*upload)) {
	if d.upload != nil {
		f(d.upload)
	}
	for _, other := range slices.Concat(d.parts, d.by) {
		other.eachUpload(f)
	}
}

// offeredUpload finds data that were offered, or nil.
func offeredUpload(id string) *upload {
	offered.Lock()
	defer offered.Unlock()
	return offered.uploads[id]
}
