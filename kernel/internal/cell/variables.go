package cell

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strings"
)

// settle decides which var declarations of a cell with statements are statements, too.
//
// One above the first statement stays at package level, as above %%: later cells have
// it. One below is evaluated in its turn. And one that the statements change is theirs
// wherever it stands, unless something at package level needs it: there it would be back
// at its first value in the next cell.
func (c *Cell) settle() {
	first := slices.IndexFunc(c.pieces, piece.isStatement)
	if first < 0 || c.form != plain {
		return
	}
	changed, needed := c.changedNames(), map[string]bool{}
	for _, p := range c.pieces {
		if p.kind == token.FUNC {
			addNames(needed, c.text[p.from:p.to])
		}
	}
	stays := make([]bool, len(c.pieces))
	for settled := false; !settled; { // until no other is needed by one that stays
		settled = true
		for i, p := range c.pieces {
			names := varNames(c.text[p.from:p.to])
			in := func(set map[string]bool) bool {
				return slices.ContainsFunc(names, func(name string) bool { return set[name] })
			}
			if p.kind == token.VAR && !stays[i] && (i < first && !in(changed) || in(needed)) {
				stays[i], settled = true, false
				addNames(needed, c.text[p.from:p.to])
			}
		}
	}
	for i := range c.pieces {
		if c.pieces[i].kind == token.VAR && !stays[i] {
			c.pieces[i].kind = token.ILLEGAL
		}
	}
}

// addNames adds all names in declarations to a set.
func addNames(set map[string]bool, text string) {
	for _, declaration := range parseDeclarations(text) {
		ast.Inspect(declaration, func(n ast.Node) bool {
			if name, ok := n.(*ast.Ident); ok {
				set[name.Name] = true
			}
			return true
		})
	}
}

// varNames returns the names that a var declaration declares.
func varNames(text string) (names []string) {
	for _, declaration := range parseDeclarations(text) {
		names = append(names, valueNames(declaration)...)
	}
	return names
}

// valueNames returns the variables or constants of a declaration.
func valueNames(declaration ast.Decl) (names []string) {
	general, ok := declaration.(*ast.GenDecl)
	if !ok {
		return nil
	}
	for _, spec := range general.Specs {
		if value, ok := spec.(*ast.ValueSpec); ok {
			for _, name := range value.Names {
				names = append(names, name.Name)
			}
		}
	}
	return names
}

// parseDeclarations parses declarations as far as they are right.
func parseDeclarations(text string) []ast.Decl {
	file, _ := parser.ParseFile(token.NewFileSet(), "", "package p;"+text, parser.SkipObjectResolution)
	if file == nil {
		return nil
	}
	return file.Decls
}

// parseStatements parses statements. It returns none if they aren't right.
func parseStatements(text string) []ast.Stmt {
	file, err := parser.ParseFile(token.NewFileSet(), "", "package p; func _() {"+text+"\n}", parser.SkipObjectResolution)
	if err != nil || len(file.Decls) != 1 {
		return nil
	}
	return file.Decls[0].(*ast.FuncDecl).Body.List
}

// changedNames returns the variables that the statements assign to or take the
// address of.
func (c *Cell) changedNames() map[string]bool {
	names := map[string]bool{}
	note := func(e ast.Expr) {
		if name := root(e); name != "" {
			names[name] = true
		}
	}
	for _, p := range c.pieces {
		if !p.isStatement() {
			continue
		}
		for _, statement := range parseStatements(c.text[p.from:p.to]) {
			ast.Inspect(statement, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.AssignStmt:
					for _, e := range n.Lhs {
						if n.Tok != token.DEFINE {
							note(e)
						}
					}
				case *ast.IncDecStmt:
					note(n.X)
				case *ast.UnaryExpr:
					if n.Op == token.AND {
						note(n.X)
					}
				case *ast.RangeStmt:
					if n.Tok == token.ASSIGN {
						note(n.Key)
						note(n.Value)
					}
				}
				return true
			})
		}
	}
	return names
}

// root returns the variable that an expression is a part of, or "".
func root(e ast.Expr) string {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x.Name
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		case *ast.SliceExpr:
			e = x.X
		default:
			return ""
		}
	}
}

// Locals returns the variables that the cell's statements declare, which end with the
// cell.
func (c *Cell) Locals() (names []string) {
	if c.form == foreign {
		return nil
	}
	for _, p := range c.pieces {
		if p.isStatement() {
			names = append(names, p.declares(c.text)...)
		}
	}
	return names
}

// declares returns the variables that a statement declares.
func (p piece) declares(text string) (names []string) {
	for _, statement := range parseStatements(text[p.from:p.to]) {
		for label, ok := statement.(*ast.LabeledStmt); ok; label, ok = statement.(*ast.LabeledStmt) {
			statement = label.Stmt
		}
		switch s := statement.(type) {
		case *ast.AssignStmt:
			if s.Tok == token.DEFINE {
				for _, e := range s.Lhs {
					names = append(names, root(e))
				}
			}
		case *ast.DeclStmt:
			names = append(names, valueNames(s.Decl)...)
		}
	}
	return slices.DeleteFunc(names, func(name string) bool { return name == "_" || name == "" })
}

// fitting is a call of a model's Fit.
var fitting = regexp.MustCompile(`^\s*([\pL_][\pL\pN_]*)\.Fit\(`)

// Fitted returns the model whose Fit made a variable of the cell, or "".
func (c *Cell) Fitted(name string) string {
	for _, p := range c.pieces {
		left, right, ok := strings.Cut(c.text[p.from:p.to], ":=")
		if call := fitting.FindStringSubmatch(right); ok && call != nil && strings.TrimSpace(left) == name {
			return call[1]
		}
	}
	return ""
}

// Changes returns the variables that the cell's statements assign to and declare nowhere.
func (c *Cell) Changes() (names []string) {
	assigned, own := map[string]bool{}, map[string]bool{}
	for _, p := range c.pieces {
		if !p.isStatement() {
			addNames(own, c.text[p.from:p.to])
			continue
		}
		for _, statement := range parseStatements(c.text[p.from:p.to]) {
			ast.Inspect(statement, func(n ast.Node) bool {
				assignments(n, assigned, own)
				return true
			})
		}
	}
	for name := range assigned {
		if !own[name] && name != "" && name != "_" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// assignments adds to two sets what a node assigns to and what it declares.
func assignments(n ast.Node, assigned, own map[string]bool) {
	note := func(e ast.Expr, declares bool) {
		if declares {
			own[root(e)] = true
		} else {
			assigned[root(e)] = true
		}
	}
	switch n := n.(type) {
	case *ast.AssignStmt:
		for _, e := range n.Lhs {
			note(e, n.Tok == token.DEFINE)
		}
	case *ast.IncDecStmt:
		note(n.X, false)
	case *ast.RangeStmt:
		for _, e := range []ast.Expr{n.Key, n.Value} {
			note(e, n.Tok == token.DEFINE)
		}
	case *ast.ValueSpec:
		for _, name := range n.Names {
			own[name.Name] = true
		}
	case *ast.Field: // of a function's parameters
		for _, name := range n.Names {
			own[name.Name] = true
		}
	}
}
