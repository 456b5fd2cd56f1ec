package main

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"nnbook/kernel/internal/cell"
	"nnbook/kernel/internal/lsp"
)

// helpPatience is how long a question about code may take. The first ones wait for gopls
// to have read what is imported.
const helpPatience = 20 * time.Second

// helper asks gopls, the one that GoNB started, past GoNB: which compiles and downloads
// before each question, and is not there for questions while a cell runs.
type helper struct {
	mu     sync.Mutex
	server *lsp.Server
}

// question is a place in a cell that somebody wants to know about.
type question struct {
	code   string
	cursor int // offset in bytes
	cell   *cell.Cell
}

// newQuestion returns the question about a place that a frontend gives in letters.
func newQuestion(code string, letters int) question {
	q := question{code: code, cell: cell.Parse(code)}
	for range max(letters, 0) {
		if q.cursor == len(code) {
			break
		}
		q.cursor++
		for q.cursor < len(code) && code[q.cursor]&0xC0 == 0x80 { // within a letter
			q.cursor++
		}
	}
	return q
}

// program returns a whole program around the cell, and where an offset of the cell is
// in it.
func (k *kernel) program(q question, offset int) (text string, at int) {
	before, after := k.memory.around(q.cell)
	code, at := q.cell.ForHelp(offset)
	for _, path := range k.types.Missing(before + code + after) {
		before += "import " + strconv.Quote(path) + "\n"
	}
	return before + code + after, len(before) + at
}

// askGopls calls f with a connection to gopls.
func (k *kernel) askGopls(f func(context.Context, *lsp.Server) error) error {
	ctx, cancel := context.WithTimeout(k.life, helpPatience)
	defer cancel()
	k.helper.mu.Lock()
	defer k.helper.mu.Unlock()
	var err error
	for range 2 { // gopls may have ended since, and GoNB not
		if k.helper.server == nil {
			if k.helper.server, err = k.connectToGopls(ctx); err != nil {
				return err
			}
		}
		if err = f(ctx, k.helper.server); !errors.Is(err, lsp.ErrClosed) {
			return err
		}
		k.helper.server.Close()
		k.helper.server = nil
	}
	return err
}

// connectToGopls waits until gopls listens and connects to it.
func (k *kernel) connectToGopls(ctx context.Context) (*lsp.Server, error) {
	for {
		folder := k.gonbFolder()
		server, err := lsp.Connect(ctx, filepath.Join(folder, "gopls_socket"), folder)
		if err == nil {
			return server, nil
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
			return nil, err
		}
	}
}

// warmGopls has gopls read what most cells import, ahead of need.
func (k *kernel) warmGopls() {
	q := newQuestion("import (\n\t\"fmt\"\n\t\"nnbook/charts\"\n\t\"nnbook/nnlib\"\n)\nfmt.Println(nnlib.Adam(), charts.Live())\nnnlib.", 1<<10)
	text, at := k.program(q, q.cursor)
	err := k.askGopls(func(ctx context.Context, server *lsp.Server) error {
		_, err := server.Complete(ctx, text, at)
		return err
	})
	if err != nil {
		logf("warming gopls: %v", err)
	}
}
