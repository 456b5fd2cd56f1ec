package infer

import (
	"context"
	"go/types"
	"nnbook/kernel/spelling"
	"slices"
	"strings"
)

// Similar returns what a package exports under a name that is spelt a little otherwise,
// as "sparse_categorical_crossentropy" is, or cut off; "" for nothing. And how many
// parameters it has, -1 for what is no function.
func (c *Checker) Similar(path, name string) (found string, parameters int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	scope := c.scope(path)
	if scope == nil {
		return "", -1
	}
	names := slices.DeleteFunc(exported(scope.Names()), func(name string) bool {
		_, isType := scope.Lookup(name).(*types.TypeName)
		return isType
	})
	if found = spelling.Slip(name, names); found == "" {
		found = begun(name, names)
	}
	if function, ok := scope.Lookup(found).(*types.Func); ok {
		return found, function.Signature().Params().Len()
	}
	return found, -1
}

// begun returns the shortest of the names that begin as one of at least five letters, or "".
func begun(name string, names []string) (found string) {
	for _, each := range names {
		if len(name) >= 5 && strings.HasPrefix(each, name) && (found == "" || len(each) < len(found)) {
			found = each
		}
	}
	return found
}

// SimilarMethod returns the method of a package's type that a name comes near, or "".
func (c *Checker) SimilarMethod(path, typeName, name string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	scope := c.scope(path)
	if scope == nil {
		return ""
	}
	named, ok := scope.Lookup(typeName).(*types.TypeName)
	if !ok {
		return ""
	}
	methods, names := types.NewMethodSet(types.NewPointer(named.Type())), []string{}
	for i := range methods.Len() {
		names = append(names, methods.At(i).Obj().Name())
	}
	return spelling.Slip(name, exported(names))
}

// scope returns what a package declares, or nil.
func (c *Checker) scope(path string) *types.Scope {
	c.load(context.Background(), []string{path})
	p, err := c.importer.Import(path)
	if err != nil {
		return nil
	}
	return p.Scope()
}

// Standard returns the import path of a package of the standard library, or "".
func (c *Checker) Standard(name string) string {
	if names := c.standard.Load(); names != nil {
		return (*names)[name]
	}
	return ""
}

func exported(names []string) (found []string) {
	for _, name := range names {
		if name[0] >= 'A' && name[0] <= 'Z' {
			found = append(found, name)
		}
	}
	return found
}
