package exec

import (
	"slices"
	"sync"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"

	"nnbook/nnlib/internal/wire"
)

// resident is a column's array on a device, [n, …].
type resident struct {
	key    string
	buffer compute.Buffer
	bytes  int
	users  int
}

// store keeps the sources used last.
type store struct {
	sync.Mutex
	sources []*resident // the latest last
}

// storeBytes is how much a device keeps of data that nobody uses.
const storeBytes = 256 << 20

// keep brings a column's array to the device, or finds it there. done must follow.
func (d *device) keep(c Column, shape shapes.Shape) (*resident, error) {
	d.kept.Lock()
	defer d.kept.Unlock()
	for i, r := range d.kept.sources {
		if c.Key != "" && r.key == c.Key {
			d.kept.sources = append(slices.Delete(d.kept.sources, i, i+1), r)
			r.users++
			return r, nil
		}
	}
	buffer, err := d.uploadAs(c.Array, shape)
	if err != nil {
		return nil, err
	}
	r := &resident{key: c.Key, buffer: buffer, users: 1, bytes: len(c.Array.Data)}
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
		_ = r.buffer.Finalize() // it only fails for what is freed already
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
	return d.uploadAs(a, shapes.Make(dtypeOf(a.DType), a.Shape...))
}

func (d *device) uploadAs(a wire.Array, shape shapes.Shape) (compute.Buffer, error) {
	switch a.DType {
	case "uint8":
		return d.BufferFromFlatData(0, a.Data, shape)
	case "int32":
		return d.BufferFromFlatData(0, a.Int32s(), shape)
	}
	return d.BufferFromFlatData(0, a.Float32s(), shape)
}
