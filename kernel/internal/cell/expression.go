package cell

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
)

// Echo says what is known of the value of a cell's last expression without types.
type Echo int

const (
	Nothing Echo = iota // there is none, or it isn't to be shown
	Value               // it has a value to show
	Perhaps             // it is a call, which may have none
)

// Echo returns whether the cell ends in an expression whose value is to be shown. A
// semicolon at its end keeps it from being shown, as in IPython.
func (c *Cell) Echo() Echo {
	if !c.Bare() {
		return Nothing
	}
	_, last := c.mainPieces()
	p := c.pieces[last]
	if !p.isStatement() || p.silenced {
		return Nothing
	}
	expression := c.expression(p)
	call, ok := expression.(*ast.CallExpr)
	switch {
	case expression == nil:
		return Nothing
	case !ok:
		return Value
	case Prints(call):
		return Nothing
	}
	return Perhaps
}

// expression returns the expression that a statement is, without parentheses around it,
// or nil.
func (c *Cell) expression(p piece) ast.Expr {
	expression, err := parser.ParseExpr(c.text[p.from:p.to])
	if err != nil {
		return nil
	}
	return ast.Unparen(expression)
}

// isMuted reports whether a statement is an expression that a semicolon keeps from being
// shown, though Go wants it used.
func (c *Cell) isMuted(p piece) bool {
	if !p.isStatement() || !p.silenced {
		return false
	}
	switch e := c.expression(p).(type) {
	case nil, *ast.CallExpr:
		return false
	case *ast.UnaryExpr:
		return e.Op != token.ARROW
	}
	return true
}

// Prints reports whether a call is made for what it prints, though it returns something.
func Prints(call *ast.CallExpr) bool {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	of, ok := selector.X.(*ast.Ident)
	name := selector.Sel.Name
	return ok && of.Name == "fmt" && (strings.HasPrefix(name, "Print") || strings.HasPrefix(name, "Fprint"))
}

// IsExpression reports whether the cell is nothing but an expression.
func (c *Cell) IsExpression() bool {
	return c.Echo() != Nothing && len(c.pieces) == 1 && len(c.commands) == 0
}
