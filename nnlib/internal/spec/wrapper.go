package spec

import "errors"

// Wrapper is a layer made of others.
type Wrapper interface {
	Config
	// Inner are those others.
	Inner() []Config
}

// validateInner checks what a wrapper's other methods take for granted.
func validateInner(w Wrapper) error {
	for _, config := range w.Inner() {
		if config == nil {
			return errors.New("no layer in it")
		}
		if err := validateConfig(config); err != nil {
			return err
		}
	}
	return nil
}
