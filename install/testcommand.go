package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

func runTests(ctx context.Context, o options, packages []string) error {
	return fmt.Errorf("todo %v %v %v", os.Args, filepath.Base("x"), packages)
}
