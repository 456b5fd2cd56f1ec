package exec

import (
	"reflect"
	"unsafe"

	"github.com/gomlx/compute"
	"github.com/gomlx/gomlx/core/graph"
)

// GoMLX 0.28.8 and go-xla 0.4.5 do not let a loop lie within another, for three
// reasons. Closures are asked of the main function only, where XLA wants them from
// the function around; nesting answers for that one. And what graph and builder
// made once they use again anywhere, also scalars and reductions that lie in
// another closure, which no code can look into; newClosure hides those.

// newClosure is graph.NewClosure, with scalars and reductions of its own.
func newClosure(g *graph.Graph, build func(g *graph.Graph) []*Node) *graph.Function {
	defer hide(g, "scalars")()
	if builder, ok := peek(g, "builder").Interface().(*nestingBuilder); ok {
		defer hide(builder.Builder, "cacheReductions")()
	}
	return graph.NewClosure(g, build)
}

// hide replaces a map within a struct by an empty one, until the function that it
// returns is called.
func hide(pointer any, field string) (restore func()) {
	inside := peek(pointer, field)
	hidden := reflect.ValueOf(inside.Interface())
	inside.Set(reflect.MakeMap(inside.Type()))
	return func() { inside.Set(hidden) }
}

// peek is a field that is not exported.
func peek(pointer any, field string) reflect.Value {
	inside := reflect.ValueOf(pointer).Elem().FieldByName(field)
	return reflect.NewAt(inside.Type(), unsafe.Pointer(inside.UnsafeAddr())).Elem()
}

// nesting makes closures within closures.
type nesting struct{ compute.Backend }

func (n nesting) Builder(name string) compute.Builder {
	return &nestingBuilder{Builder: n.Backend.Builder(name)}
}

type nestingBuilder struct {
	compute.Builder
	open []compute.Function // the closures being built, the innermost last
}

func (b *nestingBuilder) Main() compute.Function { return nestingFunction{b.Builder.Main(), b} }

type nestingFunction struct {
	compute.Function
	builder *nestingBuilder
}

func (f nestingFunction) Closure() (compute.Function, error) {
	parent := f.Function
	if n := len(f.builder.open); n > 0 {
		parent = f.builder.open[n-1]
	}
	closure, err := parent.Closure()
	if err != nil {
		return nil, err
	}
	f.builder.open = append(f.builder.open, closure)
	return nestingFunction{closure, f.builder}, nil
}

func (f nestingFunction) Return(outputs []compute.Value, shardings []*compute.ShardingSpec) error {
	if n := len(f.builder.open); n > 0 && f.builder.open[n-1] == f.Function {
		f.builder.open = f.builder.open[:n-1]
	}
	return f.Function.Return(outputs, shardings)
}

// The operations that take closures get XLA's own.

func (f nestingFunction) While(cond, body compute.Function, states ...compute.Value) ([]compute.Value, error) {
	return f.Function.While(own(cond), own(body), states...)
}

func (f nestingFunction) If(condition compute.Value, yes, no compute.Function) ([]compute.Value, error) {
	return f.Function.If(condition, own(yes), own(no))
}

func (f nestingFunction) Sort(comparator compute.Function, axis int, stable bool, inputs ...compute.Value) ([]compute.Value, error) {
	return f.Function.Sort(own(comparator), axis, stable, inputs...)
}

func (f nestingFunction) Call(target compute.Function, inputs ...compute.Value) ([]compute.Value, error) {
	return f.Function.Call(own(target), inputs...)
}

func own(f compute.Function) compute.Function {
	if nested, ok := f.(nestingFunction); ok {
		return nested.Function
	}
	return f
}
