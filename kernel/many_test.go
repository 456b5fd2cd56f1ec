package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// burden is what a kernel takes of the machine.
type burden struct {
	files, processes, descriptors int
	memory                        int // kB resident, of kernel and GoNB
}

// measure measures the kernel whose private folder is in temp.
func measure(temp string, pid int) (u burden) {
	filepath.WalkDir(temp, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			u.files++
		}
		return nil
	})
	table, _ := exec.Command("ps", "-axo", "pid,args").Output()
	for line := range strings.Lines(string(table)) {
		if !strings.Contains(line, temp) {
			continue
		}
		u.processes++
		if strings.Contains(line, "bin/gonb") {
			u.addMemory(strings.Fields(line)[0])
		}
	}
	u.addMemory(fmt.Sprint(pid))
	descriptors, _ := os.ReadDir(filepath.Join("/proc", fmt.Sprint(pid), "fd"))
	u.descriptors = len(descriptors)
	return u
}

// addMemory adds a process's resident memory, where /proc tells it.
func (u *burden) addMemory(pid string) {
	status, _ := os.ReadFile(filepath.Join("/proc", pid, "status"))
	if _, rest, ok := strings.Cut(string(status), "VmRSS:"); ok {
		var n int
		fmt.Sscan(rest, &n)
		u.memory += n
	}
}

// runMany runs cells of all kinds, one after the other.
func (s *session) runMany(n int) {
	s.Helper()
	for i := range n {
		switch i % 4 {
		case 0:
			s.run(fmt.Sprintf("x := %d\nx", i))
		case 1:
			s.run(fmt.Sprintf("func f() int { return %d }\nf()", i))
		case 2:
			s.execute(fmt.Sprintf("panic(%d)", i))
		case 3:
			s.execute(fmt.Sprintf("undefined%d", i))
		}
	}
}

// Cells leave nothing behind, however many there were.
func TestManyCells(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	s.runMany(12)
	before := measure(s.temp, s.process.Process.Pid)
	s.runMany(40)
	after := measure(s.temp, s.process.Process.Pid)
	if after.files > before.files+2 || after.processes > before.processes || after.descriptors > before.descriptors+3 || after.memory > before.memory+20_000 {
		t.Errorf("40 cells made of %+v %+v", before, after)
	}
}
