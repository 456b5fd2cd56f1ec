package main

import (
	"errors"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"nnbook/kernel/jupyter"
)

// startGoNB starts GoNB behind sockets in the private folder, which nobody else can
// reach, with nnbook's module in its workspace. The connection file keeps its name:
// GoNB reads the kernel's id off it.
func (k *kernel) startGoNB(connectionFile string) error {
	source, err := filepath.EvalSymlinks(filepath.Join(k.prefix, "src"))
	if err != nil {
		return fmt.Errorf("nnbook's module is missing: %w; run the installer again", err)
	}
	if err := errors.Join(k.linkGopls(), k.putGo()); err != nil {
		return err
	}
	connection := jupyter.LocalConnection(filepath.Join(k.folder, "gonb"))
	file := filepath.Join(k.folder, connectionFile)
	if err := connection.Write(file); err != nil {
		return fmt.Errorf("writing GoNB's connection file: %w", err)
	}
	k.back = &back{key: connection.Key, ready: make(chan struct{}), outbox: map[jupyter.Channel]chan jupyter.Message{}}
	for _, channel := range requestChannels {
		k.back.outbox[channel] = make(chan jupyter.Message, outboxSize)
	}
	command := exec.Command(filepath.Join(k.prefix, "bin", "gonb"), "-kernel", file, "-go_work", source, "-raw_error")
	command.Env = k.environment()
	if k.gonb, err = startChild(command, dieWithKernel); err != nil {
		return fmt.Errorf("starting GoNB: %w; run the installer again", err)
	}
	go k.watchGoNB()
	go func() {
		if err := k.connectToGoNB(connection); err != nil {
			k.giveUp(err)
		}
	}()
	return nil
}

// watchGoNB ends the kernel when GoNB ends by itself; Jupyter then starts another.
func (k *kernel) watchGoNB() {
	select {
	case <-k.gonb.done:
		if k.life.Err() == nil {
			log.Printf("GoNB's last words:\n%s", k.gonb.words)
			k.end(fmt.Errorf("GoNB ended: %v", k.gonb.err))
		}
	case <-k.life.Done():
	}
}

// connectToGoNB connects to GoNB and starts to pass its messages.
func (k *kernel) connectToGoNB(connection jupyter.Connection) error {
	if err := k.back.dial(k.life, connection); err != nil {
		return err
	}
	for _, channel := range requestChannels {
		go k.takeReplies(k.back.channels[channel], func(m jupyter.Message) {
			k.passReply(channel, m)
		})
		go k.deliver(channel)
	}
	subscribed := make(chan struct{}, 1)
	go k.takeReplies(k.back.iopub, func(m jupyter.Message) {
		if m.ParentSession == k.session.ID {
			select {
			case subscribed <- struct{}{}:
			default:
			}
			return
		}
		k.handleOutput(m)
	})
	return k.awaitGoNB(subscribed)
}

// awaitGoNB asks GoNB something until what it publishes arrives here: nothing of what
// it publishes from then on is lost. Then it waits for a frontend to subscribe, for
// the same reason.
func (k *kernel) awaitGoNB(subscribed <-chan struct{}) error {
	for waiting := true; waiting; {
		m, err := k.session.New("kernel_info_request", jupyter.Message{}, struct{}{})
		if err == nil {
			err = k.back.send(jupyter.Shell, m)
		}
		if err != nil {
			return fmt.Errorf("asking GoNB whether it is ready: %w", err)
		}
		select {
		case <-subscribed:
			waiting = false
		case <-time.After(20 * time.Millisecond):
		case <-k.life.Done():
			return nil
		}
	}
	go k.warmGopls()
	go k.types.Warm(k.life, "fmt", "nnbook/charts", "nnbook/nnlib")
	for start := time.Now(); !k.front.hasSubscriber() && time.Since(start) < subscriberPatience; {
		time.Sleep(2 * time.Millisecond)
	}
	close(k.back.ready)
	return nil
}

// linkGopls puts a gopls first in PATH that stays in GoNB's process group; see
// [becomeGopls]. Without gopls, GoNB does without completion.
func (k *kernel) linkGopls() error {
	if _, err := os.Stat(k.goplsPath()); err != nil {
		return nil
	}
	self, err := os.Executable()
	if err == nil {
		err = os.Symlink(self, filepath.Join(k.folder, "bin", "gopls"))
	}
	if err != nil {
		return fmt.Errorf("putting gopls in place: %w", err)
	}
	return nil
}

func (k *kernel) goplsPath() string { return filepath.Join(k.prefix, "bin", "gopls") }
