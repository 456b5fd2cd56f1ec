package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"text/tabwriter"

	"nnbook/kernel/jupyter"
	"nnbook/nnlib/control"
)

// magics lists what can follow %nn.
var magics = map[string]func(k *kernel, t *turn, arguments []string) error{
	"":        (*kernel).listModels,
	"backend": (*kernel).tellBackend,
	"reset":   (*kernel).resetModel,
	"version": (*kernel).tellVersion,
}

const magicsUsage = "%nn lists the models; %nn reset NAME forgets what one learned; %nn backend says what they train on; %nn version"

// runMagics runs the commands of a cell that are the kernel's own.
func (k *kernel) runMagics(t *turn) *failure {
	for _, command := range t.cell.Own() {
		words := append(strings.Fields(command), "")
		run, ok := magics[words[1]]
		if !ok {
			return newFailure("CommandError", fmt.Sprintf("%s is unknown: %s", command, magicsUsage))
		}
		if err := run(k, t, words[min(2, len(words)-1):len(words)-1]); err != nil {
			return newFailure("CommandError", err.Error())
		}
	}
	return nil
}

func (k *kernel) engineSocket() string { return filepath.Join(k.folder, "engine.sock") }

// listModels shows a table of the engine's models.
func (k *kernel) listModels(t *turn, _ []string) error {
	models, err := control.Models(k.engineSocket())
	if err != nil {
		return err
	}
	if len(models) == 0 {
		k.publishStream(t, "stdout", "no model was compiled or trained yet\n")
		return nil
	}
	rows := [][]string{{"model", "parameters", "epochs", "last epoch", "backend", "memory"}}
	for _, m := range models {
		backend := m.Backend
		if backend == "" {
			backend = "not trained"
		}
		rows = append(rows, []string{m.Name, grouped(m.Parameters), fmt.Sprint(m.Epochs), measuresText(m.Last), backend, memoryText(m.Bytes)})
	}
	k.publishTable(t, rows)
	return nil
}

// resetModel forgets what a model learned.
func (k *kernel) resetModel(t *turn, arguments []string) error {
	if len(arguments) != 1 {
		return errors.New("which model? %nn reset NAME; %nn lists them")
	}
	if err := control.Reset(k.engineSocket(), strings.Trim(arguments[0], `"`)); err != nil {
		return err
	}
	k.publishStream(t, "stdout", "model "+arguments[0]+" has its first weights again\n")
	return nil
}

// tellBackend says what models train on.
func (k *kernel) tellBackend(t *turn, _ []string) error {
	text := "GOMLX_BACKEND is " + os.Getenv("GOMLX_BACKEND") + ": all models train on that\n"
	plugin := filepath.Join(k.prefix, "lib", "libpjrt_cpu.so")
	if os.Getenv("GOMLX_BACKEND") == "" {
		text = "small dense nets train on go, all others on XLA (" + plugin + ")\n"
		if _, err := os.Stat(plugin); err != nil {
			text = "all models train on go: XLA's plugin isn't installed; go run ./install fetches it where there is one\n"
		}
	}
	k.publishStream(t, "stdout", text+"to choose, start Jupyter with GOMLX_BACKEND=go or GOMLX_BACKEND=xla\n")
	return nil
}

// tellVersion says which versions of what are at work.
func (k *kernel) tellVersion(t *turn, _ []string) error {
	rows := [][]string{{"program", "version"}, {"nnbook", version()}, {"Go", strings.TrimPrefix(runtime.Version(), "go")}}
	list, err := os.ReadFile(filepath.Join(k.prefix, "src", "go.mod"))
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(list)) {
		for name, path := range map[string]string{"GoNB": "github.com/janpfeifer/gonb ", "GoMLX": "github.com/gomlx/gomlx "} {
			if rest, ok := strings.CutPrefix(strings.TrimSpace(line), path); ok {
				rows = append(rows, []string{name, strings.TrimPrefix(strings.Fields(rest)[0], "v")})
			}
		}
	}
	k.publishTable(t, rows)
	return nil
}

// publishTable shows rows, the first of which is the head.
func (k *kernel) publishTable(t *turn, rows [][]string) {
	var plain, markdown strings.Builder
	w := tabwriter.NewWriter(&plain, 0, 0, 2, ' ', 0)
	for i, row := range rows {
		fmt.Fprintln(w, strings.Join(row, "\t"))
		fmt.Fprintln(&markdown, "| "+strings.Join(row, " | ")+" |")
		if i == 0 {
			fmt.Fprintln(&markdown, strings.Repeat("|---", len(row))+"|")
		}
	}
	w.Flush()
	b := textBundle(strings.TrimSuffix(plain.String(), "\n"))
	b.Data["text/markdown"], _ = jupyter.Marshal(markdown.String()) // a string always marshals
	if !t.execution.Silent {
		k.publishFor(t, "display_data", b)
	}
}

// grouped writes a number with its thousands apart.
func grouped(n int) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// measuresText writes what an epoch was logged with, "-" for nothing.
func measuresText(measures []control.Measure) string {
	if len(measures) == 0 {
		return "-"
	}
	var list []string
	for _, m := range measures {
		list = append(list, fmt.Sprintf("%s: %.4g", m.Name, m.Value))
	}
	return strings.Join(list, ", ")
}

// memoryText writes a number of bytes.
func memoryText(n int) string {
	switch {
	case n < 10_000:
		return fmt.Sprint(n, " B")
	case n < 10_000_000:
		return fmt.Sprint((n+500)/1000, " kB")
	}
	return fmt.Sprint((n+500_000)/1_000_000, " MB")
}
