package main

import (
	"encoding/json"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// answerShutdown ends the kernel. Jupyter restarts it by starting another.
func (k *kernel) answerShutdown(r request) {
	var content struct {
		Restart bool `json:"restart"`
	}
	if err := json.Unmarshal(r.Content, &content); err != nil {
		logf("shutdown_request: %v", err)
	}
	k.answerNow(r, "shutdown_reply", map[string]any{"status": "ok", "restart": content.Restart})
	k.end(errShutdown)
}

// handleSignals makes SIGINT interrupt the running cell, and the signals that ask a
// process to end do so in order.
func (k *kernel) handleSignals() {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		for s := range signals {
			if s == os.Interrupt {
				go k.interrupt()
				continue
			}
			k.end(errShutdown)
		}
	}()
}

// watchParent ends the kernel when the Jupyter server that started it is gone. A
// kernel that is meant to outlive it is started without JPY_PARENT_PID.
func (k *kernel) watchParent() {
	if os.Getenv("JPY_PARENT_PID") == "" {
		return
	}
	parent := os.Getppid()
	go func() {
		for range time.Tick(time.Second) {
			if os.Getppid() != parent {
				k.end(errShutdown)
				return
			}
		}
	}()
}
