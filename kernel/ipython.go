package main

import (
	"fmt"
	"strings"
)

// What helps in place of IPython's commands.
const (
	timed     = "begin := time.Now(), and at the end fmt.Println(time.Since(begin))"
	inPlace   = "leave it out: charts are drawn below their cell"
	fetched   = "leave it out: Go fetches what is imported; for the shell: !pip …"
	noticed   = "leave it out: a cell that is run again is compiled again"
	displayed = "gonbui.DisplayHTML(`…`), of github.com/janpfeifer/gonb/gonbui"
	listed    = "%list shows what cells declared, %nn the models"
	ofBoard   = "nnlib.Callbacks(nnlib.TensorBoard(\"logs\")), and in a terminal tensorboard --logdir logs"
)

// ipythons are commands that IPython has and GoNB hasn't.
var ipythons = map[string]string{
	"%time": timed, "%%time": timed, "%timeit": timed, "%%timeit": timed,
	"%matplotlib": inPlace, "%config": inPlace, "%pip": fetched, "%conda": fetched, "%autoreload": noticed,
	"%load_ext": "import \"…\", for a Go package", "%tensorboard": ofBoard,
	"%%html": displayed, "%%javascript": displayed, "%%svg": displayed, "%%latex": "a Markdown cell", "%%markdown": "a Markdown cell",
	"%who": listed, "%whos": listed, "%who_ls": listed,
	"%run": "!go run FILE", "%pwd": "!pwd", "%%python": "%%script python3", "%%python3": "%%script python3", "%%capture": "%capture FILE",
}

// adviseOnCommands says what helps with commands of IPython's, of which GoNB will say
// that it doesn't know them.
func adviseOnCommands(commands []string) (notes string) {
	for _, command := range commands {
		name := strings.Fields(command)[0]
		if fix := ipythons[name]; fix != "" {
			notes += fmt.Sprintf("note: %s is IPython's\n  fix: %s\n", name, fix)
		}
	}
	return notes
}
