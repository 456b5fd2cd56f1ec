package main

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nnbook/kernel/jupyter"
)

// vscode is a frontend that puts messages together as VS Code's Jupyter extension does.
//
// Source: vscode-jupyter, src/kernels/execution/cellExecution.ts and
// src/kernels/raw/session/rawKernelConnection.node.ts; JupyterLab, packages/services.
type vscode struct {
	*session
	sent int
}

// vscodeDates are what the clock of the frontend says, message by message: it jumps.
var vscodeDates = []string{"2031-05-01T10:00:00.000Z", "1970-01-01T00:00:00.000Z", "2026-02-28T23:59:59.999Z", "", "noon"}

// send sends a signed message with a header of VS Code's and returns its id.
func (v *vscode) send(channel jupyter.Channel, messageType string, content map[string]any) string {
	v.Helper()
	v.sent++
	id := fmt.Sprintf("7e5a1d0c-0000-4000-8000-%012d", v.sent)
	m := jupyter.Message{Parent: json.RawMessage("{}")}
	for part, value := range map[*json.RawMessage]any{
		&m.Header: map[string]any{
			"date": vscodeDates[v.sent%len(vscodeDates)], "msg_id": id, "msg_type": messageType,
			"session": "0b5f3a52-1111-4222-8333-944455556666", "username": "", "version": "5.2", "subshell_id": nil,
		},
		&m.Metadata: map[string]any{"cellId": "vscode-notebook-cell:/home/me/first.ipynb#W0sZmlsZQ==", "tags": []string{}},
		&m.Content:  content,
	} {
		text, err := jupyter.Marshal(value)
		if err != nil {
			v.Fatal(err)
		}
		*part = text
	}
	if err := v.SendMessage(channel, m); err != nil {
		v.Fatal(err)
	}
	return id
}

// cell sends a cell as the run button does; fields change the request.
func (v *vscode) cell(code string, fields map[string]any) string {
	v.Helper()
	content := map[string]any{
		"code": code, "silent": false, "store_history": true, "user_expressions": struct{}{}, "allow_stdin": true, "stop_on_error": false,
	}
	for name, value := range fields {
		content[name] = value
	}
	return v.send(jupyter.Shell, "execute_request", content)
}

// expect waits for the end of a cell, which must have published, replied and shown this.
func (v *vscode) expect(id, status string, count int, published, shown string) {
	v.Helper()
	reply, outputs := v.finish(id, func(jupyter.Message) {})
	if got := types(outputs); reply.Status != status || reply.ExecutionCount != count || got != published {
		v.Errorf("published %s and replied %+v, want %s, %s and %d", got, reply, published, status, count)
	}
	if got := shownIn(outputs); got != shown {
		v.Errorf("showed %q, want %q", got, shown)
	}
}

// ask sends a request that must be answered and returns the content of the answer.
func (v *vscode) ask(channel jupyter.Channel, messageType string, content map[string]any) map[string]any {
	v.Helper()
	patience, cancel := context.WithTimeout(v.life, time.Minute)
	defer cancel()
	reply, err := v.ReplyTo(patience, channel, v.send(channel, messageType, content))
	if err != nil {
		v.Fatalf("%s: %v; the kernel's log:\n%s", messageType, err, v.log)
	}
	if want := strings.Replace(messageType, "request", "reply", 1); reply.Type != want {
		v.Errorf("%s was answered by %s", messageType, reply.Type)
	}
	answer := contentOf[map[string]any](reply)
	if answer["status"] != "ok" && messageType != "is_complete_request" {
		v.Errorf("%s: %s", messageType, reply.Content)
	}
	return answer
}

// A session in VS Code, from the start of the kernel to its restart.
func TestVSCode(t *testing.T) {
	t.Parallel()
	connection := jupyter.LocalConnection(filepath.Join(shortFolder(t), "front"))
	v := &vscode{session: launchOn(t, testPrefix, connection).connect()}
	language, _ := v.ask(jupyter.Shell, "kernel_info_request", map[string]any{})["language_info"].(map[string]any)
	if language["name"] != "go" || language["file_extension"] != ".go" {
		t.Errorf("the language is %v", language)
	}
	if comms := v.ask(jupyter.Shell, "comm_info_request", map[string]any{}); fmt.Sprint(comms["comms"]) != "map[]" {
		t.Errorf("comms at first: %v", comms)
	}
	v.testCells()
	v.testQuestions()
	v.testRestart()
}

