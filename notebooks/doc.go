// Package notebooks holds the tutorials, and the tests that run them: headless,
// and in the real JupyterLab driven by a headless Chromium.
//
// The tests use the installation that $NNBOOK_HOME names, which
// `go run ./install test` makes.
package notebooks
