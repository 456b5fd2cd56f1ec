package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nnbook/kernel/jupyter"
)

// Neither the key of the connection nor that of GoNB's is where other users can read it:
// on command lines; nor is it in what cells get.
func TestNoSecretOnCommandLines(t *testing.T) {
	t.Parallel()
	s := startBusyKernel(t)
	found, err := filepath.Glob(filepath.Join(s.temp, "nnbook-*", "kernel-*.json"))
	if err != nil || len(found) != 1 {
		t.Fatalf("GoNB's connection files are %v, %v", found, err)
	}
	inner, err := jupyter.ReadConnection(found[0])
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, pid := range s.pids() {
		for _, name := range []string{"cmdline", "environ"} {
			text, err := os.ReadFile(filepath.Join("/proc", pid, name))
			if err != nil {
				continue // it has ended
			}
			seen++
			for _, key := range []jupyter.Key{s.connection.Key, inner.Key} {
				if bytes.Contains(text, []byte(key)) {
					t.Errorf("/proc/%s/%s tells a key: %q", pid, name, text)
				}
			}
		}
	}
	if seen < 8 { // kernel, GoNB, engine, cell
		t.Errorf("only %d files of /proc were read", seen)
	}
}

// All that kernel, GoNB, gopls, engine and cells listen on is in a folder that nobody else
// can enter, but for what Jupyter chose.
func TestSocketsArePrivate(t *testing.T) {
	t.Parallel()
	s := startBusyKernel(t)
	folders, err := filepath.Glob(filepath.Join(s.temp, "nnbook-*"))
	if err != nil || len(folders) != 1 {
		t.Fatalf("the private folders are %v, %v", folders, err)
	}
	if info, err := os.Stat(folders[0]); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the private folder has the mode %v, %v", info.Mode(), err)
	}
	sockets := 0
	err = filepath.WalkDir(folders[0], func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type() == fs.ModeSocket {
			sockets++
		}
		return err
	})
	if err != nil || sockets < 7 { // five of GoNB's, the display's, the engine's
		t.Errorf("%d sockets in the private folder, %v", sockets, err)
	}
	for inode := range s.listeners("tcp", 3, "0A", 9) {
		t.Errorf("socket %s listens to the network", inode)
	}
	local := s.listeners("unix", 3, "00010000", 6)
	if len(local) < sockets {
		t.Errorf("%d sockets listen, but %d are in the private folder", len(local), sockets)
	}
	for _, path := range local {
		if !strings.HasPrefix(path, folders[0]+"/") && !strings.HasPrefix(path, s.connection.IP) {
			t.Errorf("%s can be reached from outside of %s", path, folders[0])
		}
	}
}

// pids returns the processes of the kernel.
func (s *session) pids() (pids []string) {
	for _, line := range append(s.processes(""), fmt.Sprint(s.process.Process.Pid)) {
		pids = append(pids, strings.Fields(line)[0])
	}
	return pids
}

// listeners returns the last field of what /proc/net tells of the sockets on which the
// kernel's processes listen, by inode: those whose field says so.
func (s *session) listeners(family string, field int, says string, inodeField int) map[string]string {
	s.Helper()
	mine := map[string]bool{}
	for _, pid := range s.pids() {
		links, _ := filepath.Glob(filepath.Join("/proc", pid, "fd", "*"))
		for _, link := range links {
			target, _ := os.Readlink(link)
			mine[strings.TrimSuffix(strings.TrimPrefix(target, "socket:["), "]")] = true
		}
	}
	listening := map[string]string{}
	for _, name := range []string{family, family + "6"} {
		table, err := os.ReadFile(filepath.Join("/proc/net", name))
		if err != nil && name == family {
			s.Fatal(err)
		}
		for line := range strings.Lines(string(table)) {
			fields := strings.Fields(line)
			if len(fields) > inodeField && fields[field] == says && mine[fields[inodeField]] {
				listening[fields[inodeField]] = fields[len(fields)-1]
			}
		}
	}
	return listening
}
