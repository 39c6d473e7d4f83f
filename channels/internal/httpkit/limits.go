package httpkit

import (
	"context"
	"net/http"
	"net/netip"
	"time"
)

// The limits of an address are multiples of a conversation's: a town hall's
// Wi-Fi and a school share one address.
const (
	addressShare  = 20 // requests of an address, per turn of a conversation
	openingsShare = 4  // conversations that an address may begin
	burstShare    = 3  // a third of a minute's turns may come at once
)

// Limits bounds what one conversation and one address may ask for. A
// conversation is counted by itself first, so that whoever repeats a button
// there does not use up what the neighbours on the same Wi-Fi have. One that is
// not known here, whoever made its name up, counts among those that its address
// begins.
type Limits struct {
	off     bool
	now     func() time.Time
	metrics *Metrics

	turns     *buckets[string]
	openings  *buckets[netip.Prefix]
	addresses *buckets[netip.Prefix]
}

// newLimits returns limits for so many turns of a conversation a minute, and none
// for zero.
func newLimits(turnsPerMinute int, now func() time.Time, metrics *Metrics) *Limits {
	burst := max(1, turnsPerMinute/burstShare)
	return &Limits{
		off:       turnsPerMinute <= 0,
		now:       now,
		metrics:   metrics,
		turns:     newBuckets[string](turnsPerMinute, burst),
		openings:  newBuckets[netip.Prefix](turnsPerMinute*openingsShare, turnsPerMinute*openingsShare),
		addresses: newBuckets[netip.Prefix](turnsPerMinute*addressShare, burst*addressShare),
	}
}

// Turn counts a turn of a conversation. The error is a Problem with status 429.
func (l *Limits) Turn(ctx context.Context, conversation string) error {
	if l.off {
		return nil
	}
	from := household(requestOf(ctx).address)
	wait, known := l.turns.takeKnown(conversation, l.now())
	switch {
	case known && wait > 0:
		return l.refuse("conversation", wait, tooManyTurns)
	case !known:
		if wait := l.openings.take(from, l.now()); wait > 0 {
			return l.refuse("openings", wait, "Da questa rete sono iniziate troppe conversazioni: aspetta un momento e riprova.")
		}
	}
	return l.address(from)
}

// Chat counts a turn of a messenger's chat, which has no address to be counted by.
// The error is a Problem with status 429.
func (l *Limits) Chat(chat string) error {
	if l.off {
		return nil
	}
	if wait := l.turns.take(chat, l.now()); wait > 0 {
		return l.refuse("chat", wait, tooManyTurns)
	}
	return nil
}

// tooManyTurns is for who writes too fast.
const tooManyTurns = "Mi hai scritto molte volte in poco tempo: aspetta qualche secondo e riprova."

// Opened makes a conversation known, after its first turn was answered.
func (l *Limits) Opened(conversation string) {
	if !l.off {
		l.turns.add(conversation, l.now())
	}
}

// Request counts a request that belongs to no conversation. The error is a
// Problem with status 429.
func (l *Limits) Request(ctx context.Context) error {
	if l.off {
		return nil
	}
	return l.address(household(requestOf(ctx).address))
}

func (l *Limits) address(from netip.Prefix) error {
	if wait := l.addresses.take(from, l.now()); wait > 0 {
		return l.refuse("address", wait, "Da questa rete arrivano troppe richieste: aspetta un momento e riprova.")
	}
	return nil
}

func (l *Limits) refuse(by string, wait time.Duration, words string) error {
	l.metrics.limited.WithLabelValues(by).Inc()
	return NewProblem(http.StatusTooManyRequests, words).RetryAfter(wait)
}
