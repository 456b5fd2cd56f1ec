package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"nnbook/kernel/jupyter"
)

// hostileMessages is how many messages each channel gets.
const hostileMessages = 10_000

// Ten thousand malformed and hostile messages to each channel, signed and not: the
// kernel lives on, and all that it says is signed.
func TestHostileMessages(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	s.Client.Close() // one that doesn't read would hold up what is published
	sockets := map[jupyter.Channel]zmq4.Socket{}
	for _, channel := range []jupyter.Channel{jupyter.Shell, jupyter.Control, jupyter.Stdin, jupyter.Heartbeat} {
		socket := zmq4.NewDealer(s.life, zmq4.WithID(zmq4.SocketIdentity("hostile")))
		if err := socket.Dial(s.connection.Address(channel)); err != nil {
			t.Fatal(err)
		}
		defer socket.Close()
		sockets[channel] = socket
		go s.read(socket, channel != jupyter.Heartbeat)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for channel, socket := range sockets {
		for i := range hostileMessages {
			if err := socket.SendMulti(zmq4.NewMsgFrom(s.hostile(random)...)); err != nil {
				t.Fatalf("%s, message %d: %v; the kernel's log ends with\n%.1000s", channel, i, err, s.log)
			}
		}
	}
	beat, err := jupyter.Dial(s.life, s.connection)
	if err != nil {
		t.Fatal(err)
	}
	if err := beat.Beat(s.life); err != nil {
		t.Errorf("after all that: %v", err)
	}
	beat.Close()
	quiet := s.dial()
	reply, err := quiet.Execute(s.life, "fmt.Println(\"alive\")", func(jupyter.Message) {})
	if err != nil || reply.Status != "ok" {
		t.Errorf("the next cell ended with %+v, %v; the kernel's log:\n%s", reply, err, s.log)
	}
}

// read reads what comes from the kernel, which may have to be signed.
func (s *session) read(socket zmq4.Socket, signed bool) {
	for {
		m, err := socket.Recv()
		if err != nil {
			return
		}
		if !signed {
			continue
		}
		if _, err := s.connection.Key.Decode(m.Frames); err != nil {
			s.Errorf("the kernel sent %q: %v", m.Frames, err)
		}
	}
}

// values are contents that no field expects.
var values = []string{
	`null`, `[]`, `{}`, `3`, `-1`, `1e99`, `"x"`, `true`, `{"a":{"b":[]}}`, `"` + strings.Repeat("x", 5000) + `"`, `"\u0000\ud800"`,
	strings.Repeat("[", 500) + strings.Repeat("]", 500),
}

// fields are the fields of requests.
var fields = []string{
	"code", "silent", "store_history", "allow_stdin", "user_expressions", "cursor_pos", "detail_level", "hist_access_type", "n",
	"session", "start", "stop", "pattern", "unique", "output", "comm_id", "target_name", "data", "value", "command", "seq", "restart",
}

// hostile returns the frames of a message that a kernel should survive.
func (s *session) hostile(random *rand.Rand) [][]byte {
	pick := func(list []string) string { return list[random.IntN(len(list))] }
	var types []string
	for name := range requestHandlers {
		if name != "shutdown_request" && name != "execute_request" { // which it may well obey
			types = append(types, name)
		}
	}
	types = append(types, "", "x", "nosuch_request", "execute_reply", "status")
	content := map[string]json.RawMessage{}
	for range random.IntN(6) {
		content[pick(fields)] = json.RawMessage(pick(values))
	}
	body, _ := json.Marshal(content)
	if random.IntN(4) == 0 {
		body = []byte(pick(values))
	}
	parts := []string{
		fmt.Sprintf(`{"msg_id":"%d","session":"s","msg_type":%q}`, random.IntN(1000), pick(types)), "{}", "{}", string(body),
	}
	key := s.connection.Key
	switch random.IntN(6) {
	case 0: // a forger
		key = "guessed"
	case 1: // no JSON, or not what is expected
		parts[random.IntN(4)] = pick(append(values, "", "{", "\xff\x00", "{}{}"))
	case 2: // no message
		var frames [][]byte
		for range random.IntN(8) {
			frames = append(frames, []byte(pick(append(values, "<IDS|MSG>", ""))))
		}
		if len(frames) > 0 {
			return frames
		}
	}
	m := jupyter.Message{
		Header: json.RawMessage(parts[0]), Parent: json.RawMessage(parts[1]), Metadata: json.RawMessage(parts[2]), Content: json.RawMessage(parts[3]),
	}
	return key.Encode(m)
}

// What cells are asked to run may be of any form, too.
func TestHostileCells(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	for _, code := range []string{
		"\x00", "%", "!", "% ", "%%", "%nn nn nn", "//gonb:%", "//gonb:% ", "%%writefile", "%%script", "%exec", "%capture", "%env", "/*line x:-1*/ x()",
		"//line :0\nvar x = 1", "%%\n\\", "!\\", "%\\\n", "%cd \"", "%\"", "%%script", "%%bash x", strings.Repeat("(", 3000), "package x", "import)", "func init() {}", "func init_a() {}\nfmt.Print()",
		"import \"C\"", "goto x", "x:", "type x struct{ x }", "var _ = 1", "const c = iota", "`", "'", "\"", "/*", "\ufeffx := 1",
	} {
		id, err := s.Send(jupyter.Shell, "execute_request", map[string]any{"code": code, "user_expressions": map[string]string{"a": code}})
		if err != nil {
			t.Fatal(err)
		}
		begin := time.Now()
		if reply, _ := s.finish(id, func(jupyter.Message) {}); reply.Status != "ok" && len(reply.Traceback) == 0 {
			t.Errorf("%q ended with %+v", code, reply)
		}
		if took := time.Since(begin); took > 20*time.Second {
			t.Errorf("%q took %v", code, took)
		}
	}
	s.conversation([][2]string{{"fmt.Print(\"alive\")", "alive"}})
}
