package httpkit

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"testing"
	"time"
)

// clock is a time that a test moves.
type clock struct{ time.Time }

func (c *clock) now() time.Time { return c.Time }

func limits(turnsPerMinute int) (*Limits, *clock) {
	c := &clock{time.Date(2026, time.November, 23, 10, 0, 0, 0, time.UTC)}
	return newLimits(turnsPerMinute, c.now, newMetrics(Config{Now: c.now})), c
}

// from is a request of an address.
func from(t *testing.T, addr string) context.Context {
	t.Helper()
	return context.WithValue(t.Context(), requestKey{}, &request{address: netip.MustParseAddr(addr)})
}

// granted asks until refused and returns how often it was not.
func granted(t *testing.T, ask func() error) int {
	t.Helper()
	for n := range 100_000 {
		if err := ask(); err != nil {
			problem, ok := errors.AsType[*Problem](err)
			if !ok || problem.Status != http.StatusTooManyRequests || problem.GetHeaders().Get("Retry-After") == "" {
				t.Fatalf("refused with %v", err)
			}
			return n
		}
	}
	t.Fatal("never refused")
	return 0
}

func TestLimitsOfAConversationAndOfAnAddress(t *testing.T) {
	t.Parallel()
	l, clock := limits(30)
	wifi, home := from(t, "198.51.100.1"), from(t, "203.0.113.9")
	l.Opened("mine")
	mine := func() error { return l.Turn(wifi, "mine") }

	if got := granted(t, mine); got != 9 { // the tenth was the turn that opened it
		t.Errorf("turns at once = %d, want 9", got)
	}
	clock.Time = clock.Add(time.Minute)
	if got := granted(t, mine); got != 10 {
		t.Errorf("turns after a minute = %d, want 10", got)
	}
	if got := granted(t, func() error { return l.Turn(wifi, "") }); got != 120 {
		t.Errorf("conversations begun at once = %d, want 120", got)
	}
	if err := l.Request(wifi); err != nil {
		t.Errorf("the Wi-Fi cannot read any more: %v", err)
	}
	if got := granted(t, func() error { return l.Request(home) }); got != 200 {
		t.Errorf("requests of an address at once = %d, want 200", got)
	}
	if err := l.Request(from(t, "203.0.113.10")); err != nil {
		t.Errorf("the neighbour pays for it: %v", err)
	}
}

func TestMadeUpConversationsCountAsNewOnes(t *testing.T) {
	t.Parallel()
	l, _ := limits(30)
	ctx, n := from(t, "203.0.113.9"), 0
	got := granted(t, func() error {
		n++
		return l.Turn(ctx, fmt.Sprintf("%032x", n))
	})
	if got != 120 {
		t.Errorf("granted %d, want 120", got)
	}
}

func TestMemoryOfLimitsIsBounded(t *testing.T) {
	t.Parallel()
	l, clock := limits(30)
	const keep = 100
	l.turns.keep = keep
	l.Opened("mine")
	for n := range 50 * keep {
		l.Opened(fmt.Sprint(n))
		if n%(keep/2) == 0 { // whoever goes on talking is not forgotten
			clock.Time = clock.Add(2 * time.Second)
			if err := l.Turn(from(t, "203.0.113.9"), "mine"); err != nil {
				t.Fatalf("after %d others: %v", n, err)
			}
		}
	}
	if got := len(l.turns.young) + len(l.turns.old); got > 2*keep {
		t.Errorf("%d buckets are kept, want at most %d", got, 2*keep)
	}
	if !l.turns.has("mine") {
		t.Error("a conversation in use was forgotten")
	}
	if l.turns.has("0") {
		t.Error("one of long ago was not")
	}
}

func TestServerHasNoUnboundedPart(t *testing.T) {
	t.Parallel()
	face := New(Config{Log: slog.New(slog.DiscardHandler)})
	server := face.server(t.Context())
	for name, timeout := range map[string]time.Duration{
		"header": server.ReadHeaderTimeout, "read": server.ReadTimeout, "write": server.WriteTimeout, "idle": server.IdleTimeout,
	} {
		if timeout <= 0 || timeout > 2*time.Minute {
			t.Errorf("%s timeout = %s", name, timeout)
		}
	}
	if server.WriteTimeout <= HandlerTimeout {
		t.Error("a handler may take longer than its answer may")
	}
	if server.MaxHeaderBytes <= 0 {
		t.Error("headers are unbounded")
	}
}
