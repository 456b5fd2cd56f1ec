package main

import (
	"runtime"
	"runtime/debug"
	"strings"

	"nnbook/kernel/jupyter"
)

// answerKernelInfo says what the kernel is and what its language is called by those who
// colour it.
func (k *kernel) answerKernelInfo(r request) {
	k.answer(r, "kernel_info_reply", map[string]any{
		"status":                 "ok",
		"protocol_version":       jupyter.Version,
		"implementation":         "nnbook",
		"implementation_version": version(),
		"banner":                 "nnbook: neural networks in Go, on " + runtime.Version(),
		"debugger":               false,
		"supported_features":     []string{},
		"language_info": map[string]any{
			"name":               "go",
			"version":            strings.TrimPrefix(runtime.Version(), "go"),
			"mimetype":           "text/x-go",
			"file_extension":     ".go",
			"pygments_lexer":     "go",
			"codemirror_mode":    "go",
			"nbconvert_exporter": "script",
		},
		"help_links": []map[string]string{
			{"text": "Go", "url": "https://go.dev/doc/"},
			{"text": "GoNB", "url": "https://github.com/janpfeifer/gonb"},
			{"text": "Keras", "url": "https://keras.io/api/"},
		},
	})
}

// version returns the version that nnbook was built as, as the go command stamps it.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "0.1"
	}
	return info.Main.Version
}