// testCells runs cells that count, and code of the extension's own, which doesn't.
func (v *vscode) testCells() {
	own := map[string]any{"store_history": false}
	v.expect(v.cell("", own), "ok", 0, "busy execute_input idle", "")
	v.expect(v.cell("var kept = 20\r\nkept + 1", nil), "ok", 1, "busy execute_input execute_result idle", "Out:21\n")
	v.expect(v.cell("fmt.Print(kept)", own), "ok", 1, "busy execute_input stream idle", "20")
	v.expect(v.cell("fmt.Print(kept)", map[string]any{"silent": true, "store_history": false}), "ok", 1, "busy idle", "")
	id := v.cell("", map[string]any{"silent": true, "store_history": false, "user_expressions": map[string]string{"k": "kept * 2"}})
	reply, err := v.ReplyTo(v.life, jupyter.Shell, id)
	if err != nil {
		v.Fatal(err)
	}
	if !strings.Contains(string(reply.Content), `"text/plain":"40"`) {
		v.Errorf("the value of an expression: %s", reply.Content)
	}

	// Cells that wait are run after one that failed: stop_on_error is false.
	failing, next := v.cell("nosuch", nil), v.cell("kept", nil)
	if reply, outputs := v.finish(failing, func(jupyter.Message) {}); reply.ErrorName != "CompileError" || types(outputs) != "busy execute_input error idle" {
		v.Errorf("the failing cell published %s and ended with %+v", types(outputs), reply)
	}
	v.expect(next, "ok", 3, "busy execute_input execute_result idle", "Out:20\n")
	for code, want := range map[string]string{"for {": "incomplete", "kept": "complete", "}": "invalid"} {
		if got := v.ask(jupyter.Shell, "is_complete_request", map[string]any{"code": code})["status"]; got != want {
			v.Errorf("%q is %v, want %s", code, got, want)
		}
	}
}

// testQuestions completes and describes while a cell runs, which it then interrupts. VS
// Code sends that request on the shell channel.
func (v *vscode) testQuestions() {
	running, next := v.cell("fmt.Println(\"running\")\nfor {\n}", nil), v.cell("kept + 2", nil)
	reply, outputs := v.finish(running, func(m jupyter.Message) {
		if m.Type != "stream" {
			return
		}
		code := "strings.ToUpp"
		completed := v.ask(jupyter.Shell, "complete_request", map[string]any{"code": code, "cursor_pos": len(code)})
		if matches := fmt.Sprint(completed["matches"]); matches != "[ToUpper ToUpperSpecial]" || completed["cursor_start"] != 8.0 || completed["cursor_end"] != 13.0 {
			v.Errorf("%s completed to %v", code, completed)
		}
		v.ask(jupyter.Shell, "inspect_request", map[string]any{"code": code + "er", "cursor_pos": len(code), "detail_level": 0})
		v.ask(jupyter.Shell, "interrupt_request", map[string]any{})
	})
	if got := shownIn(outputs); reply.ErrorName != "Interrupted" || got != "running\nError:Interrupted: the cell was interrupted\n" {
		v.Errorf("the cell ended with %+v and showed %s", reply, got)
	}
	v.expect(next, "ok", 5, "busy execute_input execute_result idle", "Out:22\n")
}

// testRestart ends the kernel and starts another where the first one listened.
func (v *vscode) testRestart() {
	if answer := v.ask(jupyter.Control, "shutdown_request", map[string]any{"restart": true}); answer["restart"] != true {
		v.Errorf("the shutdown was answered by %v", answer)
	}
	if err := v.awaitExit(); err != nil {
		v.Errorf("the kernel ended with %v; its log:\n%s", err, v.log)
	}
	if left := v.leftovers(); left != "" {
		v.Errorf("the kernel left behind:\n%s", left)
	}
	second := &vscode{session: launchOn(v.T, testPrefix, v.connection).connect(), sent: v.sent}
	second.expect(second.cell("var kept = 1\nkept", nil), "ok", 1, "busy execute_input execute_result idle", "Out:1\n")
}
