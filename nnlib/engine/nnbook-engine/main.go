// Command nnbook-engine runs the engine as a process of its own, beside a
// notebook's kernel.
//
//	nnbook-engine -run DIR
//
// DIR is the kernel's private folder. The engine answers on DIR/engine.sock and
// keeps snapshots in DIR/engine. It lives as long as its standard input is open;
// see [leftovers] for what it does then. SIGTERM ends it and leaves DIR alone.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"nnbook/nnlib/engine"
	"nnbook/nnlib/internal/wire"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("engine: ")
	run := flag.String("run", "", "the kernel's private `folder`")
	flag.Parse()
	if err := serve(*run); err != nil {
		log.Fatal(err)
	}
}

func serve(run string) error {
	if err := checkFolder(run); err != nil {
		return err
	}
	// An interrupt is for the cell: a terminal sends it to all at once.
	signal.Ignore(syscall.SIGINT, syscall.SIGHUP)
	go func() {
		left := follow(os.Stdin)
		left.clear(run)
		os.Exit(0)
	}()
	// The models first: a cell that connects must find them.
	models := engine.New(filepath.Join(run, "engine"))
	listener, err := engine.Listen(filepath.Join(run, wire.SocketName))
	if err != nil {
		return err
	}
	return models.ServeAll(listener)
}

// checkFolder makes sure that the folder is private: who can reach the socket can
// do all that the user can. And as it is removed in the end, it must be one that
// was made for this.
func checkFolder(run string) error {
	if run == "" {
		return fmt.Errorf("which folder? nnbook's kernel starts the engine: nnbook-engine -run DIR")
	}
	info, err := os.Lstat(run)
	if err != nil {
		return err
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	if !info.IsDir() || info.Mode().Perm() != 0o700 || !ok || int(owner.Uid) != os.Getuid() {
		return fmt.Errorf("%s is not a private folder: make it with mkdir -m 700", run)
	}
	home, err := os.UserHomeDir()
	if absolute, absErr := filepath.Abs(run); err == nil && absErr == nil && absolute == filepath.Clean(home) {
		return fmt.Errorf("%s is a home: the engine removes its folder in the end", run)
	}
	return nil
}
