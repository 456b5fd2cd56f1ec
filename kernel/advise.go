package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"nnbook/kernel/internal/cell"
	"nnbook/kernel/spelling"
)

// advise returns what helps with a complaint of the compiler or the parser about a place,
// as a line of its own, or "". What is said is for those who come from Keras in Python.
func (k *kernel) advise(complaint string, w where) string {
	fix := k.adviseOnName(complaint, w)
	if fix == "" {
		fix = k.adviseOnMember(complaint)
	}
	if fix == "" {
		fix = k.adviseOnHabit(complaint, w.text)
	}
	if fix == "" {
		return ""
	}
	return "\n  fix: " + fix
}

// paired says where targets are.
const paired = "a data set has its rows' features and targets together: model.Fit(train), model.Evaluate(test)"

// What stands in place of Python's and the shell's words.
const (
	leave = "the kernel is ended in the menu; return ends a cell"
	asked = "?model.Fit shows what it does, as Shift+Tab does"
	shell = "for the shell: !ls"
)

// foreignNames are names that Python has and cells have not.
var foreignNames = map[string]string{
	"True": "true", "False": "false", "None": "nil",
	"np":    "Go's math package and slices; nnlib.FromSlices makes data of slices",
	"pd":    "nnlib.CSV reads tables",
	"plt":   "charts draws: charts.LearningCurves(model.History())",
	"keras": "nnlib has what keras has: nnlib.Dense, nnlib.Adam, …",
	"tf":    "nnlib has what tf.keras has: nnlib.Dense, nnlib.Adam, …", "layers": "nnlib has the layers: nnlib.Dense(10)",
	"x_train": paired, "y_train": paired, "X_train": paired, "x_test": paired, "y_test": paired, "X_test": paired,
	"exit": leave, "quit": leave, "help": asked, "dir": asked, "ls": shell, "cd": "%cd /tmp",
	"range": "for i := range 10 {", "str": "fmt.Sprint(x)", "input": "a cell can't ask; write the value into it",
}

var (
	undefined = regexp.MustCompile(`^undefined: ([\pL_][\pL\pN_]*)$`)
	selection = regexp.MustCompile(`^undefined: ([\pL_][\pL\pN_]*)\.([\pL_][\pL\pN_]*)(?: \(but have ([\pL\pN_]+)\))?$`)
)

// adviseOnName returns what helps with a name that isn't defined, or "".
func (k *kernel) adviseOnName(complaint string, w where) string {
	if parts := selection.FindStringSubmatch(complaint); parts != nil {
		if parts[3] == "" {
			parts[3], _ = k.types.Similar(k.pathOf(parts[1]), parts[2])
		}
		switch {
		case parts[3] != "":
			return parts[1] + "." + parts[3]
		case parts[1] == "nnlib":
			return k.inNnlib(strings.ToLower(parts[2]), "")
		}
		return ""
	}
	parts := undefined.FindStringSubmatch(complaint)
	if parts == nil {
		return ""
	}
	name := parts[1]
	ended, failed := k.memory.fate(name)
	switch {
	case failed > 0:
		return fmt.Sprintf("cell [%d] declares %s, but failed: correct it and run it again", failed, name)
	case ended.fitted != "":
		return fmt.Sprintf("%s ended with cell [%d]; the engine keeps it: %s.History()", name, ended.number, ended.fitted)
	case ended.number > 0:
		return fmt.Sprintf("%s ended with cell [%d]; use it there, or declare it in a cell of its own: var %s = …", name, ended.number, name)
	case assigns(w, name) && strings.Contains(w.text, ".Fit("):
		return fmt.Sprintf("%s := …; later cells have model.History()", name)
	case assigns(w, name):
		return fmt.Sprintf("%s := … for this cell, or var %s = … for later ones, too", name, name)
	case foreignNames[name] != "":
		return foreignNames[name]
	case slices.Contains([]string{"nnlib", "charts"}, name):
		return fmt.Sprintf("import \"nnbook/%s\"", name)
	}
	if near := spelling.Slip(name, k.memory.names()); near != "" && near != name {
		return near
	}
	return "run the cell that declares " + name + " first; after a restart, all cells from the top"
}

