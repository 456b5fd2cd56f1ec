package main

import (
	"context"
	"fmt"
	"runtime"
)

// withoutXLA is what training without XLA costs.
const withoutXLA = "models train with GoMLX's own Go backend, dense nets in about 2.5 times the time that XLA takes, " +
	"convolutional nets hundreds of times slower"

// xlaStep fetches XLA's CPU plugin, which GoMLX loads when it is there.
func (b *builder) xlaStep() *step {
	s := &step{
		name:   "xla",
		waits:  "pip: XLA's CPU plugin, 63 MB from PyPI",
		lane:   "pip",
		inputs: digest(xlaRequirements, b.tools.compiler),
		makes:  []string{"lib/libpjrt_cpu.so"},
		do:     b.fetchXLA,
		cost:   withoutXLA,
	}
	if why := b.noXLA(); why != "" {
		s.waits, s.makes = "looking whether it can be had", nil
		s.do = func(_ context.Context, w *work) error {
			w.note = "none: " + why + "; " + withoutXLA
			return nil
		}
	}
	return s
}

// noXLA says why this machine can't have XLA, or nothing where it can.
func (b *builder) noXLA() string {
	if runtime.GOOS != "linux" || b.tools.goArch != "amd64" {
		return fmt.Sprintf("the plugin is made for Linux on x86-64 only and this is %s on %s", runtime.GOOS, b.tools.goArch)
	}
	if b.tools.compiler == "" {
		return "it needs a C compiler (sudo apt-get install gcc libc6-dev)"
	}
	return ""
}

func (b *builder) fetchXLA(ctx context.Context, w *work) error {
	if err := b.pip(ctx, w, b.tools.python, xlaRequirements, "--no-deps", "--target", w.path("xla")); err != nil {
		return err
	}
	w.note = "XLA's CPU plugin " + pinned(xlaRequirements, "fastatomstruct-xla-cpu")
	return w.publish(placement{"xla/fastatomstruct_xla_cpu/libpjrt_cpu.so", "lib/libpjrt_cpu.so"})
}
