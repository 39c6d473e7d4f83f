package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels/api"
)

type askCommand struct {
	charterFlags
	clockFlag

	Question []string `arg:"" optional:"" name:"domanda" help:"La domanda, come la farebbe un cittadino."`
	JSON     bool     `name:"json" help:"Scrivi la risposta in JSON, come l'API."`
	Explain  bool     `help:"Sotto la risposta spiega perché la domanda è stata capita così."`
}

// Run answers one question, or converses until the input ends.
func (c askCommand) Run(ctx context.Context, con console) error {
	now, zone, err := c.start()
	if err != nil {
		return err
	}
	world, err := c.world(ctx, con, now, zone)
	if err != nil {
		return err
	}
	// A conversation at the command line lives as long as the command: it is
	// kept in memory only.
	assistant := bot.New(bot.Deps{World: func() *bot.World { return world }, Now: now, Random: rand.Reader})
	talk := &talk{bot: assistant, con: con, json: c.JSON, explain: c.Explain}
	if len(c.Question) > 0 {
		return talk.turn(ctx, bot.Message{Text: strings.Join(c.Question, " ")})
	}
	return talk.converse(ctx)
}

// talk is a conversation at the command line.
type talk struct {
	bot     *bot.Bot
	con     console
	json    bool
	explain bool
	id      bot.ConversationID
	buttons []bot.Button // of the last reply
}

func (t *talk) turn(ctx context.Context, m bot.Message) error {
	m.Conversation, m.Channel, m.Explain = t.id, "cli", t.explain
	reply, err := t.bot.Turn(ctx, m)
	if err != nil {
		return err
	}
	t.id, t.buttons = reply.Conversation, buttonsOf(reply)
	if t.json {
		return api.WriteReply(t.con.out, reply)
	}
	if err := render(t.con.out, reply); err != nil || !t.explain {
		return err
	}
	return renderExplanation(t.con.out, reply.Explanation)
}

// converse reads a line a turn; a button's number stands for the button.
func (t *talk) converse(ctx context.Context) error {
	if !t.json {
		fmt.Fprintln(t.con.out, "Fai una domanda; per scegliere una proposta scrivi il suo numero. Per uscire: Ctrl-D.")
	}
	lines := make(chan string)
	failed := make(chan error, 1)
	go readLines(t.con.in, lines, failed)
	for {
		if !t.json {
			fmt.Fprint(t.con.out, "\n> ")
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case err := <-failed:
			return err
		case line := <-lines:
			if strings.TrimSpace(line) == "" {
				continue
			}
			if err := t.turn(ctx, t.message(line)); err != nil {
				return err
			}
		}
	}
}

func (t *talk) message(line string) bot.Message {
	if n, err := strconv.Atoi(strings.TrimSpace(line)); err == nil && n >= 1 && n <= len(t.buttons) {
		return bot.Message{Action: t.buttons[n-1].Action}
	}
	return bot.Message{Text: line}
}

// readLines hands on the lines of r, of any length, and then how it ended: nil
// at its end. Reading cannot be interrupted, so it goes on in a goroutine that
// the end of the command takes along.
func readLines(r io.Reader, lines chan<- string, failed chan<- error) {
	buffered := bufio.NewReader(r)
	for {
		line, err := buffered.ReadString('\n')
		if line != "" {
			lines <- line
		}
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = nil
			}
			failed <- err
			return
		}
	}
}
