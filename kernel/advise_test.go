package main

import (
	"fmt"
	"strings"
	"testing"
)

// Who knows Keras from Python writes this at first. What comes back names the way that it
// goes here.
func TestAdvice(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	s.run("import (\n\t\"fmt\"\n\t\"nnbook/charts\"\n\t\"nnbook/nnlib\"\n)\nvar train = nnlib.FromSlices([][]float32{{0, 0}}, []float32{0.5})\nvar model = nnlib.Sequential(\"m\", nnlib.Input(2), nnlib.Dense(1))")
	s.run("model.Compile(nnlib.SGD(), nnlib.MeanSquaredError())\nhistory := model.Fit(train, nnlib.Verbose(0))")
	for _, c := range []struct{ code, fix string }{
		{`nnlib.Dense(3, "relu")`, "nnlib.ReLU"},
		{`nnlib.Dense(3, nnlib.Relu)`, "nnlib.ReLU"},
		{`nnlib.Dense(units=10)`, "Go has no named arguments: the value alone, 10"},
		{`nnlib.Dense(10, activation="relu")`, "Go has no named arguments: nnlib.ReLU"},
		{"var m = nnlib.Sequential(\"m\",\n\tnnlib.Input(2),\n\tnnlib.Dense(1, activation='softmax'),\n)", "Go has no named arguments: nnlib.Softmax"},
		{"var m = nnlib.Sequential(\"m\",\n\tnnlib.Input(2),\n\tnnlib.Dense(1)\n)", "a comma at the end of that line, too"},
		{`model.compile(optimizer="adam", loss="mse")`, "Go has no named arguments: nnlib.Adam()"},
		{`model.Compile("adam", nnlib.MeanSquaredError())`, "nnlib.Adam()"},
		{`model.Compile(nnlib.SGD(), "mse")`, "nnlib.MeanSquaredError()"},
		{`model.Compile(nnlib.SGD(), nnlib.MeanSquaredError(), "acc")`, "nnlib.Accuracy()"},
		{`model.Compile(nnlib.SGD, nnlib.MeanSquaredError())`, "nnlib.SGD(), called"},
		{`nnlib.Adam(0.01)`, "nnlib.Adam(nnlib.LearningRate(0.01))"},
		{`nnlib.Adam(learning_rate=0.01)`, "Go has no named arguments: nnlib.LearningRate(0.01)"},
		{`nnlib.Adam(learning_rate: 0.01)`, "Go has no named arguments: nnlib.LearningRate(0.01)"},
		{`nnlib.Sequental("m")`, "nnlib.Sequential"},
		{`nnlib.Sequential(nnlib.Input(2))`, `nnlib.Sequential("name", …): the engine keeps what a model learns by its name`},
		{`nnlib.Sequential("m", []*nnlib.Layer{nnlib.Dense(1)})`, `nnlib.Sequential("name", nnlib.Input(…), nnlib.Dense(10), …), without a list`},
		{`nnlib.Input((28, 28))`, "(28, 28), without a second pair of brackets"},
		{`nnlib.Input([]int{28, 28})`, "the numbers themselves: nnlib.Input(28, 28)"},
		{"x := nnlib.Input(2)\nnnlib.Dense(1)(x)", "Call: nnlib.Dense(10).Call(x)"},
		{"x := nnlib.Input(2)\nnnlib.Functional(\"f\", x, x)", `nnlib.Functional("name", nnlib.Inputs(…), nnlib.Outputs(…))`},
		{`nnlib.Outputs(nnlib.Dense(1))`, "nnlib.Dense(1).Call(x), with x what comes into the layer"},
		{`nnlib.Conv2D(32, (3, 3), nnlib.ReLU)`, "[2]int{3, 3}, or one number for both"},
		{`nnlib.MaxPooling2D((2, 2))`, "[2]int{2, 2}, or one number for both"},
		{`nnlib.Conv2D(32, 3, 3)`, "one number for height and width, or [2]int{3, 3}"},
		{`nnlib.BatchNorm()`, "nnlib.BatchNormalization"},
		{`nnlib.LSTM(32, return_sequences=True)`, "Go has no named arguments: nnlib.ReturnSequences()"},
		{`nnlib.Dense(10, nnlib.ReLU())`, "nnlib.ReLU, without brackets: with them it is a layer"},
		{`nnlib.Activation("relu")`, "nnlib.ReLU for a layer's activation; nnlib.ReLU() is a layer"},
		{`nnlib.Sequential("m", nnlib.Input(2), nnlib.Activation(nnlib.ReLU))`, "nnlib.ReLU(), which is a layer"},
		{`model.Layers[0]`, "model.Layers()[0]"},
		{`model.Trainable = false`, "model.Trainable(…)"},
		{`model.Fit(train, validation_data=(x, y))`, "Go has no named arguments: nnlib.Validation(…)"},
		{`model.Fit(train, shuffle=False)`, "Go has no named arguments: nnlib.Shuffle(false)"},
		{`train.Shuffle()`, "train.Shuffle(42), with a seed, which gives the same order each time"},
		{`train.Split(0.8)`, "a number of rows: train.Split(4_000); of a share, train.TrainTestSplit(0.2, 42)"},
		{`train / 255`, "train.Scale(1.0 / 255)"},
		{`charts.LearningCurves(model)`, "model.History()"},
		{`charts.ModelGraph(model)`, "model.Graph()"},
		{`charts.WeightHistograms(model)`, "model.Weights()"},
		{`help(model)`, asked},
		{`quit()`, leave},
		{`ls`, shell},
		{`charts.ROC(model, train)`, "model.Predict(test)"},
		{`"loss: " + model.Evaluate(train).Value("loss")`, `fmt.Println("loss:", value)`},
		{`x := [1, 2, 3]`, "[]float64{1, 2, 3}"},
		{`x := [[1, 2], [3, 4]]`, "[][]float64{{1, 2}, {3, 4}}"},
		{`x := {"a": 1}`, `map[string]int{"a": 1}, with its type`},
		{"try:\n    x()\nexcept Exception as e:\n    pass", "Go returns errors: if err != nil { … }"},
		{`model.fit(train)`, "model.Fit"},
		{`model.Fit(train, epochs=5)`, "Go has no named arguments: nnlib.Epochs(5)"},
		{`model.Fit(train, 5)`, "nnlib.Epochs(5)"},
		{`model.Fit(train, nnlib.Epoch(5))`, "nnlib.Epochs"},
		{`model.Fit(train, train)`, "nnlib.Validation(train), if it is what to validate with; targets are part of a data set: model.Fit(train)"},
		{`model.Fit(train, charts.Live())`, "nnlib.Callbacks(charts.Live())"},
		{`model.Fit(train, nnlib.EarlyStopping())`, "nnlib.Callbacks(nnlib.EarlyStopping())"},
		{`model.Fit(train, nnlib.Callbacks(charts.Live))`, "charts.Live(), called"},
		{`model.Fit(train, nnlib.Validation(0.2))`, "nnlib.ValidationSplit(0.2)"},
		{`model.Fit(x_train, y_train)`, paired},
		{`history = model.Fit(train)`, "history ended with cell [2]; the engine keeps it: model.History()"},
		{`h = model.Fit(train)`, "h := …; later cells have model.History()"},
		{`y = model.Predict(train)`, "y := … for this cell, or var y = … for later ones, too"},
		{`history`, "history ended with cell [2]; the engine keeps it: model.History()"},
		{`model.History().History["loss"]`, `history.Curve("loss") returns the epochs and the values; history.Names() says what there is`},
		{"x := [][]float64{{1, 2}}\nmodel.Predict(x)", "nnlib.Unlabeled(x)"},
		{"x := [][]float64{{1, 2}}\nmodel.Evaluate(x)", "nnlib.FromSlices(x, y), with y the targets"},
		{`model.Predict([]float64{1, 2})`, "nnlib.Unlabeled([][]float64{x}), a slice of rows"},
		{"p := model.Predict(train)\np[0]", "p.Row(0) for a row, p.At(0, 3) for a number"},
		{"p := model.Predict(train)\np[:5]", "predict fewer: model.Predict(test.Take(5)); p.Row(0) is a row"},
		{`train[0]`, "train.Row(0) returns a row's features and targets"},
		{`train[:5]`, "train.Take(5) for the first rows, train.Skip(5) for the others"},
		{`len(train)`, "train.Len()"},
		{`train.shape`, "train.Shape"},
		{`loss, accuracy := model.Evaluate(train)`, `results := model.Evaluate(…), which has results.Value("loss"), results.Value("accuracy")`},
		{`loss, accuracy := model.Fit(train)`, `history := model.Fit(…)`},
		{`model.Evaluate(train).Loss`, `model.Evaluate(test).Value("loss")`},
		{`model.Evaluate(train)["loss"]`, `model.Evaluate(train).Value("loss")`},
		{`model.get_weights()`, "model.Weights()"},
		{`model.load_weights("w.npz")`, "model.LoadWeights"},
		{`model.add(nnlib.Dense(1))`, `all layers in one call: nnlib.Sequential("name", nnlib.Input(…), …)`},
		{`data := nnlib.CSV("x.csv")`, "nnlib.Must(nnlib.CSV(…)), which panics if there is an error"},
		{`var data = nnlib.CSV("x.csv")`, "nnlib.Must(nnlib.CSV(…)), which panics if there is an error"},
		{`nnlib.FromSlices([][]float64{{1}}, []string{"a"})`, `numbers: give each class one, from 0; of a file, nnlib.CSV(path, nnlib.Labels("column")) does that`},
		{"x := []float64{1}\nnnlib.FromSlices(x, x)", "a slice of rows: [][]float64{{1}, {2}, …}"},
		{`model.Fit(trian)`, "train"},
		{`modle.Summary()`, "model"},
		{`scaler.Apply(train)`, "run the cell that declares scaler first; after a restart, all cells from the top"},
		{`fmt.println("x")`, "fmt.Println"},
		{`model.Compile(nnlib.SGD(), nnlib.MSE())`, "nnlib.MeanSquaredError()"},
		{`nnlib.Adam(1e-2)`, "nnlib.Adam(nnlib.LearningRate(1e-2))"},
		{"x := nnlib.Input(2)\nnnlib.Concatenate(x, x)", "nnlib.Concatenate().Call(a, b)"},
		{"x := nnlib.Input(2)\nnnlib.Model(x, nnlib.Dense(1).Call(x))", `nnlib.Functional("name", nnlib.Inputs(x), nnlib.Outputs(y))`},
		{`nnlib.EarlyStopping("val_loss", nnlib.Patience(2))`, `nnlib.Monitor("val_loss")`},
		{`charts.Digits(train, model.Predict(train, nnlib.Verbose(0)))`, `charts.Predicted(model.Predict(train, nnlib.Verbose(0)))`},
		{`charts.ROC(train, model.Predict(train))`, `the predictions first: charts.ROC(model.Predict(train), train)`},
		{`charts.WorstMistakes(train, model.Predict(train))`, `charts.WorstMistakes(test, model.Predict(test), 15), for 15 of them`},
		{`charts.Filters(model.Weights(), 1, 2)`, `one of them: charts.Filters(model.Layer("dense").Weights()[0], 28, 28)`},
		{`train.Filter(3)`, "data.Where(3, 8), for the rows with these labels"},
		{`train.Describe()`, "charts.FeatureHistograms(data)"},
		{`fmt.Printl("x")`, "fmt.Print"},
		{"import numpy as np", `import "fmt": Go's packages, in quotes`},
		{"from tensorflow import keras", `import "fmt": Go's packages, in quotes`},
		{`pip install keras`, "Go fetches what is imported; for the shell: !pip …"},
		{`plt.plot(1)`, "charts draws: charts.LearningCurves(model.History())"},
		{"# a comment", "// begins a comment"},
		{"x := 'hello'", `"…": text stands in double quotes`},
		{`print(f"loss: {loss}")`, `fmt.Printf("… %v\n", value)`},
		{"for i in range(10):\n    print(i)", "for i := range 10 { … }"},
		{"for x in xs:\n    print(x)", "for _, x := range xs { … }"},
		{"if x > 1:\n    print(x)", "if x > 1 { … }"},
		{"while x > 1:\n    print(x)", "for x > 1 { … }"},
		{"def f(x):\n    return x", "func f(x float64) float64 { … }"},
		{"if true\n{\n}", "the { on the same line"},
		{"None", "nil"},
	} {
		_, outputs := s.execute(c.code)
		shown := shownIn(outputs)
		if !strings.Contains(shown, "Error:") || !strings.Contains(shown, "\n  fix: "+c.fix+"\n") {
			t.Errorf("%s\n→ %s\nwant the fix %s", c.code, shown, c.fix)
		}
	}
}

