package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
)

// chromiumNames are the commands that start a browser which the tests can drive.
var chromiumNames = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}

const chromeOnMac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"

func haveChromium() bool {
	for _, name := range chromiumNames {
		if _, err := exec.LookPath(name); err == nil {
			return true
		}
	}
	return exists(chromeOnMac)
}

// ensureChromium installs Chromium where the system's package manager may do
// so. Elsewhere it says how to get it: the tests that need it then say
// themselves that they could not run.
func ensureChromium(ctx context.Context) error {
	if haveChromium() {
		return nil
	}
	_, aptErr := exec.LookPath("apt-get")
	if aptErr != nil || os.Getuid() != 0 {
		fmt.Printf("Chromium is not in PATH, so browser tests can't run. To run them: %s.\n",
			byPlatform("sudo apt-get install chromium", "brew install --cask google-chrome"))
		return nil
	}
	fmt.Println("Installing Chromium with apt-get, for the browser tests.")
	for _, args := range [][]string{
		{"apt-get", "update", "-q"},
		{"apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium", "fonts-liberation"},
	} {
		apt := command{args: args, env: []string{"DEBIAN_FRONTEND=noninteractive"}, fix: "install Chromium by hand, then run the tests again"}
		if _, err := apt.run(ctx); err != nil {
			return err
		}
	}
	return nil
}
