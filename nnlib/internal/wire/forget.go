package wire

import "encoding/gob"

// Forget is a call that does to the model of a name what Reset does to a declared one.
// Done carries nothing.
type Forget struct{ Name string }

func init() { gob.Register(Forget{}) }