// adviseOnEarlier returns what helps with a complaint about an earlier cell, which is
// compiled with each: w is where it is, line of which it is in GoNB's file.
func (k *kernel) adviseOnEarlier(w where, complaint, file string, line int) string {
	spot, ok := cell.Find(file, line, 0)
	if !ok {
		return ""
	}
	if parts := undefined.FindStringSubmatch(complaint); parts != nil {
		return fmt.Sprintf("\n  fix: declare %s again, or forget what cell [%d] declares with it: %s", parts[1], w.number, forgetting(spot.Key))
	}
	return fmt.Sprintf("\n  fix: cell [%d] uses it as it was: take another name here, or first forget what that cell declares: %s", w.number, forgetting(spot.Key))
}

// pathOf returns the import path of a package by its name.
func (k *kernel) pathOf(name string) string {
	if name == "nnlib" || name == "charts" {
		return "nnbook/" + name
	}
	return k.types.Standard(name)
}

// assigns reports whether the line assigns to a name, of several perhaps, with =.
func assigns(w where, name string) bool {
	left, right, ok := strings.Cut(w.text, "=")
	if !ok || strings.HasPrefix(right, "=") || strings.ContainsAny(left, ":({.[!<>+-*/") {
		return false
	}
	return slices.ContainsFunc(strings.Split(left, ","), func(n string) bool { return strings.TrimSpace(n) == name })
}

// noMember is what the compiler says of a value that hasn't what is selected of it.
var noMember = regexp.MustCompile(`^(.*)\.\S+ undefined \(type \*?(nnlib|charts)\.(\S+) has no field or method ([^,)]+)(?:, but does have (?:method|field) (\S+))?\)$`)

// members are those that Keras has under other names, by type and name in lower case.
var members = map[string]string{
	"Model.add":         "all layers in one call: nnlib.Sequential(\"name\", nnlib.Input(…), …)",
	"Model.train":       "model.Fit(train)",
	"Model.getweights":  "model.Weights()",
	"Model.accuracy":    "model.Evaluate(test).Value(\"accuracy\")",
	"Model.loss":        "model.Evaluate(test).Value(\"loss\")",
	"Model.optimizer":   "model.LearningRate(), model.SetLearningRate(0.001)",
	"Model.countparams": "model.Summary()",

	"Model.predictclasses":  "model.Predict(test).ArgMax()",
	"ModelLayer.getweights": "layer.Weights()",
	"History.history":       "history.Curve(\"loss\") returns the epochs and the values; history.Names() says what there is",
	"History.values":        "history.Curve(\"loss\") returns the epochs and the values",
	"ModelLayer.trainable":  "nnlib.Dense(…).Trainable(false) where the model is declared; what it learned stays",
	"Evaluation.loss":       "model.Evaluate(test).Value(\"loss\")",
	"Evaluation.accuracy":   "model.Evaluate(test).Value(\"accuracy\")",
	"Predictions.argmax":    "predictions.ArgMax()",
	"Dataset.head":          "data.Row(0), data.Row(1), …",
	"Dataset.filter":        "data.Where(3, 8), for the rows with these labels",
	"Dataset.describe":      "charts.FeatureHistograms(data)",
	"Dataset.hist":          "charts.FeatureHistograms(data)",
	"Dataset.plot":          "charts.FeatureHistograms(data)",
	"Dataset.corr":          "charts.CorrelationHeatMap(data)",
	"Dataset.data":          "data.Row(0) returns a row's features and targets",
	"Dataset.target":        "data.Row(0) returns a row's features and targets",
	"Dataset.batch":         "model.Fit(data, nnlib.BatchSize(32))",
	"Dataset.map":           "data.Scale(1.0 / 255), nnlib.Standardize(data).Apply(data), or a preprocessing layer",
}

// adviseOnMember returns what helps with a method that a value of nnlib's hasn't, or "".
func (k *kernel) adviseOnMember(complaint string) string {
	parts := noMember.FindStringSubmatch(complaint)
	if parts == nil {
		return ""
	}
	value, library, typeName, name, method := parts[1], parts[2], parts[3], parts[4], parts[5]
	if method == "" {
		if fix := members[typeName+"."+strings.ToLower(strings.ReplaceAll(name, "_", ""))]; fix != "" {
			return fix
		}
		method = k.types.SimilarMethod("nnbook/"+library, typeName, name)
	}
	if method == "" {
		return ""
	}
	return value + "." + method
}
