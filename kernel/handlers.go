package main

import (
	"log"
	"strings"

	"nnbook/kernel/jupyter"
)

// requestHandlers lists the messages of frontends that the kernel knows, by type. A
// handler answers with [kernel.answer]. GoNB gets none as it came: it would end at the
// first field that is missing.
var requestHandlers = map[string]func(*kernel, request){
	"comm_close":          (*kernel).closeComm,
	"comm_info_request":   (*kernel).answerCommInfo,
	"comm_msg":            (*kernel).passComm,
	"comm_open":           (*kernel).openComm,
	"complete_request":    (*kernel).answerComplete,
	"debug_request":       (*kernel).declineDebug,
	"execute_request":     (*kernel).queueExecute,
	"history_request":     (*kernel).answerHistory,
	"input_reply":         (*kernel).passInput,
	"inspect_request":     (*kernel).answerInspect,
	"interrupt_request":   (*kernel).answerInterrupt,
	"is_complete_request": (*kernel).answerIsComplete,
	"kernel_info_request": (*kernel).answerKernelInfo,
	"shutdown_request":    (*kernel).answerShutdown,
}

// outputHandlers lists what GoNB publishes that must not go on as it came, by message
// type; the turn is the one that it belongs to. Everything else is published.
var outputHandlers = map[string]func(*kernel, *turn, jupyter.Message){
	"display_data":        (*kernel).passDisplay,
	"error":               (*kernel).keepError,
	"execute_input":       (*kernel).drop,
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
	if name, ok := strings.CutSuffix(r.Type, "_request"); ok {
		failed := newFailure("UnknownRequest", "the kernel doesn't know the request "+r.Type)
		k.answer(r, name+"_reply", failed.reply(k.shownCount()))
	}
}

func (k *kernel) handleOutput(m jupyter.Message) {
	t := k.work.of(m)
	if t == nil {
		if strings.HasPrefix(m.Type, "comm_") {
			k.publish(m)
		}
		return
	}
	if handle, ok := outputHandlers[m.Type]; ok {
		handle(k, t, m)
		return
	}
	k.passOutput(t, m)
}

// drop drops what the kernel has said already.
func (k *kernel) drop(*turn, jupyter.Message) {}

// answer answers a request at once, also while a cell runs.
func (k *kernel) answer(r request, replyType string, content any) {
	k.whileBusy(r.Message, func() { k.answerNow(r, replyType, content) })
}

// answerNow sends the reply to a request.
func (k *kernel) answerNow(r request, replyType string, content any) {
	m, err := k.session.New(replyType, r.Message, content)
	if err != nil {
		log.Print(err)
		return
	}
	m.Identities = r.Identities
	k.reply(r.channel, m)
}
