package spec

// merging is a Config that takes other than one input.
type merging interface {
	// arity is how many inputs it takes.
	arity() (least, most int)
}

// anyNumber is an arity without an upper bound.
const anyNumber = 1 << 30

// Arity returns how many inputs a layer takes: one, where it says nothing else.
func Arity(c Config) (least, most int) {
	if m, ok := c.(merging); ok {
		return m.arity()
	}
	return 1, 1
}
