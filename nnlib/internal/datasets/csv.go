package datasets

import (
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// table reads a CSV file: once to find the words of its columns, where they are
// asked for, and once for its values.
type table struct {
	reader
	spec.Table
	name  string
	lines *csv.Reader
	names []string // of all columns
}

// csv reads a table of numbers and words.
func (r reader) csv() (Own, error) {
	t := &table{reader: r, Table: r.file.Table, name: filepath.Base(r.file.Path)}
	var p plan
	err := t.through(func(first []string) (err error) {
		p, err = t.plan(first)
		return err
	}, func(fields []string) error {
		if !p.needsWords() {
			return io.EOF
		}
		return t.findWords(&p, fields)
	})
	if err != nil {
		return Own{}, err
	}
	if err := p.settle(t); err != nil {
		return Own{}, err
	}
	return t.values(p)
}

// values goes through the file and writes the values of each row.
func (t *table) values(p plan) (Own, error) {
	x, y := t.store(), t.store()
	var xs, ys []byte
	rows := 0
	err := t.through(nil, func(fields []string) error {
		var keep bool
		var err error
		if xs, ys, keep, err = p.row(t, fields, xs[:0], ys[:0]); err != nil || !keep {
			return err
		}
		if rows++; rows > math.MaxInt32 {
			return fmt.Errorf("more than %d rows", math.MaxInt32)
		}
		_, err = x.Write(xs)
		if err == nil {
			_, err = y.Write(ys)
		}
		return err
	})
	if err != nil {
		return Own{}, err
	}
	if rows == 0 {
		return Own{}, t.fail(0, "rows", "none", "a file with a line for each row")
	}
	return p.own(rows, x, y)
}

// through calls first with the names of all columns, and each with the fields of
// each row until it returns io.EOF.
func (t *table) through(first, each func(fields []string) error) error {
	file, err := t.open(t.file.Path)
	if err != nil {
		return err
	}
	defer file.Close()
	header, err := t.begin(file)
	if err == nil && first != nil {
		err = first(t.names)
	}
	if err != nil {
		return err
	}
	if header != nil { // it is a row
		if err := each(header); err != nil {
			return unlessEOF(err)
		}
	}
	for {
		fields, err := t.lines.Read()
		if err == nil {
			err = each(fields)
		} else if err != io.EOF {
			err = t.malformed(fields, err)
		}
		if err != nil {
			return unlessEOF(err)
		}
	}
}

func unlessEOF(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

// begin reads the first line: the columns' names, or a row where all is numbers or
// the user says so.
func (t *table) begin(file *os.File) (row []string, err error) {
	from, _, err := unzipped(interruptible{t.ctx, file})
	if err != nil {
		return nil, t.fail(0, "a CSV file", err.Error(), "a file of text, which gzip may have compressed")
	}
	t.lines = csv.NewReader(withoutMark(from))
	t.lines.ReuseRecord, t.lines.TrimLeadingSpace = true, true
	if t.Delimiter != 0 {
		t.lines.Comma = t.Delimiter
	}
	first, err := t.lines.Read()
	if err == io.EOF {
		return nil, t.fail(0, "a line with the columns' names", "an empty file", "a file with a line for each row")
	}
	if err != nil {
		return nil, t.malformed(first, err)
	}
	if t.NoHeader || allNumbers(first) {
		t.names = make([]string, len(first))
		for i := range t.names {
			t.names[i] = fmt.Sprint(i)
		}
		return first, nil
	}
	return nil, t.header(first)
}

// header takes the columns' names from the first line.
func (t *table) header(first []string) error {
	t.names = make([]string, len(first))
	line := map[string]bool{}
	for i, name := range first {
		if t.names[i] = trimmed(name); t.names[i] == "" {
			t.names[i] = fmt.Sprint(i)
		}
		if line[t.names[i]] {
			return t.fail(1, "columns of different names", fmt.Sprintf("two called %q", t.names[i]),
				"other names, or nnlib.NoHeader() if the first line is a row")
		}
		line[t.names[i]] = true
	}
	return nil
}

// malformed says what is wrong with a line's commas and quotes. It has the fields that were
// found.
func (t *table) malformed(fields []string, err error) error {
	var at *csv.ParseError
	switch {
	case !errors.As(err, &at):
		return t.fail(0, "a CSV file", err.Error(), "a file of text, which gzip may have compressed")
	case errors.Is(err, csv.ErrFieldCount):
		return t.fail(at.Line, fmt.Sprintf("%d fields, as in the first line", t.lines.FieldsPerRecord), fmt.Sprint(len(fields)),
			"mend the line, or nnlib.Delimiter(';') if it isn't commas that part fields")
	}
	return t.fail(at.Line, "fields as CSV has them", fmt.Sprintf("%v at byte %d", at.Err, at.Column),
		`a field with quotes in it as "say ""so"""`)
}

func (t *table) fail(line int, expected, got, fix string) error {
	who := t.name
	if line > 0 {
		who = fmt.Sprintf("%s, line %d", t.name, line)
	}
	return &fault.Error{Who: who, Expected: expected, Got: got, Fix: fix}
}

// line is that of the row at hand.
func (t *table) line(field int) int {
	line, _ := t.lines.FieldPos(field)
	return line
}

func (p plan) own(rows int, x, y *Store) (own Own, err error) {
	own = Own{Columns: p.columns(), Classes: len(p.classes), ClassNames: p.classes}
	own.X = Array{DType: "float32", Shape: []int{rows, len(own.Columns)}}
	if own.X.Data, err = x.Bytes(); err != nil || len(p.targets) == 0 {
		return own, err
	}
	own.Y = Array{DType: "float32", Shape: []int{rows}}
	if own.Classes > 0 {
		own.Y.DType = "int32"
	}
	if len(p.targets) > 1 {
		own.Y.Shape = append(own.Y.Shape, len(p.targets))
	}
	own.Y.Data, err = y.Bytes()
	return own, err
}

func appendFloat(to []byte, value float64) []byte {
	return binary.LittleEndian.AppendUint32(to, math.Float32bits(float32(value)))
}
