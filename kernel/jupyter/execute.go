package jupyter

import (
	"context"
	"time"
)

// ExecuteReply is how the execution of a cell ended.
type ExecuteReply struct {
	Status         string   `json:"status"` // "ok" or "error"
	ExecutionCount int      `json:"execution_count"`
	ErrorName      string   `json:"ename"`
	ErrorValue     string   `json:"evalue"`
	Traceback      []string `json:"traceback"`
}

// WaitReady waits until the kernel answers and its outputs arrive here. Call it
// before the first [Client.Execute]: what a kernel publishes before a subscription
// reached it is lost.
func (c *Client) WaitReady(ctx context.Context) error {
	for {
		id, err := c.Send(Shell, "kernel_info_request", struct{}{})
		if err != nil {
			return err
		}
		if _, err := c.ReplyTo(ctx, Shell, id); err != nil {
			return err
		}
		second, cancel := context.WithTimeout(ctx, time.Second)
		err = c.outputsOf(second, id, func(Message) {})
		cancel()
		if err == nil || ctx.Err() != nil {
			return err
		}
	}
}

// Execute runs code and returns how it ended, after handing each message that it
// published, in order, from the first status to the last, to output. While it runs,
// input that it asks for comes from c.Input.
func (c *Client) Execute(ctx context.Context, code string, output func(Message)) (ExecuteReply, error) {
	id, err := c.Start(code)
	if err != nil {
		return ExecuteReply{}, err
	}
	return c.Finish(ctx, id, output)
}

// Start sends code to run and returns the message id of the request, which
// [Client.Finish] takes.
func (c *Client) Start(code string) (id string, err error) {
	return c.Send(Shell, "execute_request", map[string]any{
		"code": code, "silent": false, "store_history": true, "user_expressions": struct{}{},
		"allow_stdin": c.Input != nil, "stop_on_error": true,
	})
}

// Finish waits for the end of what [Client.Start] started; see [Client.Execute].
func (c *Client) Finish(ctx context.Context, id string, output func(Message)) (ExecuteReply, error) {
	var reply ExecuteReply
	asking, stop := context.WithCancel(ctx)
	defer stop()
	if c.Input != nil {
		go c.answerInput(asking)
	}
	if err := c.outputsOf(ctx, id, output); err != nil {
		return reply, err
	}
	m, err := c.ReplyTo(ctx, Shell, id)
	if err != nil {
		return reply, err
	}
	return reply, m.ReadContent(&reply)
}

// outputsOf passes on what is published under a request, until the kernel is idle.
func (c *Client) outputsOf(ctx context.Context, id string, output func(Message)) error {
	for {
		m, err := c.Next(ctx, IOPub)
		if err != nil {
			return err
		}
		if m.ParentID != id {
			continue
		}
		output(m)
		if m.State() == "idle" {
			return nil
		}
	}
}

// State returns the state that a status message tells: "busy", "idle" or "starting".
// For all other messages it returns "".
func (m Message) State() string {
	var status struct {
		State string `json:"execution_state"`
	}
	if m.Type != "status" || m.ReadContent(&status) != nil {
		return ""
	}
	return status.State
}

// answerInput answers requests for input until ctx ends.
func (c *Client) answerInput(ctx context.Context) {
	for {
		m, err := c.Next(ctx, Stdin)
		if err != nil {
			return
		}
		var question struct {
			Prompt   string `json:"prompt"`
			Password bool   `json:"password"`
		}
		if m.Type != "input_request" || m.ReadContent(&question) != nil {
			continue
		}
		answer, err := c.session.New("input_reply", m, map[string]any{
			"status": "ok", "value": c.Input(question.Prompt, question.Password),
		})
		if err != nil || c.SendMessage(Stdin, answer) != nil {
			return
		}
	}
}
