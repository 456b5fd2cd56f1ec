package main

import (
	"context"
	"fmt"
	"os"
	"time"
)

// effort says whether what an earlier installation had to go without is tried again.
type effort bool

const (
	everything effort = true
	essentials effort = false
)

// install brings the installation at home up to date with the clone at root.
func install(ctx context.Context, root string, home prefix, dev bool, what effort) error {
	began := time.Now()
	tools, err := findToolchain(ctx)
	if err != nil {
		return err
	}
	unlock, err := lockPrefix(home, os.Stdout)
	if err != nil {
		return err
	}
	defer unlock()
	steps, err := planSteps(&builder{root: root, home: home, dev: dev, tools: tools})
	if err != nil {
		return err
	}
	if allDone(steps, home, what) {
		fmt.Printf("nnbook is up to date at %s (%.1f s).\n", home, time.Since(began).Seconds())
		return nil
	}
	warnOfFullDisk(home)
	fmt.Printf("Installing nnbook at %s with %s and Python %s.\n", home, tools.goVersion, tools.pyVersion)
	if err := os.RemoveAll(home.in(workFolder)); err != nil { // left by one that was killed
		return fmt.Errorf("clearing temporary files: %w", err)
	}
	p := newProgress(os.Stdout)
	err = runSteps(ctx, home, steps, p)
	p.close()
	if ctx.Err() != nil {
		fmt.Println("Stopped. The steps that are finished are kept; the same command goes on from there.")
	}
	if err != nil {
		return err
	}
	fmt.Printf("nnbook is installed at %s (%.0f s).\n", home, time.Since(began).Seconds())
	return nil
}

func allDone(steps []*step, home prefix, what effort) bool {
	for _, s := range steps {
		optional := s.cost != ""
		if !s.done(home) && (what == everything || !optional) {
			return false
		}
	}
	return true
}

// builder knows what the steps are made from.
type builder struct {
	root  string
	home  prefix
	dev   bool
	tools toolchain
}

// planSteps returns all steps of an installation.
func planSteps(b *builder) ([]*step, error) {
	programs, err := b.programsStep()
	if err != nil {
		return nil, err
	}
	gonb, err := b.gonbStep()
	if err != nil {
		return nil, err
	}
	tools, err := b.toolsStep()
	if err != nil {
		return nil, err
	}
	venv, echarts, mnist, xla := b.venvStep(), b.echartsStep(), b.mnistStep(), b.xlaStep()
	jupyter := b.jupyterStep(venv, echarts, programs)
	check := b.checkStep(jupyter, programs, gonb, tools)
	return []*step{venv, echarts, mnist, programs, gonb, tools, jupyter, xla, check}, nil
}
