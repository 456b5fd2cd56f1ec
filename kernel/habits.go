package main

import (
	"regexp"
	"sync"
)

// habit is a way of writing that Python has and Go hasn't: what is complained of, what the
// line looks like, and what helps, in which $1 is of the complaint and ${name} of the line.
type habit struct {
	complaint, line, fix string
}

// habits are looked at in order; an empty pattern fits all.
var habits = []habit{
	// Arguments of nnlib.
	{`^cannot use (\S+) \(value of type func\(.* as nnlib\.(?:Optimizer|Loss|Metric|Callback) value`, ``, `$1(), called`},
	{`^cannot use (\d+) \(.* as nnlib\.FitOption value`, ``, `nnlib.Epochs($1)`},
	{`^cannot use (\S+\)?) \(.*type (?:\*charts\.LiveCurves|nnlib\.Callback|\*nnlib\.EarlyStopper|\*nnlib\.LayerWatcher)\) as nnlib\.FitOption`, ``, `nnlib.Callbacks($1)`},
	{`^cannot use (\S+) \(.*type \*nnlib\.Dataset\) as nnlib\.FitOption value`, ``, `nnlib.Validation($1), if it is what to validate with; targets are part of a data set: model.Fit(train)`},
	{`^cannot use ([\d.e-]+) \(.* as nnlib\.\w+Option value in argument to nnlib\.(Ada\w*|SGD|RMSprop|Nadam|Lion|Ftrl)(?:$|:)`, ``, `nnlib.$2(nnlib.LearningRate($1))`},
	{`^cannot use ([\d.]+) \(.* as \*nnlib\.Dataset value in argument to nnlib\.Validation$`, ``, `nnlib.ValidationSplit($1)`},
	{`^cannot use (\S+) \(.*type \[\]\[\]\w+\) as \*nnlib\.Dataset value in argument to \S+\.Predict`, ``, `nnlib.Unlabeled($1)`},
	{`^cannot use (\S+) \(.*type \[\]\[\]\w+\) as \*nnlib\.Dataset value`, ``, `nnlib.FromSlices($1, y), with y the targets`},
	{`^cannot use .*type \[\](\w+)\) as \*nnlib\.Dataset value`, ``, `nnlib.Unlabeled([][]$1{x}), a slice of rows`},
	{`as string value in argument to nnlib\.(Sequential|Functional)$`, ``, `nnlib.$1("name", …): the engine keeps what a model learns by its name`},
	{`^cannot use \[\]\*nnlib\.Layer\S* .* as nnlib\.Stackable`, ``, `nnlib.Sequential("name", nnlib.Input(…), nnlib.Dense(10), …), without a list`},
	{`as \[\]\*nnlib\.Tensor value in argument to nnlib\.Functional$`, ``, `nnlib.Functional("name", nnlib.Inputs(…), nnlib.Outputs(…))`},
	{`^cannot use (\S+) \(.*type \*nnlib\.Layer\) as \*nnlib\.Tensor value`, ``, `$1.Call(x), with x what comes into the layer`},
	{`cannot call .*type \*nnlib\.Layer\): \*nnlib\.Layer is not a function`, ``, `Call: nnlib.Dense(10).Call(x)`},
	{`^cannot use \[\]int\S* .* as int value in argument to nnlib\.(\w+)$`, ``, `the numbers themselves: nnlib.$1(28, 28)`},
	{`^too many arguments in call to nnlib\.(Concatenate|Add|Subtract|Multiply|Average|Maximum|Minimum)$`, ``, `nnlib.$1().Call(a, b)`},
	{`^too many arguments in conversion to nnlib\.Model$`, ``, `nnlib.Functional("name", nnlib.Inputs(x), nnlib.Outputs(y))`},
	{`^cannot use "(\w+)" \(.* as nnlib\.(?:EarlyStopping|ReduceLROnPlateau)Option value`, ``, `nnlib.Monitor("$1")`},
	{`^string does not satisfy nnlib\.Number`, ``, `numbers: give each class one, from 0; of a file, nnlib.CSV(path, nnlib.Labels("column")) does that`},
	{`^in call to nnlib\.\w+, type \[\](\w+) of (\S+) does not match \[\]\[\]`, ``, `a slice of rows: [][]$1{{1}, {2}, …}`},

	{`^cannot use (nnlib\.\w+)\(\) \(value of type \*nnlib\.Layer\) as nnlib\.\w+Option`, ``, `$1, without brackets: with them it is a layer`},
	{`^cannot convert "\w+" .* to type nnlib\.Activation`, ``, `nnlib.ReLU for a layer's activation; nnlib.ReLU() is a layer`},
	{`^cannot use nnlib\.Activation\((\S+)\) .* as nnlib\.Stackable`, ``, `$1(), which is a layer`},
	{`^cannot use (\d+) \(.* as nnlib\.Conv2DOption`, ``, `one number for height and width, or [2]int{$1, $1}`},
	{`^cannot use (\S+) \(.*type \*nnlib\.Model\) as charts\.Curves`, ``, `$1.History()`},
	{`^cannot use (\S+) \(.*type \*nnlib\.Model\) as charts\.Graph`, ``, `$1.Graph()`},
	{`^in call to charts\.WeightHistograms, type \*nnlib\.Model of (\S+) does`, ``, `$1.Weights()`},
	{`^cannot use (\S+) \(.*type \*nnlib\.Model\) as charts\.Predictions`, ``, `$1.Predict(test)`},
	{`^cannot use (.+) \(.*type \*nnlib\.Predictions\) as charts\.DigitsOption`, ``, `charts.Predicted($1)`},
	{`^cannot use (\S+) \(.*type \*nnlib\.Dataset\) as charts\.Predictions value in argument to (charts\.\w+)`, ``, `the predictions first: $2(model.Predict($1), $1)`},
	{`^not enough arguments in call to charts\.WorstMistakes$`, ``, `charts.WorstMistakes(test, model.Predict(test), 15), for 15 of them`},
	{`^in call to charts\.Filters, .*\[\]nnlib\.Weight`, ``, `one of them: charts.Filters(model.Layer("dense").Weights()[0], 28, 28)`},
	{`^cannot use [\d.]+ \(.* in argument to (\S+)\.Split`, ``, `a number of rows: $1.Split(4_000); of a share, $1.TrainTestSplit(0.2, 42)`},
	{`^not enough arguments in call to (\S+)\.Shuffle$`, ``, `$1.Shuffle(42), with a seed, which gives the same order each time`},

	// Values of nnlib.
	{`^invalid operation: (\S+) / ([\d.]+) \(mismatched types \*nnlib\.Dataset`, ``, `$1.Scale(1.0 / $2)`},
	{`^cannot index (\S+) \(value of type func\(\)`, ``, `$1()[0]`},
	{`^cannot assign to (model\.\w+) `, ``, `$1(…)`},
	{`mismatched types untyped string and (?:float|int)`, ``, `fmt.Println("loss:", value)`},
	{`^cannot index (\S+) \(.*type \*nnlib\.Predictions\)`, ``, `$1.Row(0) for a row, $1.At(0, 3) for a number`},
	{`^cannot slice (\S+) \(.*type \*nnlib\.Predictions\)`, ``, `predict fewer: model.Predict(test.Take(5)); $1.Row(0) is a row`},
	{`^cannot index (\S+) \(.*type \*nnlib\.Dataset\)`, ``, `$1.Row(0) returns a row's features and targets`},
	{`^cannot slice (\S+) \(.*type \*nnlib\.Dataset\)`, ``, `$1.Take(5) for the first rows, $1.Skip(5) for the others`},
	{`^(?:cannot|invalid operation: cannot) index (.+) \(.*type nnlib\.Evaluation\)`, ``, `$1.Value("loss")`},
	{`^assignment mismatch: \d variables but (\S+\.Evaluate) returns 1 value`, ``, `results := $1(…), which has results.Value("loss"), results.Value("accuracy")`},
	{`^assignment mismatch: \d variables but (\S+\.Fit) returns 1 value`, ``, `history := $1(…)`},
	{`^invalid argument: (\S+) \(.*type \*nnlib\.Dataset\) for built-in len`, ``, `$1.Len()`},
	{`^assignment mismatch: 1 variable but (nnlib\.\w+) returns 2 values`, ``, `nnlib.Must($1(…)), which panics if there is an error`},
	{`^multiple-value (nnlib\.\w+)\(`, ``, `nnlib.Must($1(…)), which panics if there is an error`},

	// Syntax.
	{``, `^\s*pip3? (?:install|list)`, `Go fetches what is imported; for the shell: !pip …`},
	{`^(?:expected|import path)`, `^\s*(?:from\s+\S+\s+)?import\s+[\w.]+`, `import "fmt": Go's packages, in quotes`},
	{`^expected`, `^\s*def\s+(?P<name>\w+)\s*\(`, `func ${name}(x float64) float64 { … }`},
	{`^expected`, `^\s*class\s+(?P<name>\w+)`, `type ${name} struct { … }`},
	{`^expected`, `^\s*for\s+(?P<name>\w+)\s+in\s+range\((?P<n>[^)]*)\)\s*:`, `for ${name} := range ${n} { … }`},
	{`^expected`, `^\s*for\s+(?P<name>\w+)\s+in\s+(?P<n>[^:]+):`, `for _, ${name} := range ${n} { … }`},
	{`^(?:expected|illegal label)`, `^\s*if\s+(?P<name>[^:]+):\s*$`, `if ${name} { … }`},
	{`^(?:expected|illegal label)`, `^\s*while\s+(?P<name>[^:]+):\s*$`, `for ${name} { … }`},
	{`^(?:expected|illegal label)`, `^\s*with\s+.*:\s*$`, `Go has no with; defer x.Close() closes what was opened`},
	{`^(?:expected '\{', found newline|unexpected newline, expecting \{)`, ``, `the { on the same line`},
	{`^illegal character U\+0023 '#'`, ``, `// begins a comment`},
	{`^(?:illegal rune literal|more than one character in rune literal)`, ``, `"…": text stands in double quotes`},
	{`^missing ','`, `\bf["'](?P<name>[^"']*)["']`, `fmt.Printf("… %v\n", value)`},
	{`^missing ',' before newline|possibly missing comma`, ``, `a comma at the end of that line, too`},
	{`^expected '\)', found ','`, `2D\(.*\((?P<n>\d+, *\d+)\)`, `[2]int{${n}}, or one number for both`},
	{`^expected`, `^\s*(?:try:|except\b)`, `Go returns errors: if err != nil { … }`},
	{`^unexpected comma; expecting \]`, `\[\[`, `[][]float64{{1, 2}, {3, 4}}`},
	{`^unexpected comma; expecting \]`, ``, `[]float64{1, 2, 3}`},
	{`^expected operand, found '\{'`, ``, `map[string]int{"a": 1}, with its type`},
	{`^expected '\)', found ','`, `\(\((?P<n>[\d, ]+)\)`, `(${n}), without a second pair of brackets`},
}

