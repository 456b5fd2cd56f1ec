package main

import (
	"log"

	"nnbook/kernel/jupyter"
)

// requestHandlers lists the requests that GoNB must not get as they came, by message
// type. A handler answers with [kernel.answer], or changes the request and hands it
// on with [kernel.forward]. Every other request goes to GoNB.
var requestHandlers = map[string]func(*kernel, request){
	"comm_info_request":   (*kernel).answerCommInfo,
	"execute_request":     (*kernel).completeExecute,
	"history_request":     (*kernel).answerHistory,
	"interrupt_request":   (*kernel).answerInterrupt,
	"is_complete_request": (*kernel).answerIsComplete,
	"shutdown_request":    (*kernel).answerShutdown,
}

// outputHandlers lists what GoNB publishes that must not go on as it came, by message
// type. A handler hands on what it wants to with [kernel.publish]. Everything else is
// published as it is.
var outputHandlers = map[string]func(*kernel, jupyter.Message){
	"display_data":        (*kernel).passDisplay,
	"status":              (*kernel).passStatus,
	"stream":              (*kernel).passStream,
	"update_display_data": (*kernel).passDisplay,
}

// request is what a frontend sent, and on which channel.
type request struct {
	channel jupyter.Channel
	jupyter.Message
}

func (k *kernel) handleRequest(r request) {
	if handle, ok := requestHandlers[r.Type]; ok {
		handle(k, r)
		return
	}
	k.forward(r)
}

func (k *kernel) handleOutput(m jupyter.Message) {
	if handle, ok := outputHandlers[m.Type]; ok {
		handle(k, m)
		return
	}
	k.publish(m)
}

// answer answers a request in GoNB's place, when GoNB is done with the requests
// before: a frontend takes the state that comes with each answer for the kernel's.
func (k *kernel) answer(r request, replyType string, content any) {
	k.work.whenIdle(func() {
		k.publishState(r.Message, "busy")
		k.answerNow(r, replyType, content)
		k.publishState(r.Message, "idle")
	})
}

// answerNow sends the reply to a request, whatever GoNB does.
func (k *kernel) answerNow(r request, replyType string, content any) {
	m, err := k.session.New(replyType, r.Message, content)
	if err != nil {
		log.Print(err)
		return
	}
	m.Identities = r.Identities
	k.reply(r.channel, m)
}
