package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// recorded is what go test -json prints for a package with a test of each kind
// and one that does not compile.
const recorded = `{"Action":"start","Package":"nnbook/a"}
{"Action":"run","Package":"nnbook/a","Test":"TestGood"}
{"Action":"output","Package":"nnbook/a","Test":"TestGood","Output":"    x.go:1: NNBOOK-NOT-RUN: big set: it can't be had\n"}
{"Action":"pass","Package":"nnbook/a","Test":"TestGood","Elapsed":0}
{"Action":"run","Package":"nnbook/a","Test":"TestBad"}
{"Action":"output","Package":"nnbook/a","Test":"TestBad","Output":"    x.go:2: three is not four\n"}
{"Action":"fail","Package":"nnbook/a","Test":"TestBad","Elapsed":0.1}
{"Action":"run","Package":"nnbook/a","Test":"TestSkipped"}
{"Action":"output","Package":"nnbook/a","Test":"TestSkipped","Output":"=== RUN   TestSkipped\n"}
{"Action":"output","Package":"nnbook/a","Test":"TestSkipped","Output":"    x.go:3: no browser\n"}
{"Action":"output","Package":"nnbook/a","Test":"TestSkipped","Output":"--- SKIP: TestSkipped (0.00s)\n"}
{"Action":"skip","Package":"nnbook/a","Test":"TestSkipped","Elapsed":0}
{"Action":"output","Package":"nnbook/a","Test":"TestBoth","Output":"NNBOOK-NOT-RUN: both: says so itself\n"}
{"Action":"skip","Package":"nnbook/a","Test":"TestBoth","Elapsed":0}
{"Action":"fail","Package":"nnbook/a","Elapsed":1.5}
{"ImportPath":"nnbook/b","Action":"build-output","Output":"b/b.go:1:1: syntax error\n"}
{"ImportPath":"nnbook/b","Action":"build-fail"}
{"Action":"output","Package":"nnbook/b","Output":"FAIL\tnnbook/b [build failed]\n"}
{"Action":"fail","Package":"nnbook/b","Elapsed":0,"FailedBuild":"nnbook/b"}
{"Action":"skip","Package":"nnbook/c","Elapsed":0}
`

func TestFollowerCountsAndNames(t *testing.T) {
	var out strings.Builder
	var counts tally
	if err := newTestFollower(&out, &counts).follow(strings.NewReader(recorded)); err != nil {
		t.Fatal(err)
	}
	counts.summarise(&out)
	for _, want := range []string{
		"three is not four",
		"b/b.go:1:1: syntax error",
		"FAIL  a TestBad",
		"Failed:\n  a TestBad\n  b\n",
		"  a: big set: it can't be had\n",
		"  a: TestSkipped: x.go:3: no browser\n",
		"  a: both: says so itself\n",
		"\n1 passed, 2 failed, 3 skipped\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, &out)
		}
	}
	if !strings.HasSuffix(out.String(), "skipped\n") {
		t.Error("the counts are not the last line")
	}
}

func TestTestData(t *testing.T) {
	parent := t.TempDir()
	clone, beside := filepath.Join(parent, "clone"), filepath.Join(parent, "shared", "data")
	t.Setenv("NNBOOK_DATA", "")
	if got := testData(clone); got != "" {
		t.Errorf("got %q where there is none", got)
	}
	if err := os.MkdirAll(beside, 0o755); err != nil {
		t.Fatal(err)
	}
	if got := testData(clone); got != beside {
		t.Errorf("got %q, want %q", got, beside)
	}
	t.Setenv("NNBOOK_DATA", "/mine")
	if got := testData(clone); got != "/mine" {
		t.Errorf("got %q, want the user's own", got)
	}
}

func TestTestArtifacts(t *testing.T) {
	here := t.TempDir()
	t.Chdir(here)
	for setting, want := range map[string]string{"": "/clone/artifacts", "/mine": "/mine", "mine": filepath.Join(here, "mine")} {
		t.Setenv("NNBOOK_ARTIFACTS", setting)
		if got := testArtifacts("/clone"); got != want {
			t.Errorf("%q: got %q, want %q", setting, got, want)
		}
	}
}
