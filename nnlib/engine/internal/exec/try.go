package exec

import (
	"fmt"

	"nnbook/nnlib/internal/fault"
)

// try calls f and returns what it panics with as an error: GoMLX reports the
// mistakes of a graph so.
func try(f func() error) (err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case *fault.Error:
			err = p
		case error:
			err = fmt.Errorf("GoMLX: %w", p)
		default:
			err = fmt.Errorf("GoMLX: %v", p)
		}
	}()
	return f()
}
