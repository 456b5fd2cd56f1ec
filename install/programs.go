package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// goLane is taken by steps that compile: each uses all cores by itself.
const goLane = "go"

// linkFlags leave symbol tables out: the binaries are a third smaller.
const linkFlags = "-ldflags=-s -w"

// programsStep builds the kernel and the engine and copies the module's source,
// from which notebooks take nnlib and charts. The three belong together, so
// they are put in place together.
func (b *builder) programsStep() (*step, error) {
	files, err := sourceFiles(b.root)
	if err != nil {
		return nil, err
	}
	source, err := hashTree(b.root, files)
	if err != nil {
		return nil, fmt.Errorf("reading the clone: %w", err)
	}
	clone := ""
	if b.dev {
		clone = b.root
	}
	return &step{
		name:   "nnbook",
		waits:  "go: compiling the kernel",
		lane:   goLane,
		inputs: digest(source, clone, b.tools.goVersion, b.tools.goRoot, b.tools.compiler, linkFlags),
		makes:  []string{"bin/nnbook-kernel", "bin/nnbook-engine", "src/go.mod"},
		do: func(ctx context.Context, w *work) error {
			return b.makePrograms(ctx, w, files)
		},
	}, nil
}

func (b *builder) makePrograms(ctx context.Context, w *work, files []string) error {
	if _, err := b.build(ctx, w, b.root, "./kernel", "nnbook-kernel", nil); err != nil {
		return err
	}
	w.say("go: compiling the engine with GoMLX, about a minute the first time")
	env, with := b.engineBuild()
	if _, err := b.build(ctx, w, b.root, "./nnlib/engine/nnbook-engine", "nnbook-engine", env); err != nil {
		return err
	}
	if err := b.placeSource(w, files); err != nil {
		return err
	}
	if err := b.tools.linkGo(w); err != nil {
		return err
	}
	w.note = "kernel and engine; " + with
	return w.publish(placement{"nnbook-kernel", "bin/nnbook-kernel"}, placement{"nnbook-engine", "bin/nnbook-engine"},
		placement{"go", "bin/go"}, placement{"src", "src"})
}

// engineBuild returns the environment to build the engine in, and what it means.
func (b *builder) engineBuild() (env []string, with string) {
	if b.tools.goArch == "amd64" {
		env = append(env, "GOEXPERIMENT=simd")
	}
	if b.tools.compiler == "" {
		return append(env, "CGO_ENABLED=0"), "without XLA, because there is no C compiler: bigger models train slowly (sudo apt-get install gcc libc6-dev)"
	}
	return append(env, "CGO_ENABLED=1"), "with XLA"
}

// build compiles the package pkg of the module at dir into the temporary folder.
func (b *builder) build(ctx context.Context, w *work, dir, pkg, name string, env []string) (string, error) {
	return goCommand(dir, env, "build", linkFlags, "-o", w.path(name), pkg).run(ctx)
}

// placeSource makes src in the temporary folder: a copy of the module's source,
// or with -dev a link to the clone.
func (b *builder) placeSource(w *work, files []string) error {
	if b.dev {
		return os.Symlink(b.root, w.path("src"))
	}
	for _, name := range files {
		if err := copyFile(filepath.Join(b.root, name), w.path("src", name)); err != nil {
			return fmt.Errorf("copying the source: %w", err)
		}
	}
	return nil
}

// gonbStep builds an unmodified GoNB at the version of nnbook's go.mod.
func (b *builder) gonbStep() (*step, error) {
	modules, err := hashTree(b.root, []string{"go.mod", "go.sum"})
	if err != nil {
		return nil, fmt.Errorf("reading the clone: %w", err)
	}
	return &step{
		name:   "gonb",
		waits:  "go: compiling GoNB",
		lane:   goLane,
		inputs: digest(modules, b.tools.goVersion, linkFlags),
		makes:  []string{"bin/gonb"},
		do: func(ctx context.Context, w *work) error {
			if _, err := b.build(ctx, w, b.root, "github.com/janpfeifer/gonb", "gonb", nil); err != nil {
				return err
			}
			version, err := goCommand(b.root, nil, "list", "-m", "-f", "{{.Version}}", "github.com/janpfeifer/gonb").run(ctx)
			w.note = "GoNB " + firstLine(version)
			if err != nil {
				return err
			}
			return w.publish(placement{"gonb", "bin/gonb"})
		},
	}, nil
}

// toolsStep builds goimports and gopls, which GoNB calls, from their own module.
func (b *builder) toolsStep() (*step, error) {
	dir := filepath.Join(b.root, "install", "tools")
	modules, err := hashTree(dir, []string{"go.mod", "go.sum"})
	if err != nil {
		return nil, fmt.Errorf("reading the clone: %w", err)
	}
	return &step{
		name:   "go tools",
		waits:  "go: compiling goimports",
		lane:   goLane,
		inputs: digest(modules, b.tools.goVersion, linkFlags),
		makes:  []string{"bin/goimports", "bin/gopls"},
		do: func(ctx context.Context, w *work) error {
			if _, err := b.build(ctx, w, dir, "golang.org/x/tools/cmd/goimports", "goimports", nil); err != nil {
				return err
			}
			w.say("go: compiling gopls, about half a minute the first time")
			if _, err := b.build(ctx, w, dir, "golang.org/x/tools/gopls", "gopls", nil); err != nil {
				return err
			}
			w.note = "goimports and gopls"
			return w.publish(placement{"goimports", "bin/goimports"}, placement{"gopls", "bin/gopls"})
		},
	}, nil
}
