package postgres_test

import (
	"context"
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/postgres"
	"github.com/cittaclick/cittaclick/postgres/pgtest"
)

func TestListenerHearsAgainAfterTheServerWasAway(t *testing.T) {
	t.Parallel()
	server := pgtest.NewServer(t)
	pool := server.Pool()
	connected, heard := make(chan struct{}, 10), make(chan string, 10)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		postgres.Listener{
			Pool: pool, Channel: "charter",
			Notified:  func(payload string) { heard <- payload },
			Connected: func() { connected <- struct{}{} },
		}.Run(ctx)
	}()
	for _, payload := range []string{"before", "after"} {
		receive(t, connected)
		mustExec(t, pool, `SELECT pg_notify('charter', $1)`, payload)
		if got := receive(t, heard); got != payload {
			t.Errorf("heard %q, want %q", got, payload)
		}
		if payload == "before" {
			server.Kill()
			server.Start()
		}
	}
	cancel()
	receive(t, ended)
}

// receive waits for a value, for as long as a slow machine may need.
func receive[T any](t *testing.T, from <-chan T) T {
	t.Helper()
	select {
	case value := <-from:
		return value
	case <-time.After(time.Minute):
		t.Fatal("nothing came")
		panic("unreachable")
	}
}
