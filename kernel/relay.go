package main

import (
	"fmt"
	"log"
	"time"

	"github.com/go-zeromq/zmq4"

	"nnbook/kernel/jupyter"
)

// subscriberPatience is how long the first request waits for a frontend to subscribe:
// the sockets of a frontend connect one after the other, and what is published before
// the last is there would be lost on it.
const subscriberPatience = 500 * time.Millisecond

// takeRequests takes what frontends send on a channel, until the socket closes. What
// isn't signed with the connection's key is dropped.
func (k *kernel) takeRequests(channel jupyter.Channel) {
	for {
		frames, err := k.front.channels[channel].Recv()
		if k.life.Err() != nil {
			return
		}
		if err != nil {
			continue
		}
		m, err := k.front.key.Decode(frames.Frames)
		if err != nil {
			log.Printf("dropped a message on the %s channel: %v", channel, err)
			continue
		}
		logf("%s → %s %s", channel, m.Type, m.ID)
		k.handleRequest(request{channel, m})
	}
}

// forward hands a request to GoNB, after all that were handed to it before.
func (k *kernel) forward(r request) {
	select {
	case k.back.outbox[r.channel] <- r.Message:
	case <-k.life.Done():
	}
}

// deliver sends the requests for GoNB once it is ready.
func (k *kernel) deliver(channel jupyter.Channel) {
	select {
	case <-k.back.ready:
	case <-k.life.Done():
		return
	}
	for {
		select {
		case m := <-k.back.outbox[channel]:
			if err := k.back.send(channel, m); err != nil {
				k.giveUp(err)
				return
			}
		case <-k.life.Done():
			return
		}
	}
}

// send sends a message to GoNB.
func (b *back) send(channel jupyter.Channel, m jupyter.Message) error {
	return b.channels[channel].SendMulti(zmq4.NewMsgFrom(b.key.Encode(m)...))
}

// takeReplies takes what GoNB sends, until the socket closes, and passes it to handle.
func (k *kernel) takeReplies(socket zmq4.Socket, handle func(jupyter.Message)) {
	for {
		frames, err := socket.Recv()
		if k.life.Err() != nil {
			return
		}
		if err != nil {
			k.giveUp(err)
			return
		}
		m, err := k.back.key.Decode(frames.Frames)
		if err != nil {
			log.Printf("dropped a message from GoNB: %v", err)
			continue
		}
		logf("  ← %s of %s", m.Type, m.ParentID)
		handle(m)
	}
}

// giveUp ends the kernel because the connection to GoNB broke, giving GoNB the time to
// end first if that is why: it says more.
func (k *kernel) giveUp(err error) {
	select {
	case <-k.life.Done():
	case <-time.After(time.Second):
		k.end(fmt.Errorf("the connection to GoNB broke: %w", err))
	}
}

// reply sends a message to the frontend that its identities name.
func (k *kernel) reply(channel jupyter.Channel, m jupyter.Message) {
	if err := k.front.channels[channel].SendMulti(zmq4.NewMsgFrom(k.front.key.Encode(m)...)); err != nil {
		logf("replying on the %s channel: %v", channel, err)
	}
}

// publish sends a message to all frontends.
func (k *kernel) publish(m jupyter.Message) {
	m.Identities = [][]byte{[]byte(m.Type)}
	if err := k.front.iopub.SendMulti(zmq4.NewMsgFrom(k.front.key.Encode(m)...)); err != nil {
		logf("publishing: %v", err)
	}
}

// publishNew publishes a message that begins here.
func (k *kernel) publishNew(messageType string, parent jupyter.Message, content any) error {
	m, err := k.session.New(messageType, parent, content)
	if err == nil {
		k.publish(m)
	}
	return err
}
