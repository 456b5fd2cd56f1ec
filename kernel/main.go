// Command nnbook-kernel is the Jupyter kernel of nnbook: a proxy in front of an
// unmodified GoNB, which compiles and runs the cells.
//
//	nnbook-kernel [-log] -prefix DIR CONNECTION_FILE
//	nnbook-kernel draw -prefix DIR -format html|svg|png < OUTPUT > FILE
//	nnbook-kernel pixels SVG PNG
//
// It speaks with Jupyter itself and has GoNB do one thing: run cells, one after the other.
// Cells of bare statements become programs before (package internal/cell), and what GoNB
// says of failures is said anew, in terms of the cell (complaint.go, crash.go). It
// completes and describes code by asking gopls past GoNB, shows what cells hand to package
// [nnbook/kernel/display] and what their last expressions are worth, adds static pictures
// to charts, and owns the engine in which models and data live. When it ends, however it
// ends, nothing of it stays behind: neither a process nor its private folder.
//
// The files are cut by what the protocol knows. To handle another message, write its
// file and add one line to a table in handlers.go.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"

	"nnbook/kernel/jupyter"
)

// verbose is whether everything is logged, GoNB's and the engine's words included.
var verbose bool

func main() {
	log.SetFlags(log.Ltime)
	log.SetPrefix("nnbook-kernel: ")
	if filepath.Base(os.Args[0]) == "gopls" {
		log.Fatal(becomeGopls(os.Args[1:]))
	}
	if len(os.Args) > 1 && roles[os.Args[1]] != nil {
		log.SetFlags(0)
		if err := roles[os.Args[1]](os.Args[2:], os.Stdin, os.Stdout); err != nil {
			log.Fatal(err)
		}
		return
	}
	prefix := flag.String("prefix", "", "the folder that nnbook is installed in")
	flag.BoolVar(&verbose, "log", false, "log every message, and what GoNB and the engine log")
	flag.Usage = usage
	flag.Parse()
	if *prefix == "" || flag.NArg() != 1 {
		usage()
		os.Exit(2)
	}
	if err := run(*prefix, flag.Arg(0)); err != nil {
		log.Fatal(err)
	}
}

// roles are what the program can be besides a kernel.
var roles = map[string]func(arguments []string, in io.Reader, out io.Writer) error{
	"draw": drawCommand, "pixels": pixelsCommand,
}

func usage() {
	fmt.Fprintln(os.Stderr, "usage: nnbook-kernel [-log] -prefix DIR CONNECTION_FILE\n"+
		"       nnbook-kernel draw -prefix DIR -format html|svg|png < OUTPUT > FILE\n"+
		"       nnbook-kernel pixels SVG PNG\n\n"+
		"Jupyter starts it; `go run ./install` sets it up.")
	flag.PrintDefaults()
}

// run is the kernel's whole life.
func run(prefix, connectionFile string) (err error) {
	connection, err := jupyter.ReadConnection(connectionFile)
	if err != nil {
		return err
	}
	k, err := newKernel(prefix, connection)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, k.close()) }()
	if err := k.start(filepath.Base(connectionFile)); err != nil {
		return err
	}
	<-k.life.Done()
	return k.failure()
}

// logf logs what only somebody who asked for it wants to read.
func logf(format string, arguments ...any) {
	if verbose {
		log.Printf(format, arguments...)
	}
}
