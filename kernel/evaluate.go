package main

import "nnbook/kernel/internal/cell"

// evaluate returns the values of expressions that a frontend wants to know after a
// cell, each as a display, or as the failure that it is.
func (k *kernel) evaluate(t *turn, expressions map[string]string) map[string]any {
	values := map[string]any{}
	for name, expression := range expressions {
		values[name] = k.evaluateOne(t, expression)
	}
	return values
}

func (k *kernel) evaluateOne(t *turn, expression string) any {
	aside := &turn{request: t.request, number: t.number, cell: cell.Parse(expression), aside: true}
	failed := newFailure("ExpressionError", "it isn't an expression with a value: "+expression)
	if aside.cell.IsExpression() && k.results(aside.cell).Shown {
		failed = k.runTurn(aside)
	}
	if failed != nil {
		return failed.reply(t.number)
	}
	value := aside.value
	if value == nil {
		value = textBundle("nil")
	}
	return map[string]any{"status": "ok", "data": value.Data, "metadata": value.Metadata}
}
