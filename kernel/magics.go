package main

// runMagics runs the commands of a cell that are the kernel's own.
func (k *kernel) runMagics(*turn) *failure { return nil }