type compiledHabit struct {
	complaint, line *regexp.Regexp
	fix             string
}

// compiledHabits is called for the first complaint: a kernel starts without compiling them.
var compiledHabits = sync.OnceValue(func() (compiled []compiledHabit) {
	for _, h := range habits {
		compiled = append(compiled, compiledHabit{regexp.MustCompile(h.complaint), regexp.MustCompile(h.line), h.fix})
	}
	return compiled
})

// quotedName is what is said of a name in quotes where Keras takes one.
var quotedName = regexp.MustCompile(`^cannot use "(\w+)" \(.* as (?:nnlib\.(?:Optimizer|Loss|Metric|Callback|\w*Option)) value`)

// adviseOnHabit returns what helps with what Python writes otherwise than Go, or "".
func (k *kernel) adviseOnHabit(complaint, line string) string {
	if parts := quotedName.FindStringSubmatch(complaint); parts != nil {
		if fix := k.inNnlib(parts[1], ""); fix != "" {
			return fix
		}
	}
	for _, h := range compiledHabits() {
		found, at := h.complaint.FindStringSubmatchIndex(complaint), h.line.FindStringSubmatchIndex(line)
		if found == nil || at == nil {
			continue
		}
		if h.line.NumSubexp() > 0 {
			return string(h.line.ExpandString(nil, h.fix, line, at))
		}
		return string(h.complaint.ExpandString(nil, h.fix, complaint, found))
	}
	return k.adviseOnArgument(complaint, line)
}
