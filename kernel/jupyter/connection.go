package jupyter

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
)

// Channel names one of the five sockets of a kernel.
type Channel string

// The channels of a kernel.
const (
	Shell     Channel = "shell"   // requests and their replies
	Control   Channel = "control" // the same, past the queue of the shell
	Stdin     Channel = "stdin"   // the kernel asks the user for input
	IOPub     Channel = "iopub"   // outputs and states, for all frontends
	Heartbeat Channel = "hb"      // echoes
)

// Connection says where a kernel listens and how its messages are signed: the
// contents of a connection file.
type Connection struct {
	Transport string `json:"transport"` // "tcp" or "ipc"
	IP        string `json:"ip"`        // for ipc the start of the sockets' paths

	ShellPort     int `json:"shell_port"`
	ControlPort   int `json:"control_port"`
	StdinPort     int `json:"stdin_port"`
	IOPubPort     int `json:"iopub_port"`
	HeartbeatPort int `json:"hb_port"`

	Key        Key    `json:"key"`
	Scheme     string `json:"signature_scheme"` // "hmac-sha256"
	KernelName string `json:"kernel_name,omitempty"`
}

// ReadConnection reads and checks a connection file.
func ReadConnection(path string) (Connection, error) {
	var c Connection
	text, err := os.ReadFile(path)
	if err != nil {
		return c, fmt.Errorf("reading the connection file that Jupyter names: %w", err)
	}
	if err := json.Unmarshal(text, &c); err != nil {
		return c, fmt.Errorf("connection file %s is not what Jupyter writes: %w", path, err)
	}
	if c.Transport != "tcp" && c.Transport != "ipc" {
		return c, fmt.Errorf("connection file %s: transport %q, want tcp or ipc", path, c.Transport)
	}
	if c.Scheme != "" && c.Scheme != scheme {
		return c, fmt.Errorf("connection file %s: signature scheme %q, want %s", path, c.Scheme, scheme)
	}
	return c, nil
}

// Write writes the connection file, readable by its owner only: it holds the key.
func (c Connection) Write(path string) error {
	text, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, text, 0o600)
}

// Address returns the ZeroMQ endpoint of a channel.
func (c Connection) Address(channel Channel) string {
	port := map[Channel]int{
		Shell: c.ShellPort, Control: c.ControlPort, Stdin: c.StdinPort, IOPub: c.IOPubPort, Heartbeat: c.HeartbeatPort,
	}[channel]
	if c.Transport == "ipc" {
		return fmt.Sprintf("ipc://%s-%d", c.IP, port)
	}
	return fmt.Sprintf("tcp://%s:%d", c.IP, port)
}

// LocalConnection returns a connection with a fresh key on sockets that start with
// the path prefix. The kernel that listens there must be on the same machine; the
// folder's permissions say who else can reach it.
func LocalConnection(prefix string) Connection {
	return Connection{
		Transport: "ipc", IP: prefix,
		ShellPort: 1, ControlPort: 2, StdinPort: 3, IOPubPort: 4, HeartbeatPort: 5,
		Key: NewKey(), Scheme: scheme,
	}
}

// LoopbackConnection returns a connection with a fresh key on five TCP ports of
// 127.0.0.1 that were free a moment ago, as Jupyter chooses them.
func LoopbackConnection() (Connection, error) {
	c := Connection{Transport: "tcp", IP: "127.0.0.1", Key: NewKey(), Scheme: scheme}
	for _, port := range []*int{&c.ShellPort, &c.ControlPort, &c.StdinPort, &c.IOPubPort, &c.HeartbeatPort} {
		listener, err := net.Listen("tcp", c.IP+":0")
		if err != nil {
			return c, fmt.Errorf("looking for a free port: %w", err)
		}
		defer listener.Close() // only after all five are chosen, so that they differ
		*port = listener.Addr().(*net.TCPAddr).Port
	}
	return c, nil
}
