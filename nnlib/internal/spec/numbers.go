package spec

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
)

// Numbers are named numbers: an object's settings, an epoch's results. They may
// be NaN or infinite, as a loss that diverged is.
type Numbers map[string]float64

// GobEncode writes a length, a name and eight bytes for each number, in order of
// names. Left to itself, gob would decode a map with room for as many entries
// as the sender claims.
func (n Numbers) GobEncode() ([]byte, error) {
	var data []byte
	for _, name := range slices.Sorted(maps.Keys(n)) {
		data = binary.AppendUvarint(data, uint64(len(name)))
		data = append(data, name...)
		data = binary.LittleEndian.AppendUint64(data, math.Float64bits(n[name]))
	}
	return data, nil
}

// GobDecode reads what GobEncode wrote.
func (n *Numbers) GobDecode(data []byte) error {
	*n = Numbers{}
	for len(data) > 0 {
		length, size := binary.Uvarint(data)
		if size <= 0 || length > uint64(len(data)) || len(data) < size+int(length)+8 {
			return errors.New("named numbers are cut short")
		}
		name, rest := string(data[size:size+int(length)]), data[size+int(length):]
		if _, twice := (*n)[name]; twice {
			return fmt.Errorf("number %q comes twice", name)
		}
		(*n)[name] = math.Float64frombits(binary.LittleEndian.Uint64(rest))
		data = rest[8:]
	}
	return nil
}
