package wire

import (
	"errors"
	"io"
)

// half is one end of a pipe in both directions. Package net has one too, but
// would make the link of every changed cell a fifth slower.
type half struct {
	*io.PipeReader
	*io.PipeWriter
}

// pipe makes two ends: what is written to one is read from the other.
func pipe() (a, b io.ReadWriteCloser) {
	fromB, toA := io.Pipe()
	fromA, toB := io.Pipe()
	return half{fromB, toB}, half{fromA, toA}
}

// Close makes reads of the other end return io.EOF, and writes fail.
func (h half) Close() error { return errors.Join(h.PipeWriter.Close(), h.PipeReader.Close()) }
