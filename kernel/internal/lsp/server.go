package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"
)

// Server is a connection to gopls, which reads one file of a folder from here, not from
// the disk. Its methods may be called from one goroutine at a time.
type Server struct {
	rpc     *rpc
	folder  string
	path    string // of the file
	version int
	modules map[string]time.Time // when the files changed that say where modules are
}

// settings is how gopls is to answer.
var settings = map[string]any{
	"matcher":         "CaseInsensitive",
	"hoverKind":       "FullDocumentation",
	"linksInHover":    false,
	"usePlaceholders": false,
}

// Connect connects to the gopls that listens on a unix socket.
func Connect(ctx context.Context, socket, folder string) (*Server, error) {
	var dialer net.Dialer
	stream, err := dialer.DialContext(ctx, "unix", socket)
	if err != nil {
		return nil, fmt.Errorf("connecting to gopls: %w", err)
	}
	s := &Server{folder: folder, path: filepath.Join(folder, "main.go"), modules: map[string]time.Time{}}
	s.rpc = newRPC(stream, answer)
	err = s.rpc.call(ctx, "initialize", map[string]any{
		"processId":             nil,
		"rootUri":               uri(folder),
		"workspaceFolders":      []map[string]string{{"uri": uri(folder), "name": "cells"}},
		"initializationOptions": settings,
		"capabilities": map[string]any{
			"workspace": map[string]any{"configuration": true},
			"textDocument": map[string]any{
				"hover":      map[string]any{"contentFormat": []string{"markdown"}},
				"completion": map[string]any{"completionItem": map[string]any{"documentationFormat": []string{"plaintext"}}},
			},
		},
	}, new(json.RawMessage))
	if err == nil {
		err = s.rpc.notify("initialized", struct{}{})
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// answer answers what gopls asks for: its settings, and leave to do things.
func answer(method string, params json.RawMessage) any {
	if method != "workspace/configuration" {
		return nil
	}
	var content struct{ Items []json.RawMessage }
	json.Unmarshal(params, &content)
	all := make([]any, len(content.Items))
	for i := range all {
		all[i] = settings
	}
	return all
}

// Close ends the connection; gopls goes on.
func (s *Server) Close() { s.rpc.close() }

func uri(path string) string { return "file://" + path }

// set gives gopls the text of the file.
func (s *Server) set(text string) error {
	if err := s.noteModules(); err != nil {
		return err
	}
	s.version++
	if s.version == 1 {
		return s.rpc.notify("textDocument/didOpen", map[string]any{
			"textDocument": map[string]any{"uri": uri(s.path), "languageId": "go", "version": 1, "text": text},
		})
	}
	return s.rpc.notify("textDocument/didChange", map[string]any{
		"textDocument":   map[string]any{"uri": uri(s.path), "version": s.version},
		"contentChanges": []map[string]string{{"text": text}},
	})
}

// noteModules tells gopls when cells have got other modules.
func (s *Server) noteModules() error {
	var changes []map[string]any
	for _, name := range []string{"go.mod", "go.sum", "go.work"} {
		path := filepath.Join(s.folder, name)
		info, err := os.Stat(path)
		if err != nil {
			continue
		}
		if old, ok := s.modules[name]; ok && !old.Equal(info.ModTime()) {
			changes = append(changes, map[string]any{"uri": uri(path), "type": 2})
		}
		s.modules[name] = info.ModTime()
	}
	if changes == nil {
		return nil
	}
	return s.rpc.notify("workspace/didChangeWatchedFiles", map[string]any{"changes": changes})
}
