package httpkit

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// DefaultGrace is how long what is in flight may take when the program stops.
const DefaultGrace = 15 * time.Second

// The server's timeouts. Reading is short: a question is small, and a slow
// client holds a connection.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 15 * time.Second
	writeTimeout  = 30 * time.Second
	idleTimeout   = 2 * time.Minute
	headerLimit   = 32 << 10
)

// Serve answers on the listener until ctx ends, then drains: /readyz says 503,
// after DrainDelay no connection is accepted any more, what is in flight is
// finished within Grace, and only what is still there then is cut off. The
// error is nil after a complete drain.
func (f *Face) Serve(ctx context.Context, listener net.Listener) error {
	work, cutOff := context.WithCancel(context.WithoutCancel(ctx))
	defer cutOff()
	server := f.server(work)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()

	select {
	case err := <-failed:
		return fmt.Errorf("serve %s: %w", listener.Addr(), err)
	case <-ctx.Done():
	}
	f.draining.Store(true)
	select {
	case err := <-failed:
		return fmt.Errorf("serve %s: %w", listener.Addr(), err)
	case <-time.After(f.config.DrainDelay):
	}
	return f.shutdown(work, server)
}

func (f *Face) shutdown(ctx context.Context, server *http.Server) error {
	grace := f.config.Grace
	if grace == 0 {
		grace = DefaultGrace
	}
	bounded, cancel := context.WithTimeout(ctx, grace)
	defer cancel()
	if err := server.Shutdown(bounded); err != nil {
		return fmt.Errorf("finish requests within %s: %w", grace, errors.Join(err, server.Close()))
	}
	return nil
}

// server has no global and no unbounded part.
func (f *Face) server(ctx context.Context) *http.Server {
	return &http.Server{
		Handler:           f,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    headerLimit,
		BaseContext:       func(net.Listener) context.Context { return ctx },
		// It may quote a client's address, so it is for debugging only.
		ErrorLog: slog.NewLogLogger(f.config.Log.Handler(), slog.LevelDebug),
	}
}
