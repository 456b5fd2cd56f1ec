package jupyter

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestEncodeAndDecode(t *testing.T) {
	session := NewSession("user")
	request, err := session.New("execute_request", Message{}, map[string]string{"code": "1 < 2"})
	if err != nil {
		t.Fatal(err)
	}
	reply, err := session.New("execute_reply", request, struct{}{})
	if err != nil {
		t.Fatal(err)
	}
	reply.Identities = [][]byte{[]byte("one"), {0, 1, 2}}
	reply.Buffers = [][]byte{{}, []byte("raw")}
	for name, key := range map[string]Key{"signed": NewKey(), "unsigned": ""} {
		got, err := key.Decode(key.Encode(reply))
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, reply) {
			t.Errorf("%s: got %+v, want %+v", name, got, reply)
		}
	}
	if reply.ParentID != request.ID || reply.ParentType != "execute_request" || reply.ParentSession != session.ID {
		t.Errorf("the reply's parent is %s %s of %s", reply.ParentType, reply.ParentID, reply.ParentSession)
	}
	if got := string(request.Content); got != `{"code":"1 < 2"}` {
		t.Errorf("the content is %s", got)
	}
}

// The signature is the one that Jupyter computes.
func TestSignature(t *testing.T) {
	got := Key("key").sign([][]byte{[]byte("The quick brown fox "), []byte("jumps over the lazy dog")})
	if want := "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"; string(got) != want {
		t.Errorf("the signature is %s, want %s", got, want)
	}
}

func TestDecodeRefuses(t *testing.T) {
	key := Key("key")
	good := func() [][]byte {
		m, err := NewSession("user").New("status", Message{}, struct{}{})
		if err != nil {
			t.Fatal(err)
		}
		return key.Encode(m)
	}
	signed := func(parts ...string) [][]byte {
		frames := [][]byte{delimiter, nil}
		for _, part := range parts {
			frames = append(frames, []byte(part))
		}
		frames[1] = key.sign(frames[2:])
		return frames
	}
	forged, unsigned := good(), good()
	forged[5] = []byte(`{"other":"content"}`)
	unsigned[1] = nil
	for name, c := range map[string]struct {
		frames [][]byte
		want   error
	}{
		"nothing":       {nil, ErrMalformed},
		"no delimiter":  {good()[1:], ErrMalformed},
		"cut off":       {good()[:5], ErrMalformed},
		"forged":        {forged, ErrForged},
		"unsigned":      {unsigned, ErrForged},
		"header list":   {signed("[]", "{}", "{}", "{}"), ErrMalformed},
		"parent text":   {signed("{}", "x", "{}", "{}"), ErrMalformed},
		"content text":  {signed("{}", "{}", "{}", "{"), ErrMalformed},
		"metadata text": {signed("{}", "{}", "", "{}"), ErrMalformed},
	} {
		if _, err := key.Decode(c.frames); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestConnectionFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kernel.json")
	want := LocalConnection("/tmp/x/gonb")
	if err := want.Write(path); err != nil {
		t.Fatal(err)
	}
	got, err := ReadConnection(path)
	if err != nil || got != want {
		t.Errorf("read %+v, %v, want %+v", got, err, want)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file's mode is %v, %v", info.Mode(), err)
	}
	if got := want.Address(IOPub); got != "ipc:///tmp/x/gonb-4" {
		t.Errorf("the address is %s", got)
	}
	for text, problem := range map[string]string{
		``:                        "not what Jupyter writes",
		`{"transport":"carrier"}`: "transport",
		`{"transport":"tcp","signature_scheme":"hmac-md5"}`: "signature scheme",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadConnection(path); err == nil || !strings.Contains(err.Error(), problem) {
			t.Errorf("%s: %v, want %q", text, err, problem)
		}
	}
	if _, err := ReadConnection(path + "x"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

// What decodes encodes to the same frames, whatever they are.
func FuzzDecode(f *testing.F) {
	f.Add([]byte("id"), []byte("<IDS|MSG>"), []byte(`{"msg_type":"x"}`), []byte(`{}`), []byte(`{}`), []byte("buffer"))
	f.Fuzz(func(t *testing.T, identity, middle, header, parent, content, buffer []byte) {
		for _, key := range []Key{"", "key"} {
			parts := [][]byte{header, parent, []byte("{}"), content}
			frames := append([][]byte{identity, middle, key.sign(parts)}, parts...)
			frames = append(frames, buffer)
			m, err := key.Decode(frames)
			if err != nil {
				continue
			}
			if again := key.Encode(m); !bytes.Equal(bytes.Join(again, nil), bytes.Join(frames, nil)) {
				t.Errorf("%q becomes %q", frames, again)
			}
			if m.State() != "" && !json.Valid(m.Content) {
				t.Errorf("%q has the state %s", frames, m.State())
			}
		}
	})
}
