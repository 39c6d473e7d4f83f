package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/go-telegram/bot/models"
)

// client calls the Bot API. The token is part of each address, so no error that
// leaves it holds one.
type client struct {
	base string // with the token; ends with a slash
	http *http.Client
}

const (
	// officialAPI is where Telegram serves its bots.
	officialAPI = "https://api.telegram.org"
	// answerLimit bounds what is read of an answer: a hundred updates are less.
	answerLimit = 32 << 20
	// callPatience bounds a call that is no long poll.
	callPatience = 20 * time.Second
	// connectionsKept is for many chats at once, without a handshake for each.
	connectionsKept = 32
)

func newClient(api, token string) *client {
	const dial, idle = 10 * time.Second, 90 * time.Second
	return &client{
		base: api + "/bot" + url.PathEscape(token) + "/",
		http: &http.Client{
			Transport: &http.Transport{
				Proxy:               http.ProxyFromEnvironment, // many a town hall has no other way out
				TLSHandshakeTimeout: dial,
				MaxIdleConnsPerHost: connectionsKept,
				IdleConnTimeout:     idle,
				ForceAttemptHTTP2:   true,
			},
			// Telegram never redirects; whoever does must not learn the token.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
}

// refusal is an answer of the Bot API that says no.
type refusal struct {
	method      string
	code        int // as an HTTP status
	description string
	retryAfter  time.Duration // with 429
}

// Error says what was refused and why, in Telegram's words.
func (r *refusal) Error() string {
	return fmt.Sprintf("telegram refuses %s: %d %s", r.method, r.code, r.description)
}

// refusedWith returns the status of a refusal; 0 for any other error.
func refusedWith(err error) int {
	if r, ok := errors.AsType[*refusal](err); ok {
		return r.code
	}
	return 0
}

// call calls a method and reads its result, which may be nil. The error is a
// *refusal, or one of the network.
func (c *client) call(ctx context.Context, method string, params, result any) error {
	ctx, cancel := context.WithTimeout(ctx, callPatience)
	defer cancel()
	return c.callFor(ctx, method, params, result)
}

// callFor is call for as long as ctx lasts.
func (c *client) callFor(ctx context.Context, method string, params, result any) error {
	body, err := json.Marshal(params)
	if err != nil {
		return fmt.Errorf("write parameters of %s: %w", method, err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+method, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("call %s: %w", method, withoutURL(err))
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := c.http.Do(request)
	if err != nil {
		return fmt.Errorf("call %s: %w", method, withoutURL(err))
	}
	defer func() { _ = response.Body.Close() }()
	return readAnswer(response, method, result)
}

// withoutURL takes the address out of an error of net/http.
func withoutURL(err error) error {
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		return wrapped.Err
	}
	return err
}

// readAnswer reads what every method answers. What cannot be read is not quoted:
// it may hold what people wrote.
func readAnswer(response *http.Response, method string, result any) error {
	var answer struct {
		OK          bool            `json:"ok"`
		Result      json.RawMessage `json:"result"`
		Code        int             `json:"error_code"`
		Description string          `json:"description"`
		Parameters  struct {
			RetryAfter int `json:"retry_after"` // seconds
		} `json:"parameters"`
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, answerLimit))
	if err != nil {
		return fmt.Errorf("read answer of %s: %w", method, err)
	}
	unreadable := json.Unmarshal(body, &answer) != nil
	switch {
	case !unreadable && answer.OK && result == nil:
		return nil
	case !unreadable && answer.OK:
		if err := json.Unmarshal(answer.Result, result); err != nil {
			return fmt.Errorf("read result of %s: not of the expected form", method)
		}
		return nil
	case answer.Code == 0 && response.StatusCode < http.StatusBadRequest:
		return fmt.Errorf("read answer of %s: status %d without an answer of the Bot API", method, response.StatusCode)
	case answer.Code == 0: // a proxy's, or that of something like the Bot API
		answer.Code, answer.Description = response.StatusCode, http.StatusText(response.StatusCode)
	}
	return &refusal{method, answer.Code, answer.Description, time.Duration(answer.Parameters.RetryAfter) * time.Second}
}

// me returns who the bot is.
func (c *client) me(ctx context.Context) (*models.User, error) {
	var user models.User
	if err := c.call(ctx, "getMe", struct{}{}, &user); err != nil {
		return nil, err
	}
	return &user, nil
}
