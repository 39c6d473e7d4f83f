package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"
)

const (
	mostRequests = 1_000_000
	// turnsEach is how many turns a conversation has before a new one begins.
	turnsEach = 5
	// patience is how long one answer may take before it counts as an error.
	patience = 10 * time.Second
	// mostFailures is how many turns in a row may fail before a citizen goes away.
	mostFailures = 20
)

// questions are what citizens ask: the first of a conversation names its topic,
// and what follows up names none.
var (
	openings = []string{
		"quanto costa la carta d'identità e dove devo andare?", "tari", "come pago l'imu", "devo cambiare residenza, cosa serve?",
		"orari anagrafe", "l'anagrafe è aperta adesso?", "ho perso la carta d'identita", "dove ritiro la tessera elettorale",
		"iscrizione asilo nido scadenza", "ritiro ingombranti", "permesso ztl", "multa da pagare", "certificato di nascita",
		"come prenoto un appuntamento", "passo carrabile", "bonus bollette requisiti", "pass disabili", "rinnovo passaporto",
		"mensa scolastica quanto si paga", "c'è una buca in via roma",
	}
	followUps = []string{"e quanto costa?", "cosa devo portare?", "è aperto sabato?", "quanto tempo ci vuole?", "grazie"}
)

// attempt is one request: how long it took, and what went wrong.
type attempt struct {
	took time.Duration
	err  error
}

// visitor uses the server over one connection, one request after another.
type visitor interface {
	once(ctx context.Context) error
}

// load asks until the time or the number is up.
func load(ctx context.Context, o options) (report, error) {
	client := &http.Client{
		Timeout: patience,
		Transport: &http.Transport{
			MaxIdleConnsPerHost: o.connections, MaxConnsPerHost: o.connections, DisableCompression: true,
		},
	}
	defer client.CloseIdleConnections()
	arrive, err := first(ctx, client, o)
	if err != nil {
		return report{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, o.duration)
	defer cancel()

	attempts := make([][]attempt, o.connections)
	begun := time.Now()
	turns := &pace{begun: begun, most: int64(o.requests), rate: o.rate}
	var visitors sync.WaitGroup
	for n := range o.connections {
		visitors.Go(func() { attempts[n] = stay(ctx, arrive(n), turns) })
	}
	visitors.Wait()
	return newReport(o, attempts, time.Since(begun)), nil
}

// stay makes a visitor's requests until the time or the number is up, or so many
// failed in a row that they go away.
func stay(ctx context.Context, v visitor, turns *pace) []attempt {
	var attempts []attempt
	for failed := 0; failed < mostFailures; {
		due, ok := turns.next(ctx)
		if !ok {
			break
		}
		err := v.once(ctx)
		if ctx.Err() != nil {
			break
		}
		attempts = append(attempts, attempt{took: time.Since(due), err: err})
		failed++
		if err == nil {
			failed = 0
		}
	}
	return attempts
}

// first finds out whether somebody is there at all, before the clock starts, and
// returns what makes a visitor of a connection.
func first(ctx context.Context, client *http.Client, o options) (func(n int) visitor, error) {
	arrive := func(n int) visitor { return &citizen{client: client, url: o.url + "/api/v1/messages", turn: n} }
	if o.pages {
		paths, err := sitemap(ctx, client, o.url)
		if err != nil {
			return nil, fmt.Errorf("read sitemap: %w", err)
		}
		arrive = func(n int) visitor { return &reader{client: client, url: o.url, paths: paths, turn: n} }
	}
	if err := arrive(0).once(ctx); err != nil {
		return nil, fmt.Errorf("first request: %w", err)
	}
	return arrive, nil
}

// citizen holds one conversation after another over one connection.
type citizen struct {
	client       *http.Client
	url          string
	conversation string
	turn         int
	answer       bytes.Buffer
}

// once does one turn.
func (c *citizen) once(ctx context.Context) error {
	err := c.send(ctx, c.question())
	c.turn++
	return err
}

// question opens a conversation or goes on with the one under way.
func (c *citizen) question() string {
	if c.turn%turnsEach == 0 {
		c.conversation = ""
	}
	if c.conversation == "" {
		return openings[c.turn%len(openings)]
	}
	return followUps[c.turn%len(followUps)]
}

// errRefused is an answer that is none.
var errRefused = errors.New("no answer")

func (c *citizen) send(ctx context.Context, text string) error {
	body, err := json.Marshal(map[string]string{"conversation": c.conversation, "text": text})
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := c.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	c.answer.Reset()
	if _, err := io.Copy(&c.answer, response.Body); err != nil {
		return err
	}
	return c.read(response.StatusCode)
}

// read checks that it was an answer, and takes the conversation from it.
func (c *citizen) read(status int) error {
	if status != http.StatusOK {
		return fmt.Errorf("%w: status %d", errRefused, status)
	}
	if !bytes.Contains(c.answer.Bytes(), []byte(`"blocks":[{`)) {
		return fmt.Errorf("%w: no blocks", errRefused)
	}
	if c.conversation != "" {
		return nil
	}
	var reply struct {
		Conversation string `json:"conversation"`
	}
	if err := json.Unmarshal(c.answer.Bytes(), &reply); err != nil {
		return err
	}
	c.conversation = reply.Conversation
	return nil
}
