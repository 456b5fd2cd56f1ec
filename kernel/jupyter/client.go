package jupyter

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/go-zeromq/zmq4"
)

// Client is a frontend of a kernel. Its methods may be called from one goroutine at
// a time for each channel.
type Client struct {
	// Input answers what the running code asks the user; nil means that there is no
	// user to ask.
	Input func(prompt string, password bool) string

	session Session
	key     Key
	sockets map[Channel]zmq4.Socket
	inbox   map[Channel]chan Message
	end     context.CancelFunc
}

// Dial connects to a kernel, waiting until it listens.
func Dial(ctx context.Context, connection Connection) (*Client, error) {
	life, end := context.WithCancel(context.Background())
	c := &Client{
		session: NewSession("client"), key: connection.Key, end: end,
		sockets: map[Channel]zmq4.Socket{}, inbox: map[Channel]chan Message{},
	}
	defer context.AfterFunc(ctx, end)()
	for _, channel := range []Channel{IOPub, Shell, Control, Stdin, Heartbeat} {
		socket := c.open(life, channel)
		if err := socket.Dial(connection.Address(channel)); err != nil {
			c.Close()
			return nil, fmt.Errorf("connecting to the kernel's %s channel: %w", channel, errors.Join(err, ctx.Err()))
		}
		c.sockets[channel] = socket
		if channel != Heartbeat {
			c.inbox[channel] = make(chan Message, 100)
			go c.receive(life, socket, c.inbox[channel])
		}
	}
	return c, nil
}

// open makes the socket of a channel. All have the same identity: a kernel asks for
// input by the identity that the request to run came from.
func (c *Client) open(life context.Context, channel Channel) zmq4.Socket {
	patient := []zmq4.Option{
		zmq4.WithID(zmq4.SocketIdentity(c.session.ID)),
		zmq4.WithDialerRetry(5 * time.Millisecond), zmq4.WithDialerMaxRetries(-1),
	}
	switch channel {
	case IOPub:
	case Heartbeat:
		return zmq4.NewReq(life, patient...)
	default:
		return zmq4.NewDealer(life, patient...)
	}
	socket := zmq4.NewSub(life, patient...)
	socket.SetOption(zmq4.OptionSubscribe, "")
	return socket
}

// receive moves what arrives on a channel to its inbox, until the socket closes.
func (c *Client) receive(life context.Context, socket zmq4.Socket, inbox chan<- Message) {
	defer close(inbox)
	for {
		frames, err := socket.Recv()
		if err != nil {
			return
		}
		m, err := c.key.Decode(frames.Frames)
		if err != nil {
			continue
		}
		select {
		case inbox <- m:
		case <-life.Done():
			return
		}
	}
}

// Close ends the connection. The kernel goes on.
func (c *Client) Close() {
	c.end()
	for _, socket := range c.sockets {
		socket.Close()
	}
}

// Send sends a request and returns its message id.
func (c *Client) Send(channel Channel, messageType string, content any) (id string, err error) {
	m, err := c.session.New(messageType, Message{}, content)
	if err != nil {
		return "", err
	}
	return m.ID, c.SendMessage(channel, m)
}

// SendMessage signs a message and sends it.
func (c *Client) SendMessage(channel Channel, m Message) error {
	return c.SendFrames(channel, c.key.Encode(m))
}

// SendFrames sends raw frames.
func (c *Client) SendFrames(channel Channel, frames [][]byte) error {
	if err := c.sockets[channel].SendMulti(zmq4.NewMsgFrom(frames...)); err != nil {
		return fmt.Errorf("sending on the kernel's %s channel: %w", channel, err)
	}
	return nil
}

// Next returns the next message that arrives on a channel.
func (c *Client) Next(ctx context.Context, channel Channel) (Message, error) {
	select {
	case m, ok := <-c.inbox[channel]:
		if !ok {
			return m, fmt.Errorf("the kernel closed its %s channel", channel)
		}
		return m, nil
	case <-ctx.Done():
		return Message{}, fmt.Errorf("waiting for the kernel's %s channel: %w", channel, ctx.Err())
	}
}

// Request sends a request and returns the reply to it, passing over others.
func (c *Client) Request(ctx context.Context, channel Channel, messageType string, content any) (Message, error) {
	id, err := c.Send(channel, messageType, content)
	if err != nil {
		return Message{}, err
	}
	return c.ReplyTo(ctx, channel, id)
}

// ReplyTo returns the reply to the request with the given message id, passing over
// other replies.
func (c *Client) ReplyTo(ctx context.Context, channel Channel, id string) (Message, error) {
	for {
		m, err := c.Next(ctx, channel)
		if err != nil || m.ParentID == id {
			return m, err
		}
	}
}

// Beat sends a heartbeat and waits for its echo.
func (c *Client) Beat(ctx context.Context) error {
	if err := c.sockets[Heartbeat].Send(zmq4.NewMsgString("ping")); err != nil {
		return fmt.Errorf("sending a heartbeat: %w", err)
	}
	echo := make(chan error, 1)
	go func() {
		m, err := c.sockets[Heartbeat].Recv()
		if err == nil && string(m.Bytes()) != "ping" {
			err = fmt.Errorf("the heartbeat came back as %q", m.Bytes())
		}
		echo <- err
	}()
	select {
	case err := <-echo:
		return err
	case <-ctx.Done():
		return fmt.Errorf("waiting for the heartbeat: %w", ctx.Err())
	}
}
