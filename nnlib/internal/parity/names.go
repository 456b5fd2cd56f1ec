package parity

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
)

// Names are what package nnlib, whose sources lie in a folder, exports, by their plain
// names.
func Names(dir string) (map[string]string, error) {
	names := map[string]string{}
	constructors, err := Constructors(dir)
	for _, name := range constructors {
		names[plain(name)] = name
	}
	return names, err
}

// made are the types of package nnlib that its constructors return and that are
// classes in Keras.
var made = map[string]bool{
	"Activation": true, "Layer": true, "Model": true, "Tensor": true, "Loss": true, "Metric": true, "Optimizer": true, "Schedule": true,
	"Initializer": true, "Regularizer": true, "Constraint": true, "Callback": true, "EarlyStopper": true, "Lookup": true,
}

// Constructors are the functions of package nnlib that return what is a class in
// Keras, and its activations.
func Constructors(dir string) (names []string, err error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return nil, err
		}
		for _, declared := range file.Decls {
			switch declared := declared.(type) {
			case *ast.FuncDecl:
				if declared.Recv == nil && declared.Name.IsExported() && returnsMade(declared.Type) {
					names = append(names, declared.Name.Name)
				}
			case *ast.GenDecl:
				names = append(names, activations(declared)...)
			}
		}
	}
	return names, nil
}

func returnsMade(f *ast.FuncType) bool {
	if f.Results == nil || len(f.Results.List) != 1 {
		return false
	}
	result := f.Results.List[0].Type
	if pointer, ok := result.(*ast.StarExpr); ok {
		result = pointer.X
	}
	name, ok := result.(*ast.Ident)
	return ok && made[name.Name]
}

// activations are the variables that activation or layerActivation makes.
func activations(declared *ast.GenDecl) (names []string) {
	for _, spec := range declared.Specs {
		values, ok := spec.(*ast.ValueSpec)
		if !ok || len(values.Values) != 1 || !values.Names[0].IsExported() {
			continue
		}
		if call, ok := values.Values[0].(*ast.CallExpr); ok {
			if f, ok := call.Fun.(*ast.Ident); ok && strings.HasSuffix(strings.ToLower(f.Name), "activation") {
				names = append(names, values.Names[0].Name)
			}
		}
	}
	return names
}

// plain makes of Keras' names and nnlib's the same: leaky_relu and LeakyReLU.
func plain(name string) string { return strings.ToLower(strings.ReplaceAll(name, "_", "")) }

// otherwise are the classes that nnlib names in another way.
var otherwise = map[Class]string{
	{"Layers", "Activation"}:        "Activation", // any of them, called
	{"Activations", "threshold"}:    "Thresholded",
	{"Utilities", "pad_sequences"}:  "PadSequences",
	{"Utilities", "to_categorical"}: "Dataset.ToCategorical",
	{"Callbacks", "History"}:        "History",
	{"Callbacks", "ProgbarLogger"}:  "Verbose",
}

// nameOf is the class' name in nnlib as the table writes it.
func nameOf(class Class, names map[string]string) string {
	name := otherwise[class]
	switch {
	case class.Section == "Trainings":
		name = "Model.Fit"
	case name == "":
		name = names[plain(class.Name)]
	}
	if name == "" {
		return "—"
	}
	return "`nnlib." + name + "`"
}
