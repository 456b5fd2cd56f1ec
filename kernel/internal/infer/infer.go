// Package infer finds out, before a cell runs, what its calls return: whether the one at
// its end has a value that can be shown, and which return errors that nobody takes. It
// reads the types of imported packages from the compiler's own files in the build cache
// and leaves mistakes to the compiler.
package infer

import (
	"context"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// Checker checks types. It may be used by several goroutines.
type Checker struct {
	folder      func() string // where the go command resolves imports
	environment []string

	mu       sync.Mutex
	files    *token.FileSet
	exports  map[string]string // the file with a package's types, by import path
	importer types.Importer

	standard atomic.Pointer[map[string]string] // import paths of the standard library, by name
}

// New returns a checker that runs the go command in the folder that there is by then.
func New(folder func() string, environment []string) *Checker {
	c := &Checker{folder: folder, environment: environment, files: token.NewFileSet(), exports: map[string]string{}}
	c.importer = importer.ForCompiler(c.files, "gc", func(path string) (io.ReadCloser, error) {
		if file := c.exports[path]; file != "" {
			return os.Open(file)
		}
		return nil, fmt.Errorf("the types of %s aren't known", path)
	})
	return c
}

// Warm reads what most cells need.
func (c *Checker) Warm(ctx context.Context, paths ...string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.names(ctx)
	c.load(ctx, paths)
}

// Missing returns the packages of the standard library that a program names without
// importing them, if the library's names have been read by now.
func (c *Checker) Missing(program string) []string {
	file, _ := parser.ParseFile(token.NewFileSet(), "", program, 0)
	names := c.standard.Load()
	if file == nil || names == nil {
		return nil
	}
	return missing(file, *names)
}

// selected is what is selected of a package at the start of a text.
var selected = regexp.MustCompile(`^(\pL[\pL\pN_]*)\.(\pL[\pL\pN_]*)`)

// Lacks returns what a text that starts with name selects of it, and whether that is a
// package of the standard library without such a thing.
func (c *Checker) Lacks(name, text string) (member string, lacks bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	parts, names := selected.FindStringSubmatch(text), c.standard.Load()
	if parts == nil || parts[1] != name || names == nil || (*names)[name] == "" {
		return "", false
	}
	c.load(context.Background(), []string{(*names)[name]})
	p, err := c.importer.Import((*names)[name])
	return parts[2], err == nil && p.Scope().Lookup(parts[2]) == nil
}

// missing returns the import paths of what a file names without importing it.
func missing(file *ast.File, names map[string]string) (paths []string) {
	imported := map[string]bool{}
	for _, spec := range file.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		imported[path] = spec.Name == nil
	}
	for _, name := range file.Unresolved {
		if path := names[name.Name]; path != "" && !imported[path] {
			imported[path] = true
			paths = append(paths, path)
		}
	}
	return paths
}

// addImports imports what a program names of the standard library without importing
// it, as goimports will.
func (c *Checker) addImports(ctx context.Context, file *ast.File) {
	var added []ast.Decl
	for _, path := range missing(file, c.names(ctx)) {
		spec := &ast.ImportSpec{Path: &ast.BasicLit{Kind: token.STRING, Value: strconv.Quote(path), ValuePos: file.Name.End()}}
		file.Imports = append(file.Imports, spec)
		added = append(added, &ast.GenDecl{TokPos: file.Name.End(), Tok: token.IMPORT, Specs: []ast.Spec{spec}})
	}
	file.Decls = append(added, file.Decls...)
}

// names returns the packages of the standard library by name; of two with a name the
// one with the shorter path, and of those the later: math/rand, text/template.
func (c *Checker) names(ctx context.Context) map[string]string {
	if known := c.standard.Load(); known != nil {
		return *known
	}
	out, err := c.goCommand(ctx, "list", "-f", "{{.Name}} {{.ImportPath}}", "std")
	if err != nil {
		return nil
	}
	standard := map[string]string{}
	for line := range strings.Lines(out) {
		name, path, _ := strings.Cut(strings.TrimSpace(line), " ")
		if strings.HasPrefix(path, "vendor/") || strings.Contains("/"+path+"/", "/internal/") {
			continue
		}
		if old := standard[name]; old == "" || len(path) < len(old) || len(path) == len(old) && path > old {
			standard[name] = path
		}
	}
	c.standard.Store(&standard)
	return standard
}

// load finds the files with the types of packages and of all that these import.
func (c *Checker) load(ctx context.Context, paths []string) {
	arguments := []string{"list", "-e", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}"}
	known := len(arguments)
	for _, path := range paths {
		if c.exports[path] == "" && path != "unsafe" && path != "C" {
			arguments = append(arguments, path)
		}
	}
	if len(arguments) == known {
		return
	}
	out, err := c.goCommand(ctx, arguments...)
	if err != nil {
		return
	}
	for line := range strings.Lines(out) {
		if path, file, _ := strings.Cut(strings.TrimSpace(line), "\t"); file != "" {
			c.exports[path] = file
		}
	}
}

func (c *Checker) goCommand(ctx context.Context, arguments ...string) (string, error) {
	command := exec.CommandContext(ctx, "go", arguments...)
	command.Dir, command.Env = c.folder(), c.environment
	out, err := command.Output()
	return string(out), err
}
