// Package jupyter speaks the Jupyter messaging protocol, version 5.4: connection
// files, signed messages on ZeroMQ frames, and the frontend's side of a kernel.
//
// A kernel reads its [Connection] from the file that Jupyter names on its command
// line, and turns frames into messages and back with its [Key]:
//
//	connection, err := jupyter.ReadConnection(path)
//	message, err := connection.Key.Decode(frames)
//
// A frontend dials the same connection and runs code:
//
//	client, err := jupyter.Dial(ctx, connection)
//	reply, err := client.Execute(ctx, code, func(output jupyter.Message) { … })
//
// The protocol: https://jupyter-client.readthedocs.io/en/stable/messaging.html
package jupyter

// Version is the version of the protocol that this package speaks.
const Version = "5.4"
