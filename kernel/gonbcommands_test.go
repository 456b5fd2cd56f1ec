package main

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"nnbook/kernel/jupyter"
)

// gonbCommand is a cell with commands of GoNB's own.
type gonbCommand struct{ name, code string }

// gonbCommands are run in this order; FOLDER is a folder of the test's.
var gonbCommands = []gonbCommand{
	{"%%", "%%\nfmt.Println(1)"},
	{"%% with arguments", "%% -n 3 \"two words\"\nfmt.Println(os.Args[1:])"},
	{"%main", "import \"fmt\"\n%main\nfmt.Println(2)"},
	{"%%, hidden from tools", "//gonb:%%\nfmt.Println(3)"},
	{"%args", "%args a \"b c\"\nfunc main() { fmt.Println(os.Args[1:]) }"},
	{"%env", "%env KEY value"},
	{"%env with =", "%env OTHER=\"two words\""},
	{"the shell has it", "!echo $KEY $OTHER"},
	{"the cell has it", "%%\nfmt.Println(os.Getenv(\"KEY\"), os.Getenv(\"OTHER\"))"},
	{"%env alone", "%env"},
	{"%cd", "%cd FOLDER\n!pwd"},
	{"where it is", "%cd"},
	{"the cell is there", "%%\nd, _ := os.Getwd()\nfmt.Println(d, os.Getenv(\"GONB_DIR\"))"},
	{"%cd to nowhere", "%cd /no/such/folder"},
	{"!", "!echo out; sleep 0.2; echo err >&2"},
	{"! on lines", "!echo one \\\ntwo \\\nthree\n%%\nfmt.Println(\"four\")"},
	{"! that fails", "!exit 3"},
	{"! and Go after", "!false\n%%\nfmt.Println(5)"},
	{"!*", "!*ls go.mod; head -1 go.mod | cut -c1-11"},
	{"%%writefile", "%%writefile FOLDER/written\nline 1\n  line 2"},
	{"%%writefile -a", "%%writefile -a FOLDER/written\nline 3"},
	{"what was written", "!cat FOLDER/written"},
	{"%%bash", "%%bash\nfor i in 1 2; do echo $i; done"},
	{"%%sh", "%%sh\necho $0"},
	{"%%script", "%%script sed s/a/b/\naaa"},
	{"%%script that isn't there", "%%script nosuchprogram\nx"},
	{"%%bash in the middle", "x := 1\n%%bash\necho"},
	{"%capture", "%capture FOLDER/caught\n%%\nfmt.Println(\"caught\")"},
	{"what was caught", "!cat FOLDER/caught"},
	{"declarations", "import \"strings\"\nvar v = 1\nconst c = 2\ntype t struct{ a int }\nfunc (t) m() int { return 3 }\nfunc f() string { return strings.ToUpper(\"f\") }"},
	{"%list", "%list"},
	{"%ls", "%ls"},
	{"%rm", "%rm v nosuch"},
	{"it is gone", "%%\nfmt.Println(v)"},
	{"%exec", "%exec g 1 2\nfunc g() { fmt.Println(f(), os.Args[1:], t{}.m()) }"},
	{"%exec without a name", "%exec"},
	{"%test", "%test -test.run=TestF\nfunc TestF(t *testing.T) { if f() != \"F\" { t.Error() } }\nfunc TestG(t *testing.T) { t.Error() }"},
	{"%test that fails", "%test\nfunc TestF(t *testing.T) { t.Error(\"no\") }"},
	{"%goflags", "%goflags -tags=x \"-ldflags=-X main.version=7\""},
	{"with them", "var version string\n%%\nfmt.Println(version)"},
	{"which they are", "%goflags"},
	{"none again", "%goflags \"\""},
	{"%noautoget", "%noautoget"},
	{"without go get", "import \"nnbook/nosuch\"\n%%\nnosuch.F()"},
	{"%autoget", "%autoget"},
	{"%track", "%track"},
	{"%track nothing", "%track /no/such/file.go"},
	{"%untrack", "%untrack"},
	{"%goworkfix", "%goworkfix"},
	{"%help", "%help"},
	{"%version", "%version"},
	{"unknown", "%nosuch"},
	{"%with_inputs", "%with_inputs\n!read a; echo \"<$a>\""},
	{"%with_password", "%with_password\n!read a; echo \"<$a>\""},
	{"%reset go.mod", "%reset go.mod"},
	{"still there", "%%\nfmt.Println(f())"},
	{"%reset", "%reset"},
	{"all gone", "%list"},
	{"and no function", "%%\nfmt.Println(f())"},
}

// What differs between two runs of GoNB.
var differing = []*regexp.Regexp{
	regexp.MustCompile(`gonb_[0-9a-f]{8}`), regexp.MustCompile(`\d+\.\d+s`), regexp.MustCompile(`local directory "[^"]*"`), regexp.MustCompile(`/tmp/[-\w/]*gonb_X`),
}

// GoNB's own commands do and show in the kernel what they do and show without it.
func TestGoNBsCommands(t *testing.T) {
	t.Parallel()
	type side struct {
		client *jupyter.Client
		folder string
	}
	input := answering("typed")
	gonb, nnbook := side{startGoNBAlone(t), t.TempDir()}, side{startKernel(t, testPrefix).Client, t.TempDir()}
	gonb.client.Input, nnbook.client.Input = input, input
	run := func(s side, code string) (shown string, failed bool) {
		var outputs []jupyter.Message
		patience, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		reply, err := s.client.Execute(patience, strings.ReplaceAll(code, "FOLDER", s.folder), func(m jupyter.Message) {
			if m.Type == "error" {
				failed = true
				return
			}
			outputs = append(outputs, m)
		})
		if err != nil {
			t.Fatalf("%v in\n%s", err, code)
		}
		shown = strings.ReplaceAll(shownIn(outputs), s.folder, "FOLDER")
		for _, d := range differing {
			shown = d.ReplaceAllString(shown, "gonb_X")
		}
		return shown, reply.Status == "error"
	}
	for _, c := range gonbCommands {
		want, wantFailed := run(gonb, c.code)
		got, failed := run(nnbook, c.code)
		if failed != wantFailed || !failed && got != want {
			t.Errorf("%s: the kernel showed\n%s\n(failed: %v), GoNB\n%s\n(failed: %v)", c.name, got, failed, want, wantFailed)
		}
	}
}
