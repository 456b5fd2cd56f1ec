// Package cell takes a notebook cell apart and makes of it what GoNB runs.
//
// GoNB wants declarations only, or the line %% before statements. Here a cell may
// hold both, in any order: imports, functions, types and constants are declared at
// package level, where later cells see them, and the rest is the body of main.
//
//	c := cell.Parse(source)
//	program := c.Program(cell.Results{})
//	gonb.Run(program.Code)
//	… program.Locate(spot) // where the compiler's complaint is in the source
//
// A cell that GoNB understands by itself stays as it is: declarations only, a func
// main of its own, %% and the like, or a command for the whole cell.
//
// Source: the method is that of a prototype; what GoNB does with a cell is in its
// internal/goexec and internal/specialcmd, version 0.11.5.
package cell
