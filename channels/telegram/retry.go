package telegram

import (
	"context"
	"errors"
	"net/http"
	"time"
)

const (
	firstRetry = 500 * time.Millisecond
	lastRetry  = time.Minute
)

// backoff returns how long to wait before the n-th repetition (from 0): twice as
// long each time, the second half of it at random, so that what failed together
// does not come back together.
func (c *Channel) backoff(n int) time.Duration {
	const doublings = 10 // beyond lastRetry
	wait := min(firstRetry<<min(n, doublings), lastRetry)
	return wait/2 + time.Duration(c.needs.Random()*float64(wait/2))
}

// persist calls a method until Telegram takes it or refuses it for good. Failures
// of the network are repeated without end; those of Telegram's servers so many
// times, lest a message that they choke on stop all others. The error is the last
// refusal, or that of a ctx that ended.
func (s sender) persist(ctx context.Context, method string, params any, serverFailures int) error {
	for n := 0; ; n++ {
		err := s.api.call(ctx, method, params, nil)
		if err == nil {
			return nil
		}
		wait := s.backoff(n)
		switch code := refusedWith(err); {
		case code == http.StatusTooManyRequests:
			wait = putOff(err)
		case code == 0, code == http.StatusUnauthorized: // the network, or a token that was withdrawn
		case code >= http.StatusInternalServerError && serverFailures > 0:
			serverFailures--
		default:
			return err
		}
		s.desk.leave()
		err = s.needs.Wait(ctx, wait)
		s.desk.take(ctx)
		if err != nil {
			return err
		}
	}
}

// putOff is how long Telegram says to wait.
func putOff(err error) time.Duration {
	if r, ok := errors.AsType[*refusal](err); ok {
		return max(r.retryAfter, time.Second)
	}
	return time.Second
}
