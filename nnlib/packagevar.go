package nnlib

import (
	"runtime"
	"strings"
)

// refuseInPackageVar panics where a package is being initialised: GoNB runs
// package-level variables again in every cell, and with them what has effects,
// such as a training of minutes.
func refuseInPackageVar(who, statement string) {
	if !initialising() {
		return
	}
	panic(&Error{
		Who:      who,
		Expected: "a statement of its own, or a call in a function",
		Got:      "one in a package-level var, which runs again in every cell",
		Fix:      statement,
	})
}

// initialising tells whether a package's variables or init functions are what
// runs on this goroutine.
func initialising() bool {
	callers := make([]uintptr, 64)
	for skip := 2; ; skip += len(callers) {
		n := runtime.Callers(skip, callers)
		frames := runtime.CallersFrames(callers[:n])
		for more := n > 0; more; {
			var frame runtime.Frame
			frame, more = frames.Next()
			if strings.HasPrefix(frame.Function, "runtime.doInit") {
				return true
			}
		}
		if n < len(callers) {
			return false
		}
	}
}
