package cell

import (
	"go/ast"
	"go/token"
	"slices"
)

// Declaration is one that a cell leaves to later cells.
type Declaration struct {
	Keys []string // the names that it declares; "T.M" for a method, the local name for an import
	Text string   // complete, in one piece
}

// IsImport reports whether it imports a package.
func (d Declaration) IsImport() bool { return len(d.Text) > 6 && d.Text[:6] == "import" }

// Declarations returns what the cell leaves to later cells when it compiles.
func (c *Cell) Declarations() (all []Declaration) {
	if c.form == foreign {
		return nil
	}
	for _, p := range c.pieces {
		if p.isStatement() || p.kind == token.PACKAGE || p.name == "main" {
			continue
		}
		if p.kind == token.IMPORT {
			for _, spec := range importSpecs(c.text, p) {
				all = append(all, Declaration{[]string{spec.key}, spec.key})
			}
			continue
		}
		all = append(all, declarations(c.text[p.doc:p.to])...)
	}
	return all
}

// declarations returns the declarations of one piece: a group of constants stays
// together, of other groups each is one of its own.
func declarations(text string) (all []Declaration) {
	const head = len("package p;")
	for _, declaration := range parseDeclarations(text) {
		general, ok := declaration.(*ast.GenDecl)
		if !ok || general.Tok == token.CONST || !general.Lparen.IsValid() {
			all = append(all, Declaration{keys(declaration), text})
			continue
		}
		for _, spec := range general.Specs {
			one := &ast.GenDecl{Tok: general.Tok, Specs: []ast.Spec{spec}}
			from, to := int(spec.Pos())-1-head, int(spec.End())-1-head
			if from < 0 || to > len(text) {
				continue
			}
			all = append(all, Declaration{keys(one), general.Tok.String() + " " + text[from:to]})
		}
	}
	return all
}

// keys returns the names that a declaration declares.
func keys(declaration ast.Decl) []string {
	switch d := declaration.(type) {
	case *ast.FuncDecl:
		name := d.Name.Name
		if d.Recv != nil && len(d.Recv.List) > 0 {
			name = receiver(d.Recv.List[0].Type) + "." + name
		}
		return []string{name}
	case *ast.GenDecl:
		names := valueNames(d)
		for _, spec := range d.Specs {
			if t, ok := spec.(*ast.TypeSpec); ok {
				names = append(names, t.Name.Name)
			}
		}
		return slices.DeleteFunc(names, func(name string) bool { return name == "_" })
	}
	return nil
}

// receiver returns the name of a receiver's type.
func receiver(t ast.Expr) string {
	switch t := t.(type) {
	case *ast.StarExpr:
		return receiver(t.X)
	case *ast.ParenExpr:
		return receiver(t.X)
	case *ast.IndexExpr:
		return receiver(t.X)
	case *ast.IndexListExpr:
		return receiver(t.X)
	case *ast.Ident:
		return t.Name
	}
	return ""
}
