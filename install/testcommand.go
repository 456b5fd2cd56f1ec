package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// runTests is `install test`: it installs, runs every check and test, and ends
// with a count of what passed, failed and could not run.
func runTests(ctx context.Context, o options, packages []string) error {
	root, err := findRoot()
	if err != nil {
		return err
	}
	home, cleanUp, err := testPrefix(o.prefix)
	if err != nil {
		return err
	}
	defer cleanUp()
	if err := ensureChromium(ctx); err != nil {
		return err
	}
	if err := install(ctx, root, home, o.dev, everything); err != nil {
		return err
	}
	if err := ensureKernelTest(ctx, home); err != nil {
		return err
	}
	t := &tester{root: root, home: home, packages: packages, out: os.Stdout}
	if len(packages) == 0 {
		t.packages = []string{"./..."}
		t.check(ctx, "gofmt", t.gofmt)
		t.check(ctx, "go vet", t.vet)
		t.check(ctx, "staticcheck", t.staticcheck)
		t.check(ctx, "build for macOS, without cgo and simd", t.buildForMac)
	}
	if err := t.goTest(ctx); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	fmt.Fprintf(t.out, "\nPictures that the tests took are in %s.\n", testArtifacts(root))
	t.tally.summarise(t.out)
	if t.tally.failed > 0 {
		return &failure{what: fmt.Sprintf("%d of the checks and tests failed", t.tally.failed)}
	}
	return nil
}

// testPrefix is where tests install: -prefix or $NNBOOK_HOME where given, a new
// folder that is removed afterwards in CI, else one that stays, so that the
// next run is quick.
func testPrefix(dir string) (prefix, func(), error) {
	keep := func() {}
	if dir == "" {
		dir = os.Getenv("NNBOOK_HOME")
	}
	if dir == "" && os.Getenv("CI") != "" {
		temp, err := os.MkdirTemp("", "nnbook-test-")
		return prefix(temp), func() { os.RemoveAll(temp) }, err
	}
	if dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return "", keep, &failure{what: "your cache folder is not known", fix: "say where to install with -prefix DIR", err: err}
		}
		dir = filepath.Join(cache, "nnbook-test")
	}
	home, err := prefixAt(dir)
	return home, keep, err
}

// testData is the folder with the data sets that can't be fetched everywhere:
// $NNBOOK_DATA where it is set, else the one that lies beside some clones.
func testData(root string) string {
	if dir := os.Getenv("NNBOOK_DATA"); dir != "" {
		return dir
	}
	beside := filepath.Join(root, "..", "shared", "data")
	if info, err := os.Stat(beside); err == nil && info.IsDir() {
		return beside
	}
	return ""
}

// testArtifacts is the folder for what tests leave to be looked at, as screenshots and
// pictures: $NNBOOK_ARTIFACTS where it is set, else one in the clone that git ignores.
func testArtifacts(root string) string {
	dir := cmp.Or(os.Getenv("NNBOOK_ARTIFACTS"), filepath.Join(root, "artifacts"))
	if full, err := filepath.Abs(dir); err == nil {
		return full // tests run in other folders
	}
	return dir
}

// tester runs checks and tests and counts them.
type tester struct {
	root     string
	home     prefix
	packages []string
	out      *os.File
	tally    tally
}

// check runs one check of the whole clone and counts it as a test.
func (t *tester) check(ctx context.Context, name string, run func(context.Context) (string, error)) {
	if ctx.Err() != nil {
		return
	}
	began := time.Now()
	complaints, err := run(ctx)
	if err != nil {
		complaints += failureText(err)
	}
	took := time.Since(began).Seconds()
	if complaints == "" {
		t.tally.passed++
		fmt.Fprintf(t.out, "ok    %-44s %6.1f s\n", name, took)
		return
	}
	t.tally.fail(name)
	fmt.Fprintf(t.out, "FAIL  %-44s %6.1f s\n%s\n", name, took, indent(complaints))
}

// failureText is what the failed program printed, or else what is known of err.
func failureText(err error) string {
	var f *failure
	if errors.As(err, &f) && f.output != "" {
		return strings.TrimSpace(f.output)
	}
	return err.Error()
}

func (t *tester) gofmt(ctx context.Context) (string, error) {
	goRoot, err := goCommand(t.root, nil, "env", "GOROOT").run(ctx)
	if err != nil {
		return "", err
	}
	args := []string{filepath.Join(firstLine(goRoot), "bin", "gofmt"), "-l", "charts", "install", "kernel", "nnlib", "notebooks"}
	return command{dir: t.root, args: args}.run(ctx)
}

func (t *tester) vet(ctx context.Context) (string, error) {
	_, err := goCommand(t.root, experiment(), "vet", "./...").run(ctx)
	return "", err
}

// staticcheck is built from the tools module, at the version pinned there.
func (t *tester) staticcheck(ctx context.Context) (string, error) {
	program := t.home.in("bin", "staticcheck")
	tools := filepath.Join(t.root, "install", "tools")
	if _, err := goCommand(tools, nil, "build", "-o", program, "honnef.co/go/tools/cmd/staticcheck").run(ctx); err != nil {
		return "", err
	}
	_, err := command{dir: t.root, env: experiment(), args: []string{program, "./..."}}.run(ctx)
	return "", err
}

// buildForMac compiles the programs for the other system, the way they are
// built where there is no C compiler.
func (t *tester) buildForMac(ctx context.Context) (string, error) {
	env := []string{"GOOS=darwin", "GOARCH=arm64", "CGO_ENABLED=0"}
	_, err := goCommand(t.root, env, "build", "-o", os.DevNull, "./install", "./kernel", "./nnlib/engine/nnbook-engine").run(ctx)
	return "", err
}
