package exec

import (
	"fmt"
	"slices"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/shapes"
)

// variable is an array that training changes: a weight or a slot of the optimizer.
type variable struct {
	name      string // "dense/kernel"
	shape     []int  // Keras' layout: [in, out]
	trainable bool

	constraint constraint // nil for none

	buffer compute.Buffer
	shared []float32 // the buffer's memory, on the go backend
}

// newVariable makes a variable like another, with the given values.
func (d *device) newVariable(like variable, values []float32) (*variable, error) {
	v := &like
	v.buffer, v.shared = nil, nil
	if !d.fused {
		buffer, flat, err := d.NewSharedBuffer(0, v.deviceShape())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", v.name, err)
		}
		v.buffer, v.shared = buffer, flat.([]float32)
	}
	return v, v.write(d, values)
}

func (v *variable) size() int { return v.deviceShape().Size() }

func (v *variable) deviceShape() shapes.Shape { return float32s(v.shape...) }

// write replaces the values.
func (v *variable) write(d *device, values []float32) error {
	if v.shared != nil {
		copy(v.shared, values)
		return nil
	}
	buffer, err := d.BufferFromFlatData(0, values, v.deviceShape())
	if err != nil {
		return fmt.Errorf("%s: %w", v.name, err)
	}
	v.release()
	v.buffer = buffer
	return nil
}

// read returns a copy of the values.
func (v *variable) read() ([]float32, error) {
	values := slices.Clone(v.shared)
	if v.shared == nil {
		values = make([]float32, v.size())
		if err := v.buffer.ToFlatData(values); err != nil {
			return nil, fmt.Errorf("%s: %w", v.name, err)
		}
	}
	return values, nil
}

// release frees the device's memory.
func (v *variable) release() {
	if v.buffer != nil {
		_ = v.buffer.Finalize() // it only fails for what is freed already
		v.buffer, v.shared = nil, nil
	}
}
