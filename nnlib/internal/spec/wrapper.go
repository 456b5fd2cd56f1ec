package spec

// Wrapper is a layer made of others.
type Wrapper interface {
	Config
	// Inner are those others.
	Inner() []Config
}
