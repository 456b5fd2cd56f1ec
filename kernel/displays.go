package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"path/filepath"

	"nnbook/kernel/display"
)

// shown is a [display.Message] whose payloads stay as they came.
type shown struct {
	Data      map[string]json.RawMessage `json:"data"`
	Metadata  map[string]json.RawMessage `json:"metadata"`
	DisplayID string                     `json:"display_id"`
	Update    bool                       `json:"update"`
	Clear     display.Clearing           `json:"clear"`
	Mark      string                     `json:"mark"` // printed just before; see package mark
}

// listenForDisplays takes displays from cells on a socket in the private folder.
func (k *kernel) listenForDisplays() error {
	listener, err := net.Listen("unix", filepath.Join(k.folder, display.SocketName))
	if err != nil {
		return fmt.Errorf("listening for displays: %w", err)
	}
	go func() {
		<-k.life.Done()
		listener.Close()
	}()
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go k.takeDisplays(connection)
		}
	}()
	return nil
}

// takeDisplays publishes the displays that a cell sends, one a line, and answers each
// when it is published.
func (k *kernel) takeDisplays(connection net.Conn) {
	defer connection.Close()
	answers := json.NewEncoder(connection)
	for lines := bufio.NewReader(connection); ; {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var answer display.Reply
		if err := k.show(line); err != nil {
			answer.Error = err.Error()
		}
		if answers.Encode(answer) != nil {
			return
		}
	}
}

// show publishes one display under the running cell.
func (k *kernel) show(line []byte) error {
	s, err := parseShown(line)
	if err != nil {
		return err
	}
	t, running := k.work.shows()
	if t == nil {
		return errors.New("no cell has run yet under which it could be shown")
	}
	k.publishDisplay(s, t, running)
	return nil
}

// parseShown reads and checks one display.
func parseShown(line []byte) (shown, error) {
	var s shown
	if err := json.Unmarshal(line, &s); err != nil {
		return s, fmt.Errorf("the display is no JSON object: %w", err)
	}
	if s.Clear == display.Now || s.Clear == display.Next {
		return s, nil
	}
	if len(s.Data) == 0 {
		return s, errors.New("the display holds no data")
	}
	if s.Update && s.DisplayID == "" {
		return s, errors.New("an update needs the display_id of what it updates")
	}
	return s, nil
}

// bundle returns the content of the message that shows s.
func (s shown) bundle() *bundle {
	b := &bundle{Data: s.Data, Metadata: s.Metadata}
	b.Transient.DisplayID = s.DisplayID
	if b.Metadata == nil {
		b.Metadata = map[string]json.RawMessage{}
	}
	return b
}

// publishDisplay publishes a new display, which comes after all that was printed
// before, or an update of one, which has its place already.
func (k *kernel) publishDisplay(s shown, t *turn, running bool) {
	if s.Clear != "" {
		k.streams.await(s.Mark)
		k.publishFor(t, "clear_output", map[string]bool{"wait": s.Clear == display.Next})
		return
	}
	var during *turn
	if running {
		during = t
	}
	b := k.pictures.add(k.life, s.bundle(), during)
	switch {
	case t.execution.Silent:
	case s.Update:
		k.publishFor(t, "update_display_data", b)
	case k.streams.await(s.Mark):
		k.publishResult(t, b)
	default:
		k.publishFor(t, "display_data", b)
	}
}
