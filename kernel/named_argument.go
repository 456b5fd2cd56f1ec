package main

import (
	"regexp"
	"strings"
)

// namedArgument is one as Python writes it, in a line.
var namedArgument = regexp.MustCompile(`[(,]\s*([a-z]\w*)\s*[=:]\s*("\w*"|'\w*'|[\w.]+)?`)

// abbreviations are Keras' short names.
var abbreviations = map[string]string{
	"mse": "MeanSquaredError", "mae": "MeanAbsoluteError", "mape": "MeanAbsolutePercentageError", "msle": "MeanSquaredLogarithmicError",
	"acc": "Accuracy", "kld": "KLDivergence", "validation_data": "Validation", "lr": "LearningRate",
}

// adviseOnArgument returns what helps with an argument that is given by its name, or "".
func (k *kernel) adviseOnArgument(complaint, line string) string {
	if !strings.HasPrefix(complaint, "expected '==', found '='") && !strings.HasPrefix(complaint, "missing ','") {
		return ""
	}
	parts := namedArgument.FindStringSubmatch(line)
	if parts == nil {
		return ""
	}
	return "Go has no named arguments: " + k.withoutName(parts[1], strings.Trim(parts[2], `"'`))
}

// withoutName returns how an argument with a name is written.
func (k *kernel) withoutName(name, value string) string {
	switch value {
	case "":
		value = "…"
	case "True", "False":
		value = strings.ToLower(value)
	}
	if fix := k.inNnlib(value, ""); fix != "" { // activation="relu"
		return fix
	}
	if fix := k.inNnlib(name, value); fix != "" { // epochs=5
		return fix
	}
	if name == "units" || name == "rate" || name == "filters" {
		return "the value alone, " + value
	}
	return "what may be left out is an option, such as nnlib.Epochs(5); Tab shows them"
}

// inNnlib returns what nnlib has under a name in Python, called with an argument, or "".
func (k *kernel) inNnlib(name, argument string) string {
	if full := abbreviations[name]; full != "" {
		name = full
	}
	found, parameters := k.types.Similar("nnbook/nnlib", name)
	switch {
	case found == "" || strings.Trim(name, "0123456789.") == "":
		return ""
	case parameters == 0:
		return "nnlib." + found + "()"
	case parameters > 0:
		return "nnlib." + found + "(" + argument + ")"
	}
	return "nnlib." + found
}
