package httpkit

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"runtime/debug"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

// request is what is known of a request while it is answered; the log line is
// filled along the way and written at the end. Only the goroutine that answers
// touches it.
type request struct {
	id      string
	address netip.Addr
	channel string
	attrs   []slog.Attr
	err     error // what went wrong inside, for the log alone
}

type requestKey struct{}

// requestOf returns the request of a context; outside of one, a blank one.
func requestOf(ctx context.Context) *request {
	if r, ok := ctx.Value(requestKey{}).(*request); ok {
		return r
	}
	return &request{}
}

// Note adds to the request's log line. Give identifiers and labels, never what a
// person wrote.
func Note(ctx context.Context, attrs ...slog.Attr) {
	r := requestOf(ctx)
	r.attrs = append(r.attrs, attrs...)
}

// Pseudonym shortens the digest of a secret identifier, so that lines of the log
// can be told to belong together and nobody can go on in that conversation.
func Pseudonym(secret string) string {
	const length = 6
	digest := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(digest[:length])
}

// identify gives the request its id and the client's address.
func (f *Face) identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		peer := peerOf(r)
		request := &request{id: rand.Text(), address: clientOf(r, peer, f.config.TrustedProxies)}
		if id := r.Header.Get("X-Request-Id"); trusted(peer, f.config.TrustedProxies) && validRequestID(id) {
			request.id = id
		}
		w.Header().Set("X-Request-Id", request.id)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), requestKey{}, request)))
	})
}

func validRequestID(id string) bool {
	const longest = 64
	if id == "" || len(id) > longest {
		return false
	}
	for _, c := range []byte(id) {
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_' || c == '.') {
			return false
		}
	}
	return true
}

// observe measures the request and writes its one line to the log.
func (f *Face) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		request := requestOf(r.Context())
		ww := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
		defer func() {
			done := exchange{
				channel: request.channel, method: knownMethod(r.Method), route: routeOf(r),
				status: statusOf(ww), bytes: ww.BytesWritten(), took: time.Since(begun),
			}
			f.metrics.observe(done)
			f.config.Log.LogAttrs(r.Context(), done.level(), "request", done.attrs(request)...)
		}()
		next.ServeHTTP(ww, r)
	})
}

// exchange is a request answered.
type exchange struct {
	channel, method, route string
	status, bytes          int
	took                   time.Duration
}

func (e exchange) attrs(request *request) []slog.Attr {
	attrs := []slog.Attr{
		slog.String("request", request.id),
		slog.String("method", e.method),
		slog.String("route", e.route),
		slog.Int("status", e.status),
		slog.Duration("took", e.took),
		slog.Int("bytes", e.bytes),
	}
	if e.channel != "" {
		attrs = append(attrs, slog.String("channel", e.channel))
	}
	attrs = append(attrs, request.attrs...)
	if request.err != nil {
		attrs = append(attrs, slog.Any("error", request.err))
	}
	return attrs
}

// level keeps the probes of monitors out of the ordinary log.
func (e exchange) level() slog.Level {
	switch {
	case e.status >= http.StatusInternalServerError:
		return slog.LevelError
	case e.channel == "":
		return slog.LevelDebug
	default:
		return slog.LevelInfo
	}
}

// routeOf returns the pattern that matched: a raw path may hold anything.
func routeOf(r *http.Request) string {
	if pattern := chi.RouteContext(r.Context()).RoutePattern(); pattern != "" && pattern != "/*" {
		return pattern
	}
	return "none"
}

func statusOf(w middleware.WrapResponseWriter) int {
	if w.Status() == 0 {
		return http.StatusOK
	}
	return w.Status()
}

// knownMethod keeps invented methods out of log and measures.
func knownMethod(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch,
		http.MethodDelete, http.MethodOptions:
		return method
	default:
		return "other"
	}
}

// panicked is a panic with the stack it came from.
type panicked struct {
	value any
	stack []byte
}

func (p panicked) Error() string { return "panic" }

// LogValue writes the stack and, of the value, only an error or its kind: it may
// quote a person.
func (p panicked) LogValue() slog.Value {
	what := slog.String("panic", "value")
	if err, ok := p.value.(error); ok {
		what = slog.String("panic", err.Error())
	}
	return slog.GroupValue(what, slog.String("stack", string(p.stack)))
}

// recoverer answers a panic with words; the log line has the stack.
func (f *Face) recoverer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch value := recover(); value {
			case nil:
			case http.ErrAbortHandler:
				panic(value)
			default:
				requestOf(r.Context()).err = panicked{value, debug.Stack()}
				internalProblem().Write(w)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// canceled reports whether the client went away before it was answered.
func canceled(ctx context.Context, err error) bool {
	return errors.Is(err, context.Canceled) && errors.Is(ctx.Err(), context.Canceled)
}
