// Package lsp asks a language server about Go code: what could stand at a place, and
// what something there is. It is as much of the Language Server Protocol as that takes.
package lsp

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"sync"
)

// ErrClosed is what calls return when the connection to the server ended.
var ErrClosed = errors.New("the connection to gopls ended")

// rpc is JSON-RPC 2.0 on a stream.
type rpc struct {
	stream io.ReadWriteCloser
	answer func(method string, params json.RawMessage) any // what the server asks for

	mu      sync.Mutex
	last    int
	waiting map[int]chan message
	closed  bool
}

// message is a request, a notification or a response.
type message struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id,omitempty"`
	Method  string          `json:"method,omitempty"`
	Params  any             `json:"params,omitempty"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   *rpcError       `json:"error,omitempty"`
}

type rpcError struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func newRPC(stream io.ReadWriteCloser, answer func(string, json.RawMessage) any) *rpc {
	r := &rpc{stream: stream, answer: answer, waiting: map[int]chan message{}}
	go r.receive()
	return r
}

// call sends a request and decodes its result into the value that result points to.
func (r *rpc) call(ctx context.Context, method string, params, result any) error {
	r.mu.Lock()
	r.last++
	id, reply := r.last, make(chan message, 1)
	r.waiting[id] = reply
	err := r.write(message{ID: json.RawMessage(strconv.Itoa(id)), Method: method, Params: params})
	r.mu.Unlock()
	defer func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.waiting, id)
	}()
	if err != nil {
		return err
	}
	select {
	case m, ok := <-reply:
		switch {
		case !ok:
			return ErrClosed
		case m.Error != nil:
			return fmt.Errorf("gopls: %s: %s", method, m.Error.Message)
		}
		return json.Unmarshal(m.Result, result)
	case <-ctx.Done():
		return fmt.Errorf("gopls: %s: %w", method, ctx.Err())
	}
}

// notify sends a notification.
func (r *rpc) notify(method string, params any) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.write(message{Method: method, Params: params})
}

// write writes one message; r.mu is held.
func (r *rpc) write(m message) error {
	if r.closed {
		return ErrClosed
	}
	m.Version = "2.0"
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	_, err = r.stream.Write(append(fmt.Appendf(nil, "Content-Length: %d\r\n\r\n", len(text)), text...))
	return err
}

// receive takes what the server sends, until the stream ends.
func (r *rpc) receive() {
	reader := textproto.NewReader(bufio.NewReader(r.stream))
	for {
		header, err := reader.ReadMIMEHeader()
		if err != nil {
			break
		}
		length, err := strconv.Atoi(header.Get("Content-Length"))
		if err != nil || length < 0 || length > 1<<28 {
			break
		}
		text := make([]byte, length)
		if _, err := io.ReadFull(reader.R, text); err != nil {
			break
		}
		r.take(text)
	}
	r.close()
}

// take takes one message.
func (r *rpc) take(text []byte) {
	var m struct {
		message
		Params json.RawMessage `json:"params"`
	}
	if json.Unmarshal(text, &m) != nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if m.Method != "" {
		if m.ID != nil {
			result, _ := json.Marshal(r.answer(m.Method, m.Params))
			r.write(message{ID: m.ID, Result: result})
		}
		return
	}
	id, _ := strconv.Atoi(string(m.ID))
	if reply := r.waiting[id]; reply != nil {
		delete(r.waiting, id)
		reply <- m.message
	}
}

// close ends all calls.
func (r *rpc) close() {
	r.stream.Close()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = true
	for id, reply := range r.waiting {
		delete(r.waiting, id)
		close(reply)
	}
}
