package main

import "github.com/go-zeromq/zmq4"

// echo sends back what frontends send to see whether the kernel lives, until the
// socket closes.
func echo(heartbeat zmq4.Socket) {
	for {
		m, err := heartbeat.Recv()
		if err != nil {
			return
		}
		if err := heartbeat.SendMulti(m); err != nil {
			logf("heartbeat: %v", err)
		}
	}
}
