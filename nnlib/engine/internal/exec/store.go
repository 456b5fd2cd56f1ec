package exec

import (
	"fmt"
	"slices"
	"sync"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// resident is a data source on a device: features [n, size of a row], targets [n, …].
type resident struct {
	key   string
	x, y  compute.Buffer
	bytes int
	users int
}

// store keeps the sources used last.
type store struct {
	sync.Mutex
	sources []*resident // the latest last
}

// storeBytes is how much a device keeps of data that nobody uses.
const storeBytes = 256 << 20

// keep brings data to the device, or finds them there. done must follow.
func (d *device) keep(data Data) (*resident, error) {
	d.kept.Lock()
	defer d.kept.Unlock()
	for i, r := range d.kept.sources {
		if data.Key != "" && r.key == data.Key {
			d.kept.sources = append(slices.Delete(d.kept.sources, i, i+1), r)
			r.users++
			return r, nil
		}
	}
	r := &resident{key: data.Key, users: 1, bytes: len(data.X.Data) + len(data.Y.Data)}
	rows := wire.Array{DType: data.X.DType, Data: data.X.Data, Shape: []int{data.X.Shape[0], spec.Shape(data.X.Shape[1:]).Size()}}
	var err error
	if r.x, err = d.uploadArray(rows); err != nil {
		return nil, fmt.Errorf("features: %w", err)
	}
	if r.y, err = d.uploadArray(data.Y); err != nil {
		_ = r.x.Finalize()
		return nil, fmt.Errorf("targets: %w", err)
	}
	d.kept.sources = append(d.kept.sources, r)
	return r, nil
}

// done lets the device forget a source when it needs the room.
func (d *device) done(used *resident) {
	d.kept.Lock()
	defer d.kept.Unlock()
	used.users--
	total := 0
	for _, r := range d.kept.sources {
		total += r.bytes
	}
	d.kept.sources = slices.DeleteFunc(d.kept.sources, func(r *resident) bool {
		if r.users > 0 || r.key != "" && total <= storeBytes {
			return false
		}
		total -= r.bytes
		_, _ = r.x.Finalize(), r.y.Finalize() // they only fail for what is freed already
		return true
	})
}

// upload copies a slice to the device as a vector.
func (d *device) upload(values any) (compute.Buffer, error) {
	switch values := values.(type) {
	case []int32:
		return d.BufferFromFlatData(0, values, shapes.Make(dtypeOf("int32"), len(values)))
	case []uint32:
		return d.BufferFromFlatData(0, values, shapes.Make(dtypes.Uint32, len(values)))
	default:
		floats := values.([]float32)
		return d.BufferFromFlatData(0, floats, float32s(len(floats)))
	}
}

func (d *device) uploadArray(a wire.Array) (compute.Buffer, error) {
	shape := shapes.Make(dtypeOf(a.DType), a.Shape...)
	switch a.DType {
	case "uint8":
		return d.BufferFromFlatData(0, a.Data, shape)
	case "int32":
		return d.BufferFromFlatData(0, a.Int32s(), shape)
	}
	return d.BufferFromFlatData(0, a.Float32s(), shape)
}
