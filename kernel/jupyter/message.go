package jupyter

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// ErrMalformed is what [Key.Decode] returns, wrapped, for frames that are no message.
var ErrMalformed = errors.New("malformed message")

// delimiter stands between the routing frames and the message.
var delimiter = []byte("<IDS|MSG>")

// Message is one message, its parts still in the JSON that they came in.
type Message struct {
	// Identities holds the frames in front of the message: where a request came
	// from and its reply goes, or the topic on the iopub channel.
	Identities [][]byte

	Header, Parent, Metadata, Content json.RawMessage

	// Buffers holds the raw frames after the message; they are not signed.
	Buffers [][]byte

	// What the headers say, for the reader's convenience; Encode ignores it.
	Type, ID, Session    string
	ParentType, ParentID string
	ParentSession        string
}

// header is a message's header.
type header struct {
	ID       string `json:"msg_id"`
	Session  string `json:"session"`
	Username string `json:"username"`
	Date     string `json:"date"`
	Type     string `json:"msg_type"`
	Version  string `json:"version"`
}

// Decode takes frames apart and checks their signature.
//
// The error wraps [ErrMalformed] or [ErrForged].
func (k Key) Decode(frames [][]byte) (Message, error) {
	var m Message
	at := 0
	for at < len(frames) && !bytes.Equal(frames[at], delimiter) {
		at++
	}
	if len(frames) < at+6 {
		return m, fmt.Errorf("%w: %d frames, of them %d before the delimiter", ErrMalformed, len(frames), at)
	}
	signed := frames[at+2 : at+6]
	if !k.verify(frames[at+1], signed) {
		return m, ErrForged
	}
	m = Message{
		Identities: frames[:at],
		Header:     signed[0], Parent: signed[1], Metadata: signed[2], Content: signed[3],
		Buffers: frames[at+6:],
	}
	return m, m.readHeaders()
}

// readHeaders fills in what the headers say. The parent's may be empty.
func (m *Message) readHeaders() error {
	var own, parent header
	if err := json.Unmarshal(m.Header, &own); err != nil {
		return fmt.Errorf("%w: header: %w", ErrMalformed, err)
	}
	if err := json.Unmarshal(m.Parent, &parent); err != nil {
		return fmt.Errorf("%w: parent header: %w", ErrMalformed, err)
	}
	if !json.Valid(m.Metadata) || !json.Valid(m.Content) {
		return fmt.Errorf("%w: metadata or content is no JSON", ErrMalformed)
	}
	m.Type, m.ID, m.Session = own.Type, own.ID, own.Session
	m.ParentType, m.ParentID, m.ParentSession = parent.Type, parent.ID, parent.Session
	return nil
}

// Encode returns the signed frames of m.
func (k Key) Encode(m Message) [][]byte {
	signed := [][]byte{m.Header, m.Parent, m.Metadata, m.Content}
	frames := make([][]byte, 0, len(m.Identities)+6+len(m.Buffers))
	frames = append(frames, m.Identities...)
	frames = append(frames, delimiter, k.sign(signed))
	frames = append(frames, signed...)
	return append(frames, m.Buffers...)
}

// ReadContent decodes the content into the value that v points to.
func (m Message) ReadContent(v any) error {
	if err := json.Unmarshal(m.Content, v); err != nil {
		return fmt.Errorf("the content of %s: %w", m.Type, err)
	}
	return nil
}

// WithContent returns m with other content. If that doesn't marshal to JSON, m keeps
// its own.
func (m Message) WithContent(content any) Message {
	if body, err := Marshal(content); err == nil {
		m.Content = body
	}
	return m
}

// Session makes the messages of one kernel or one frontend.
type Session struct {
	ID, Username string
}

// NewSession returns a session with a fresh id.
func NewSession(username string) Session {
	return Session{ID: rand.Text(), Username: username}
}

// New returns a message without identities. The parent is the zero Message for a
// message that answers nothing. The error says why content doesn't marshal to JSON.
func (s Session) New(messageType string, parent Message, content any) (Message, error) {
	body, err := Marshal(content)
	if err != nil {
		return Message{}, fmt.Errorf("the content of %s: %w", messageType, err)
	}
	own, err := Marshal(header{
		ID: rand.Text(), Session: s.ID, Username: s.Username, Type: messageType, Version: Version,
		Date: time.Now().UTC().Format(time.RFC3339Nano),
	})
	if err != nil {
		return Message{}, err
	}
	m := Message{Header: own, Parent: parent.Header, Metadata: json.RawMessage("{}"), Content: body}
	if m.Parent == nil {
		m.Parent = json.RawMessage("{}")
	}
	return m, m.readHeaders()
}

// Marshal returns the JSON of v for a message, with < and > as they are: nobody pastes it into HTML,
// and pictures are full of them.
func Marshal(v any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(v)
	return bytes.TrimSpace(text.Bytes()), err
}
