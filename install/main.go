// Command install puts nnbook on this machine and runs its notebooks.
//
//	go run ./install                       install, then open JupyterLab
//	go run ./install run NOTEBOOK          run a notebook without a browser
//	go run ./install test                  run every test
//	go run ./install -uninstall            remove what was installed
//
// It needs Go and Python 3.10 or newer, and nothing else by hand.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

const usage = `nnbook: neural networks in Go, step by step in JupyterLab

  go run ./install [flags]                      install, then open JupyterLab with the MNIST notebook
  go run ./install [flags] run NOTEBOOK [-o FILE]   run a notebook in a fresh kernel; writes NOTEBOOK's
                                                executed copy beside it (NAME.executed.ipynb) or to FILE
  go run ./install [flags] test [PACKAGES]      set up what the tests need and run them

Flags:
`

// options is the command line, parsed.
type options struct {
	prefix    string
	notebooks string
	dev       bool
	lab       bool
	browser   bool
	uninstall bool
	args      []string
}

func parseOptions(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("install", flag.ContinueOnError)
	flags.StringVar(&o.prefix, "prefix", "", "install everything under `DIR` (default $NNBOOK_HOME, else $XDG_DATA_HOME/nnbook, else ~/.local/share/nnbook)")
	flags.StringVar(&o.notebooks, "notebooks", "", "copy the notebooks to `DIR` and open them there (default ~/nnbook; the clone's with -dev); what you changed is never overwritten")
	flags.BoolVar(&o.dev, "dev", false, "notebooks use this clone's packages instead of a copy of them")
	flags.BoolVar(&o.lab, "lab", true, "start JupyterLab when all is installed")
	flags.BoolVar(&o.browser, "browser", true, "let JupyterLab open the browser")
	flags.BoolVar(&o.uninstall, "uninstall", false, "remove everything under the prefix")
	flags.Usage = func() {
		fmt.Fprint(flags.Output(), usage)
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	o.args = flags.Args()
	return o, nil
}

func main() {
	o, err := parseOptions(os.Args[1:])
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	err = dispatch(ctx, o)
	interrupted := ctx.Err() != nil
	stop()
	switch {
	case err == nil:
	case interrupted:
		fmt.Fprintln(os.Stderr, "\nInterrupted.")
		os.Exit(130)
	default:
		showFailure(os.Stderr, err)
		os.Exit(1)
	}
}

// dispatch carries out the command that o names.
func dispatch(ctx context.Context, o options) error {
	command := ""
	if len(o.args) > 0 {
		command = o.args[0]
	}
	if command == "test" {
		return runTests(ctx, o, o.args[1:])
	}
	home, err := prefixAt(o.prefix)
	if err != nil {
		return err
	}
	switch {
	case o.uninstall:
		return uninstall(home)
	case command == "run":
		return runNotebookCommand(ctx, o, home, o.args[1:])
	case command != "":
		return &failure{what: fmt.Sprintf("there is no command %q", command), fix: "the commands are run and test; go run ./install -help shows them"}
	}
	root, err := findRoot()
	if err != nil {
		return err
	}
	if err := install(ctx, root, home, o.dev, everything); err != nil || !o.lab {
		return err
	}
	return openLab(ctx, root, home, o)
}
