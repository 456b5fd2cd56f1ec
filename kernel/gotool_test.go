package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The compiler and the linker of a cell do without collecting garbage; the cell, and what
// a user does by go, collect it as always.
func TestCellsAreBuiltWithoutCollecting(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	seen := filepath.Join(t.TempDir(), "seen")
	spy := filepath.Join(t.TempDir(), "spy")
	if err := os.WriteFile(spy, []byte("#!/bin/sh\necho \"${1##*/} ${GOGC-unset} ${GOMEMLIMIT-unset}\" >> "+seen+"\nexec \"$@\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	const setting = `fmt.Print(os.Getenv("GOGC"), os.Getenv("GOMEMLIMIT"))`
	s.run("%goflags -toolexec=" + spy)
	program := filepath.Join(t.TempDir(), "p.go")
	if err := os.WriteFile(program, []byte("package main; import \"os\"; func main() { print(os.Getenv(\"GOGC\")) }"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.conversation([][2]string{{setting, ""}, {"!go run " + program, ""}})
	text, err := os.ReadFile(seen)
	if err != nil {
		t.Fatal(err)
	}
	for _, tool := range []string{"compile", "link"} {
		if want := tool + " off 512MiB\n"; !strings.Contains(string(text), want) {
			t.Errorf("%s ran with\n%s", tool, text)
		}
	}
}

// What a cell imports is got, but for what is there already.
func TestNothingIsGotThatIsThere(t *testing.T) {
	home := t.TempDir()
	packages := filepath.Join(home, "it's nnbook")
	for _, folder := range []string{"bin", "src/fmt", "src/net/http", "it's nnbook/charts"} {
		if err := os.MkdirAll(filepath.Join(home, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	write := func(path, text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	program, tool := filepath.Join(home, "bin", "go"), filepath.Join(home, "tool")
	write(program, "#!/bin/sh\necho ran")
	write(tool, goTool(program, packages))
	const tail = "\n\nfunc main() {\n\tprintln(\"a b\")\n\t_ = \"github.com/x/y\"\n}\n"
	importing := func(lines string) string { return "package main\n\nimport (\n" + lines + ")" + tail }
	for _, c := range []struct {
		name, main, arguments string
		ran                   bool
	}{
		{"no imports", "package main" + tail, "get", false},
		{"Go's", importing("\t\"fmt\"\n\tweb \"net/http\"\n"), "get", false},
		{"nnbook's", importing("\t\"fmt\"\n\t. \"nnbook/charts\"\n"), "get", false},
		{"nnbook's, misspelt", importing("\t\"nnbook/chart\"\n"), "get", true},
		{"another module's", importing("\t\"fmt\"\n\t\"github.com/x/y\"\n"), "get", true},
		{"a local module's", importing("\t\"mine/fmt\"\n"), "get", true},
		{"C's", importing("\t\"C\"\n"), "get", true},
		{"a test's", importing("\t\"fmt\"\n"), "get -t", true},
		{"a module by name", importing("\t\"fmt\"\n"), "get github.com/x/y", true},
		{"a build", importing("\t\"fmt\"\n"), "build", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := t.TempDir()
			write(filepath.Join(folder, "main.go"), c.main)
			run := func() string {
				command := exec.Command(tool, strings.Fields(c.arguments)...)
				command.Dir = folder
				out, err := command.CombinedOutput()
				if err != nil {
					t.Fatalf("%v: %s", err, out)
				}
				return string(out)
			}
			if got := run() == "ran\n"; got != c.ran {
				t.Errorf("go ran: %v, want %v", got, c.ran)
			}
			write(filepath.Join(folder, "more.go"), "package main\n\nimport _ \"github.com/x/y\"\n")
			if got := run(); got != "ran\n" {
				t.Errorf("beside another file go did not run: %q", got)
			}
		})
	}
}
