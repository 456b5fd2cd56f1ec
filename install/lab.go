package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"syscall"
	"time"
)

// openLab puts the notebooks in the user's folder and runs JupyterLab there
// until it ends or ctx does.
func openLab(ctx context.Context, root string, home prefix, o options) error {
	folder, err := notebookFolder(root, home, o)
	if err != nil {
		return err
	}
	logPath := home.in("lab.log")
	log, err := os.Create(logPath)
	if err != nil {
		return fmt.Errorf("making JupyterLab's log: %w", err)
	}
	defer log.Close()
	cmd := exec.CommandContext(ctx, home.python(), labArgs(o.browser)...)
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "PYTHONNOUSERSITE=1")
	endWithGroup(cmd)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) } // it ends its kernels
	cmd.WaitDelay = 20 * time.Second
	output, err := cmd.StderrPipe()
	if err != nil {
		return fmt.Errorf("starting JupyterLab: %w", err)
	}
	fmt.Println("Starting JupyterLab.")
	if err := cmd.Start(); err != nil {
		return &failure{what: "starting JupyterLab", fix: "look at " + logPath, err: err}
	}
	found := followLab(output, log, folder)
	err = cmd.Wait()
	if ctx.Err() != nil && found {
		fmt.Println("\nJupyterLab has ended, and its kernels with it.")
		return nil
	}
	if err != nil || !found {
		text, _ := os.ReadFile(logPath)
		return &failure{what: "JupyterLab ended by itself", fix: "its log is " + logPath, output: string(text), err: err}
	}
	return nil
}

// labArgs start JupyterLab on this machine only. What keeps it from calling
// other hosts is in its environment: see jupyterStep.
func labArgs(browser bool) []string {
	args := []string{"-m", "jupyterlab", "--ServerApp.ip=127.0.0.1", "--LabApp.default_url=/lab/tree/" + firstNotebook}
	if !browser {
		args = append(args, "--no-browser")
	}
	if os.Getuid() == 0 { // as in a container: whoever ran this as root meant it
		args = append(args, "--ServerApp.allow_root=True")
	}
	return args
}

var labURL = regexp.MustCompile(`https?://\S+/lab\S*`)

// followLab copies JupyterLab's words to its log and prints its URL when it is up.
func followLab(output io.Reader, log io.Writer, folder string) (found bool) {
	lines := bufio.NewReader(output)
	for {
		line, err := lines.ReadString('\n')
		io.WriteString(log, line)
		if url := labURL.FindString(line); url != "" && !found {
			found = true
			fmt.Printf("\n    %s\n\nNotebooks: %s. Ctrl-C ends JupyterLab and its kernels.\n", url, folder)
		}
		if err != nil {
			return found
		}
	}
}
