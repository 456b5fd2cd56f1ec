package datasets

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// inFile writes a file and returns its path.
func inFile(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func readCSV(t testing.TB, text string, table spec.Table) (Own, error) {
	return Read(t.Context(), spec.File{Format: "csv", Path: inFile(t, "data.csv", []byte(text)), Table: table}, Spill{})
}

// written writes what was read as "names: features > targets".
func written(own Own) string {
	x, y := floatsOf(own.X), floatsOf(own.Y)
	text := fmt.Sprint(own.Columns)
	if own.ClassNames != nil {
		text += fmt.Sprint(" ", own.ClassNames)
	}
	rows := own.X.Shape[0]
	for i := range rows {
		text += fmt.Sprint(" ", x[i*len(x)/rows:(i+1)*len(x)/rows])
		if len(y) > 0 {
			text += fmt.Sprint(">", y[i*len(y)/rows:(i+1)*len(y)/rows])
		}
	}
	return text
}

func TestCSV(t *testing.T) {
	const people = "id,age,town,size,income\n1, 20 ,Bern,small,1.5e3\n2,30,Chur,large,2000\n3,,Bern,small,-1\n"
	for _, c := range []struct {
		name, text string
		table      spec.Table
		want       string
	}{
		{"all", "a,b\n1,2\n3,4\n", spec.Table{}, "[a b] [1 2] [3 4]"},
		{"target", "a,b\n1,2\n3,4\n", spec.Table{Targets: []string{"a"}}, "[b] [2]>[1] [4]>[3]"},
		{"two targets", "a,b,c\n1,2,3\n", spec.Table{Targets: []string{"c", "a"}}, "[b] [2]>[3 1]"},
		{"numbers only", "1,2\n3,4\n", spec.Table{Targets: []string{"1"}}, "[0] [1]>[2] [3]>[4]"},
		{"no header", "a,2\nb,4\n", spec.Table{NoHeader: true, OneHot: []string{"0"}}, "[0=a 0=b 1] [1 0 2] [0 1 4]"},
		{"blank name", ",b\n1,2\n", spec.Table{}, "[0 b] [1 2]"},
		{"last line without end", "a\n1\n2", spec.Table{}, "[a] [1] [2]"},
		{"carriage returns, mark, quotes", "\xef\xbb\xbf\"a\",\"b \"\"c\"\"\"\r\n\"1\",2\r\n", spec.Table{}, `[a b "c"] [1 2]`},
		{"semicolons", "a;b\n1;2\n", spec.Table{Delimiter: ';'}, "[a b] [1 2]"},
		{"empty lines", "a,b\n\n1,2\n\n", spec.Table{}, "[a b] [1 2]"},
		{
			"words", people,
			spec.Table{
				Ignored: []string{"id"}, OneHot: []string{"town"}, Ordinal: map[string][]string{"size": {"small", "large"}},
				Targets: []string{"income"}, Missing: "drop",
			},
			"[age town=Bern town=Chur size] [20 1 0 0]>[1500] [30 0 1 1]>[2000]",
		},
		{"filled", people, spec.Table{Features: []string{"age"}, Missing: "fill", Fill: 25}, "[age] [20] [30] [25]"},
		{"filled words", "a,b\nx,1\n?,2\n", spec.Table{OneHot: []string{"a"}, Missing: "fill", Fill: 7}, "[a=x b] [1 1] [0 2]"},
		{"filled places", "a,b\nx,1\n?,2\n", spec.Table{Ordinal: map[string][]string{"a": {"w", "x"}}, Missing: "fill", Fill: 7}, "[a b] [1 1] [7 2]"},
		{"dropped labels", "a,b\n1,x\n2,NA\n", spec.Table{Labels: "b", Missing: "drop"}, "[a] [x] [1]>[0]"},
		{"features in order", people, spec.Table{Features: []string{"income", "id"}}, "[income id] [1500 1] [2000 2] [-1 3]"},
		{"classes of words", people, spec.Table{Labels: "town", Features: []string{"id"}}, "[id] [Bern Chur] [1]>[0] [2]>[1] [3]>[0]"},
		{"classes of numbers", "a,b\n1,10\n2,9\n3,10\n", spec.Table{Labels: "b"}, "[a] [9 10] [1]>[1] [2]>[0] [3]>[1]"},
		{"classes in order", "a,b\n1,no\n2,yes\n", spec.Table{Labels: "b", Classes: []string{"yes", "no", "perhaps"}}, "[a] [yes no perhaps] [1]>[1] [2]>[0]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			own, err := readCSV(t, c.text, c.table)
			if err != nil {
				t.Fatal(err)
			}
			if got := written(own); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// Each mistake names the file, the line, the column and what to write.
func TestCSVMistakes(t *testing.T) {
	for _, c := range []struct {
		name, text string
		table      spec.Table
		want       []string
	}{
		{"empty", "", spec.Table{}, []string{"data.csv", "an empty file"}},
		{"no rows", "a,b\n", spec.Table{}, []string{"data.csv", "got none", "a line for each row"}},
		{"word", "a,b\n1,2\n3,old\n", spec.Table{}, []string{"data.csv, line 3", `a number in column "b"`, `"old"`, `nnlib.OneHotColumns("b")`}},
		{"thousands", "a,b\n\"1,200\",2\n", spec.Table{}, []string{"line 2", `"1,200"`, "numbers without commas, as 1200"}},
		{"another delimiter", "a;b\n1;2\n", spec.Table{Targets: []string{"b"}}, []string{`a column "b"`, `one column, "a;b"`, "nnlib.Delimiter(';')"}},
		{"word as target", "a,b\n1,old\n", spec.Table{Targets: []string{"b"}}, []string{"line 2", `nnlib.Labels("b")`}},
		{"after a long field", "a,b\n1,2\n\"3\n\n\",x\n", spec.Table{Features: []string{"b"}}, []string{"line 5", `"x"`}},
		{"infinite", "a\ninf\n", spec.Table{}, []string{"line 2", `"inf"`}},
		{"too large", "a\n1e39\n", spec.Table{}, []string{"line 2", `"1e39"`}},
		{"absent", "a,b\n1,\n", spec.Table{}, []string{"line 2", `a value in column "b"`, `""`, "nnlib.FillMissing(0)", "nnlib.DropMissing()"}},
		{"absent target", "a,b\n1,NA\n", spec.Table{Targets: []string{"b"}, Missing: "fill"}, []string{"line 2", `"NA"`, "nnlib.DropMissing()"}},
		{"all dropped", "a,b\n1,\n", spec.Table{Missing: "drop"}, []string{"expected rows, got none"}},
		{"too few fields", "a,b\n1,2\n3\n", spec.Table{}, []string{"line 3", "2 fields", "got 1", "nnlib.Delimiter(';')"}},
		{"open quote", "a,b\n1,\"2\n", spec.Table{}, []string{"line 2", "fields as CSV has them"}},
		{"stray quote", "a,b\n1,2\"3\n", spec.Table{}, []string{"line 2", "at byte"}},
		{"two of a name", "a,a\n1,2\n", spec.Table{}, []string{"line 1", `two called "a"`, "nnlib.NoHeader()"}},
		{"no target", "a,b\n1,2\n", spec.Table{Targets: []string{"c"}}, []string{`a column "c"`, "a, b"}},
		{"no labels", "a,b\n1,2\n", spec.Table{Labels: "c"}, []string{`a column "c"`}},
		{"no feature", "a,b\n1,2\n", spec.Table{Features: []string{"c"}}, []string{`a column "c"`}},
		{"nothing to ignore", "a,b\n1,2\n", spec.Table{Ignored: []string{"c"}}, []string{`a column "c"`}},
		{"words of the target", "a,b\n1,2\n", spec.Table{Targets: []string{"b"}, OneHot: []string{"b"}}, []string{`column "b" among the features`, `name "b" in one option only`}},
		{"places of none", "a,b\n1,2\n", spec.Table{Ordinal: map[string][]string{"c": {"d"}}}, []string{`a column "c"`}},
		{"only targets", "a\n1\n", spec.Table{Targets: []string{"a"}}, []string{"columns with features", "nnlib.FeatureColumns"}},
		{"another word", "a,b\nx,1\ny,2\n", spec.Table{Ordinal: map[string][]string{"a": {"x"}}}, []string{"line 3", `one of x in column "a"`, `"y"`}},
		{"another class", "a,b\n1,x\n", spec.Table{Labels: "b", Classes: []string{"y", "z"}}, []string{"line 2", "one of y, z"}},
		{"no words", "a,b\n,1\n", spec.Table{OneHot: []string{"a"}}, []string{`values in column "a"`, `nnlib.IgnoreColumns("a")`}},
		{"broken gzip", "\x1f\x8b", spec.Table{}, []string{"gzip"}},
		{"delimiter", "a\n1\n", spec.Table{Delimiter: '"'}, []string{"a CSV file"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := readCSV(t, c.text, c.table)
			checkFault(t, err, c.want...)
		})
	}
}

func checkFault(t *testing.T, err error, words ...string) {
	t.Helper()
	var mistake *fault.Error
	if !errors.As(err, &mistake) || mistake.Fix == "" {
		t.Fatalf("got %v, want a mistake with its fix", err)
	}
	for _, word := range words {
		if !strings.Contains(mistake.Error(), word) {
			t.Errorf("%v\nwant %q in it", mistake, word)
		}
	}
}

func TestTooManyWords(t *testing.T) {
	var text strings.Builder
	text.WriteString("a\n")
	for i := range maxWords + 1 {
		fmt.Fprintf(&text, "w%d\n", i)
	}
	_, err := readCSV(t, text.String(), spec.Table{OneHot: []string{"a"}})
	checkFault(t, err, "line 10002", "at most 10000", `nnlib.IgnoreColumns("a")`)
}

// A compressed table is the same, and one beyond the limit comes from disk.
func TestCSVLargeAndZipped(t *testing.T) {
	text := "a,b\n" + strings.Repeat("1,2\n3,4\n", 500)
	path, folder := inFile(t, "data.csv.gz", gzipped(t, text)), t.TempDir()
	own, err := Read(t.Context(), spec.File{Format: "csv", Path: path, Table: spec.Table{Targets: []string{"b"}}}, Spill{1000, folder})
	if err != nil || !own.Mapped || len(own.X.Data) != 4000 || !slices.Equal(floatsOf(own.Y)[998:], []float32{2, 4}) {
		t.Errorf("got %d bytes, mapped %v, %v", len(own.X.Data), own.Mapped, err)
	}
}

func TestInterruptedCSV(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	stopped := errors.New("stopped")
	cancel(stopped)
	path := inFile(t, "data.csv", []byte("a\n1\n"))
	if _, err := Read(ctx, spec.File{Format: "csv", Path: path}, Spill{}); !errors.Is(err, stopped) {
		t.Errorf("got %v", err)
	}
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte("a,b,c\n1,x,2\n3,y,\n"), "b", "a", ',')
	f.Add([]byte("1;2\n3;4\n"), "0", "1", ';')
	f.Add(gzipped(f, "a,b\n1,2\n"), "a", "b", rune(0))
	f.Fuzz(func(t *testing.T, data []byte, words, labels string, delimiter rune) {
		for _, table := range []spec.Table{
			{Delimiter: delimiter, OneHot: []string{words}, Labels: labels, Missing: "fill"},
			{Delimiter: delimiter, Ignored: []string{words}, Targets: []string{labels}, Missing: "drop"},
			{Delimiter: delimiter, NoHeader: true},
		} {
			own, err := readCSV(t, string(data), table)
			checkOwn(t, own, err)
		}
	})
}

// checkOwn checks that what was read without an error holds together, and that an
// error is one for people.
func checkOwn(t *testing.T, own Own, err error) {
	t.Helper()
	var mistake *fault.Error
	if err != nil {
		if !errors.As(err, &mistake) || mistake.Fix == "" {
			t.Errorf("got %v, want a mistake with its fix", err)
		}
		return
	}
	checkSize(t, nil, func() (Array, error) { return own.X, nil })
	_ = bytes.Clone(own.X.Data) // what isn't in the file would end the process
	if own.Y.DType != "" {
		checkSize(t, nil, func() (Array, error) { return own.Y, nil })
		if own.Y.Shape[0] != own.X.Shape[0] {
			t.Errorf("%v rows, %v targets", own.X.Shape, own.Y.Shape)
		}
	}
	if own.Columns != nil && len(own.Columns) != own.X.Shape[1] {
		t.Errorf("columns %q of %v", own.Columns, own.X.Shape)
	}
}
