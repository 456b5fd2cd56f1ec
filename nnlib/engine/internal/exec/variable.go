package exec

import (
	"fmt"
	"slices"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
)

// variable is an array that training changes: a weight or a slot of the optimizer.
type variable struct {
	name      string // "dense/kernel"
	shape     []int  // Keras' layout: [in, out]
	trainable bool
	turned    bool // lies on the device as [out, in]

	buffer compute.Buffer
	shared []float32 // the buffer's memory, on the go backend
}

// newVariable makes a variable like another, with the given values in Keras' layout.
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

func (v *variable) size() int { return shapes.Make(dtypes.Float32, v.shape...).Size() }

func (v *variable) deviceShape() shapes.Shape {
	if v.turned {
		return shapes.Make(dtypes.Float32, v.shape[1], v.shape[0])
	}
	return shapes.Make(dtypes.Float32, v.shape...)
}

// write replaces the values, given in Keras' layout.
func (v *variable) write(d *device, values []float32) error {
	if v.turned {
		values = turn(values, v.shape[0], v.shape[1])
	}
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

// read returns a copy of the values in Keras' layout.
func (v *variable) read() ([]float32, error) {
	values := slices.Clone(v.shared)
	if v.shared == nil {
		values = make([]float32, v.size())
		if err := v.buffer.ToFlatData(values); err != nil {
			return nil, fmt.Errorf("%s: %w", v.name, err)
		}
	}
	if v.turned {
		values = turn(values, v.shape[1], v.shape[0])
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

// turn transposes a matrix of rows × columns.
func turn(values []float32, rows, columns int) []float32 {
	turned := make([]float32, len(values))
	for r := range rows {
		for c := range columns {
			turned[c*rows+r] = values[r*columns+c]
		}
	}
	return turned
}