func TestIPythonsCommands(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	for command, fix := range ipythons {
		_, outputs := s.execute(command + " x")
		if got, want := shownIn(outputs), "note: "+command+" is IPython's\n  fix: "+fix+"\n"; !strings.HasPrefix(got, want) {
			t.Errorf("%s shows\n%s\nwant\n%s", command, got, want)
		}
	}
}

func TestPythonsPrint(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	s.conversation([][2]string{
		{"print(\"x\\n\")", strings.TrimSuffix(ownPrint, "\n") + "\nx"},
		{"func print(values ...any) { fmt.Println(values...) }", ""},
		{"print(1)", "1"},
	})
}

// A variable that a cell declares is made anew in each: who assigns to it in a later one is
// told.
func TestAssignmentThatEnds(t *testing.T) {
	t.Parallel()
	note := func(name string, cell int) string {
		return fmt.Sprintf("note: %s is made anew in each cell, as cell [%d] declares it; what this cell assigned ends here\n  fix: assign in the cell that uses it, or change the declaration", name, cell)
	}
	startKernel(t, testPrefix).conversation([][2]string{
		{"var counter, list = 1, []int{}", ""},
		{"counter++\nfmt.Println(counter)", "2\n" + note("counter", 1)},
		{"list = append(list, counter)\nlist", "Out:[1]\n" + note("list", 1)},
		{"for i := range 2 {\n\tcounter += i\n}", note("counter", 1)},
		{"counter := 5\ncounter++\nfor list := range 2 { _ = list }\nfunc(list []int) { list = nil }(nil)\n_ = &counter", ""},
		{"var counter int\ncounter = 3\ncounter", "Out:3"},
	})
}
