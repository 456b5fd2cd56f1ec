package main

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// becomeGopls turns this process into gopls. GoNB starts gopls in a process group of
// its own, where it would stay behind when GoNB is killed; here it first joins GoNB's
// group, which ends as a whole.
func becomeGopls(arguments []string) error {
	group, err := syscall.Getpgid(os.Getppid())
	if err == nil {
		err = syscall.Setpgid(0, group)
	}
	if err != nil {
		return fmt.Errorf("joining GoNB's process group: %w", err)
	}
	path := filepath.Join(os.Getenv("NNBOOK_HOME"), "bin", "gopls")
	return fmt.Errorf("starting %s: %w", path, syscall.Exec(path, append([]string{path}, arguments...), os.Environ()))
}
