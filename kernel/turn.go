package main

import (
	"bytes"
	"context"
	"encoding/json"
	"log"
	"sync"
	"sync/atomic"
	"time"

	"nnbook/kernel/internal/cell"
	"nnbook/kernel/jupyter"
)

// turn is the run of a cell, or of an expression that a frontend wants to know besides.
type turn struct {
	request   request // the parent of all that is published
	execution execution
	number    int // Out[number]
	cell      *cell.Cell
	program   cell.Program

	id        string // of the request to GoNB, "" before
	gonbError *gonbError
	idle      chan struct{} // closed when GoNB is done
	replied   chan struct{} // closed when GoNB has replied

	showing sync.Mutex   // of results, which come from what is printed and from displays
	aside   bool         // it is an expression: nothing is published
	value   *bundle      // of the expression
	result  bool         // whether an execute_result was published
	output  bytes.Buffer // the text of the result, for the history
	pages   []any        // for the frontend's pager, in the reply

	pending     pending
	printed     int // bytes that were published
	interrupted atomic.Bool
}

// beginTurn publishes that the kernel works on a cell.
func (k *kernel) beginTurn(t *turn) {
	k.work.mu.Lock()
	defer k.work.mu.Unlock()
	k.work.turn, k.work.running = t, true
	k.publishState(t.request.Message, "busy")
}

// endTurn publishes that the cell is done.
func (k *kernel) endTurn(t *turn) {
	k.work.mu.Lock()
	defer k.work.mu.Unlock()
	k.work.running = false
	k.publishState(t.request.Message, "idle")
}

// typesPatience is how long a cell waits for what its calls return to be known.
const typesPatience = 3 * time.Second

// runTurn runs the code of a turn and returns why it failed, or nil.
func (k *kernel) runTurn(t *turn) *failure {
	if asked, ok := t.cell.Question(); ok {
		return k.page(t, asked)
	}
	if failed := k.runMagics(t); failed != nil {
		return failed
	}
	if t.cell.IsEmpty() {
		return nil
	}
	if !t.execution.AllowStdin && (t.cell.Has("%with_inputs") || t.cell.Has("%with_password")) {
		return newFailure("StdinError", "this frontend can't ask for input; run the cell in JupyterLab or jupyter console")
	}
	if flaw := t.cell.Flaw(); flaw != "" {
		return newFailure("CommandError", flaw)
	}
	if notes := adviseOnCommands(t.cell.Commands()); notes != "" {
		k.publishStream(t, "stderr", notes)
	}
	if mistake := t.cell.Check(); mistake != nil {
		k.memory.miss(t)
		return k.syntaxFailure(t, mistake)
	}
	if t.cell.ReadsInput() {
		k.publishStream(t, "stderr", noInput)
	}
	if t.cell.Prints() && !k.memory.declares("print", "println") {
		k.publishStream(t, "stderr", ownPrint)
	}
	t.program = t.cell.Program(k.results(t.cell))
	k.ask(t)
	failed := k.failureOf(t)
	k.remember(t, failed)
	return failed
}

// remember takes up what a turn leaves to later ones, which is nothing where it failed
// before its cell ran, or could not make a var.
func (k *kernel) remember(t *turn, failed *failure) {
	switch {
	case failed != nil && failed.unmade:
		k.withdraw(t)
		k.memory.miss(t)
	case failed != nil && !failed.ran:
		k.memory.miss(t)
	default:
		if note := k.memory.undone(t.cell.Changes()); note != "" {
			k.publishStream(t, "stderr", note)
		}
		k.memory.learn(t)
	}
}

// noInput is what is said of a cell that reads its standard input.
const noInput = "note: a cell's standard input is empty\n  fix: write what it would read into the cell, or ask in the shell: %with_inputs, then !read\n"

// ownPrint is what is said of a cell that prints as Python does.
const ownPrint = "note: Go's own print is for debugging and writes most values as addresses\n  fix: fmt.Println(…)\n"

// results returns what is known of what a cell's calls return.
func (k *kernel) results(c *cell.Cell) cell.Results {
	if !c.Bare() {
		return cell.Results{}
	}
	patience, cancel := context.WithTimeout(k.life, typesPatience)
	defer cancel()
	before, after := k.memory.around(c)
	program := c.Program(cell.Results{})
	found := k.types.Results(patience, before+program.Text()+after)
	echo := c.Echo()
	r := cell.Results{Shown: echo == cell.Value || echo == cell.Perhaps && found.Value}
	for _, call := range found.Errors {
		if call, ok := program.InSource(call, len(before)); ok {
			r.Errors = append(r.Errors, call)
		}
	}
	return r
}

// ask has GoNB run the program of a turn and waits until it is done.
func (k *kernel) ask(t *turn) {
	m, err := k.asks.New("execute_request", jupyter.Message{}, map[string]any{
		"code": t.program.Code, "silent": false, "store_history": true, "allow_stdin": t.execution.AllowStdin,
	})
	if err != nil {
		log.Print(err)
		return
	}
	m.Identities = t.request.Identities // GoNB asks for input by them
	t.id, t.idle, t.replied = m.ID, make(chan struct{}), make(chan struct{})
	k.work.mu.Lock()
	k.work.asked = t
	k.work.mu.Unlock()
	k.forward(request{jupyter.Shell, m})
	for _, done := range []chan struct{}{t.idle, t.replied} {
		select {
		case <-done:
		case <-k.life.Done():
			return
		}
	}
}

// publishFor publishes a message that belongs to a turn.
func (k *kernel) publishFor(t *turn, messageType string, content any) {
	if t.aside {
		return
	}
	if err := k.publishNew(messageType, t.request.Message, content); err != nil {
		log.Print(err)
	}
}

// passOutput hands on a message of GoNB's as one of a turn's.
func (k *kernel) passOutput(t *turn, m jupyter.Message) {
	if t.aside || t.execution.Silent {
		return
	}
	own, err := k.session.New(m.Type, t.request.Message, json.RawMessage(m.Content))
	if err != nil {
		log.Print(err)
		return
	}
	own.Metadata, own.Buffers = m.Metadata, m.Buffers
	k.publish(own)
}
