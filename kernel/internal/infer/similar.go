package infer

import (
	"context"
	"go/types"
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
	if found = Nearest(name, names); found == "" {
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
	return Nearest(name, exported(names))
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

// Nearest returns the candidate that a name comes nearest to, case and underscores
// aside: up to a slip in four letters, and two in all. It returns "" for none.
func Nearest(name string, candidates []string) (nearest string) {
	plain := func(s string) string { return strings.ToLower(strings.ReplaceAll(s, "_", "")) }
	name = plain(name)
	least := min(len(name)/4, 2) + 1
	for _, candidate := range candidates {
		if d := distance(name, plain(candidate)); d < least {
			nearest, least = candidate, d
		}
	}
	return nearest
}

// distance returns how many letters must be put in, left out, replaced or swapped with
// the next to make one word of the other.
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range b {
		rows[0][j+1] = j + 1
	}
	for i := range len(a) {
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			rows[i+1][j+1] = min(rows[i][j+1]+1, rows[i+1][j]+1, rows[i][j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				rows[i+1][j+1] = min(rows[i+1][j+1], rows[i-1][j-1]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
