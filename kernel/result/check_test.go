package result

import (
	"errors"
	"testing"
)

func TestCheck(t *testing.T) {
	if got := Checked(3, nil); got != 3 {
		t.Errorf("a value without an error is %d", got)
	}
	for text, want := range map[string]string{
		"no file":                         "no file\n  note: it ends the cell, as nothing takes it; err := … does",
		"no file\n  fix: write one first": "no file\n  fix: write one first",
	} {
		func() {
			defer func() {
				if err, ok := recover().(error); !ok || err.Error() != want {
					t.Errorf("%q ended with %v", text, err)
				}
			}()
			Check(errors.New(text))
		}()
	}
}
