package notebooks

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// ticks is how often a second Linux counts processors' time for /proc, on all machines
// that Go runs on.
const ticks = 100

// processorSeconds returns the seconds of processors' time that the processes which
// descend from this one have taken so far, those that ended included, by what they are.
// It is empty where there is no /proc.
func processorSeconds(t testing.TB) map[string]float64 {
	t.Helper()
	files, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	parents, names, seconds := map[int]int{}, map[int]string{}, map[int]float64{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			continue // it has just ended
		}
		var pid int
		fmt.Sscan(string(data), &pid)
		name, rest, _ := strings.Cut(string(data[strings.IndexByte(string(data), '(')+1:]), ") ")
		fields := strings.Fields(rest) // from the third on, see proc(5)
		parents[pid], _ = strconv.Atoi(fields[1])
		names[pid] = name
		for _, field := range fields[11:15] { // utime, stime, cutime, cstime
			n, _ := strconv.ParseFloat(field, 64)
			seconds[pid] += n / ticks
		}
	}
	by := map[string]float64{}
	for pid := range names {
		if descends(pid, parents) {
			by[role(names[pid])] += seconds[pid]
		}
	}
	return by
}

func descends(pid int, parents map[int]int) bool {
	for pid != 0 && pid != os.Getpid() {
		pid = parents[pid]
	}
	return pid != 0
}

// role says what a process is for.
func role(name string) string {
	switch {
	case strings.HasPrefix(name, "nnbook-engine"):
		return "engine"
	case strings.HasPrefix(name, "chrom"):
		return "browser"
	case strings.HasPrefix(name, "jupyter") || strings.HasPrefix(name, "python"):
		return "server"
	}
	return "kernel" // and GoNB, the compiler and the cell's program
}
