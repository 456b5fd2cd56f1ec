package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// errOrphaned says that GoNB was gone before gopls had started; nothing would end it.
var errOrphaned = errors.New("GoNB has ended")

// becomeGopls turns this process into gopls. GoNB starts gopls in a process group of
// its own, where it would stay behind when GoNB is killed; here it first joins GoNB's
// group, which ends as a whole.
func becomeGopls(arguments []string) error {
	parent := os.Getppid()
	group, err := syscall.Getpgid(parent)
	if err == nil && (group != parent || parent == 1) {
		err = errOrphaned // GoNB leads its group
	}
	if err == nil {
		err = syscall.Setpgid(0, group)
	}
	if err == nil && os.Getppid() != parent {
		err = errOrphaned
	}
	if err != nil {
		return fmt.Errorf("joining GoNB's process group: %w", err)
	}
	path := filepath.Join(os.Getenv("NNBOOK_HOME"), "bin", "gopls")
	return fmt.Errorf("starting %s: %w", path, syscall.Exec(path, append([]string{path}, arguments...), os.Environ()))
}
