package infer

import (
	"context"
	"go/ast"
	"go/parser"
	"go/types"
	"strconv"

	"nnbook/kernel/internal/cell"
)

// Results is what the calls of a program's main return.
type Results struct {
	Value  bool        // the last statement is a call that returns something
	Errors []cell.Call // the calls whose error no statement takes, without those in functions within
}

// Results finds out what is to be known of a program's calls. What can't be found out is
// left out.
func (c *Checker) Results(ctx context.Context, program string) (found Results) {
	c.mu.Lock()
	defer c.mu.Unlock()
	file, err := parser.ParseFile(c.files, "", program, 0)
	if err != nil {
		return found
	}
	of := c.files.File(file.FileStart)
	defer c.files.RemoveFile(of)
	calls, last := callsOf(file)
	if len(calls) == 0 {
		return found
	}
	info := c.check(ctx, file)
	for _, call := range calls {
		if number, failing := returns(info, call); failing && number <= 2 && !makesErrors(info, call) {
			found.Errors = append(found.Errors, cell.Call{From: of.Offset(call.Pos()), To: of.Offset(call.End()), WithValue: number == 2})
		}
	}
	if last != nil {
		number, _ := returns(info, last)
		found.Value = number > 0
	}
	return found
}

// check finds the types of a program.
func (c *Checker) check(ctx context.Context, file *ast.File) *types.Info {
	c.addImports(ctx, file)
	var paths []string
	for _, spec := range file.Imports {
		if path, err := strconv.Unquote(spec.Path.Value); err == nil {
			paths = append(paths, path)
		}
	}
	c.load(ctx, paths)
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
	config := types.Config{Importer: c.importer, Error: func(error) {}}
	config.Check("main", c.files, []*ast.File{file}, info) // the compiler will say what is wrong
	return info
}

// callsOf returns the calls that are statements of main, without those that print, and the
// one that it ends in or nil.
func callsOf(file *ast.File) (calls []*ast.CallExpr, last *ast.CallExpr) {
	for _, declaration := range file.Decls {
		f, ok := declaration.(*ast.FuncDecl)
		if !ok || f.Recv != nil || f.Name.Name != "main" || f.Body == nil || len(f.Body.List) == 0 {
			continue
		}
		ast.Inspect(f.Body, func(n ast.Node) bool {
			if statement, ok := n.(*ast.ExprStmt); ok {
				if call, ok := ast.Unparen(statement.X).(*ast.CallExpr); ok && !cell.Prints(call) {
					calls = append(calls, call)
				}
			}
			_, within := n.(*ast.FuncLit)
			return !within
		})
		if statement, ok := f.Body.List[len(f.Body.List)-1].(*ast.ExprStmt); ok {
			last, _ = ast.Unparen(statement.X).(*ast.CallExpr)
		}
	}
	return calls, last
}

// returns says how many values a call returns, and whether the last is an error.
func returns(info *types.Info, call *ast.CallExpr) (number int, failing bool) {
	found, ok := info.Types[call]
	if !ok {
		return 0, false
	}
	isError := func(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }
	if tuple, ok := found.Type.(*types.Tuple); ok {
		n := tuple.Len()
		return n, n > 0 && isError(tuple.At(n-1).Type())
	}
	if !found.IsValue() || found.Type == types.Typ[types.Invalid] {
		return 0, false
	}
	return 1, isError(found.Type)
}

// makesErrors reports whether a call is made for the error that it returns.
func makesErrors(info *types.Info, call *ast.CallExpr) bool {
	selector, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	f, ok := info.Uses[selector.Sel].(*types.Func)
	if !ok || f.Pkg() == nil {
		return false
	}
	return f.Pkg().Path() == "errors" || f.FullName() == "fmt.Errorf"
}
