package httpkit

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

// BodyLimit is how many bytes a JSON request may have.
const BodyLimit = 64 << 10

// HandlerTimeout is how long a handler may work on one request.
const HandlerTimeout = 10 * time.Second

// Config is what a Face is made of.
type Config struct {
	Log *slog.Logger
	// Now is the clock of limits and ages.
	Now func() time.Time
	// Status tells how the program is, for /readyz and /metrics. It answers at
	// once, from what is known.
	Status func(context.Context) Status
	// TrustedProxies are those whose X-Forwarded-For and X-Request-Id are believed.
	TrustedProxies []netip.Prefix
	// TurnsPerMinute is how many turns a conversation has; the limits of
	// addresses are multiples of it. 0 switches all limits off.
	TurnsPerMinute int
	// Grace is how long what is in flight may take when the program stops; 0 is
	// DefaultGrace.
	Grace time.Duration
	// DrainDelay is how long new requests are still answered after the program
	// was told to stop, for a load balancer to see /readyz change; usually 0.
	DrainDelay time.Duration
	// EmbedOrigins are the sites whose pages may embed the assistant, as browsers
	// write origins: https://www.comune.example, without a path.
	EmbedOrigins []string
	// Version of the program, for /metrics.
	Version string
}

// Face is all that the program shows over HTTP.
type Face struct {
	config   Config
	router   *chi.Mux
	limits   *Limits
	metrics  *Metrics
	assets   assets
	origins  crossOrigin
	missing  http.HandlerFunc // a page for what is not there, if a channel has one
	draining atomic.Bool
}

// New returns a Face that answers /healthz, /readyz and /metrics. Channels mount
// their routes on it before it serves.
func New(config Config) *Face {
	f := &Face{config: config, router: chi.NewRouter(), origins: newCrossOrigin(config.EmbedOrigins)}
	f.metrics = newMetrics(config)
	f.limits = newLimits(config.TurnsPerMinute, config.Now, f.metrics)
	f.router.Use(f.identify, f.observe, f.recoverer, securityHeaders, middleware.GetHead)
	f.router.NotFound(f.notFound)
	f.router.MethodNotAllowed(f.methodNotAllowed)
	f.router.Get("/healthz", healthz)
	f.router.Get("/readyz", f.readyz)
	f.router.Method(http.MethodGet, "/metrics", f.metrics.handler())
	f.router.With(channelNamed("assets")).Method(http.MethodGet, AssetsPath+"{file}", &f.assets)
	return f
}

// Limits returns the limits that channels check their requests against.
func (f *Face) Limits() *Limits { return f.limits }

// Metrics returns the measures that channels and the wiring add to.
func (f *Face) Metrics() *Metrics { return f.metrics }

// Now returns the time of the Face's clock.
func (f *Face) Now() time.Time { return f.config.Now() }

// Channel mounts the routes of a channel: bounded in size and time, and named in
// log and measures. Limits are the channel's to ask for (see Limits), since only
// it knows which conversation a request belongs to.
func (f *Face) Channel(name string, mount func(chi.Router)) {
	f.router.Group(func(routes chi.Router) {
		routes.Use(channelNamed(name), deadline, middleware.RequestSize(BodyLimit+1))
		mount(routes)
	})
}

// NotFound lets a channel with pages answer, with words that help, a browser that
// asks for what is not there. Programs still get a problem.
func (f *Face) NotFound(page http.HandlerFunc) { f.missing = page }

// ServeHTTP answers a request.
func (f *Face) ServeHTTP(w http.ResponseWriter, r *http.Request) { f.router.ServeHTTP(w, r) }

func channelNamed(channel string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			requestOf(r.Context()).channel = channel
			next.ServeHTTP(w, r)
		})
	}
}

func deadline(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), HandlerTimeout)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// securityHeaders are right for answers that are no pages; a channel that has
// pages sets its own policy over this one.
func securityHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		next.ServeHTTP(w, r)
	})
}

func (f *Face) notFound(w http.ResponseWriter, r *http.Request) {
	if f.missing != nil && WantsPage(r) {
		f.missing(w, r)
		return
	}
	notFound(w)
}

func notFound(w http.ResponseWriter) {
	NewProblem(http.StatusNotFound, "Non c'è nulla a questo indirizzo.").Write(w)
}

// methodNotAllowed says which methods there are, as RFC 9110 asks of a 405.
func (f *Face) methodNotAllowed(w http.ResponseWriter, r *http.Request) {
	var allowed []string
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete} {
		if f.router.Match(chi.NewRouteContext(), method, r.URL.Path) {
			allowed = append(allowed, method)
		}
	}
	if slices.Contains(allowed, http.MethodGet) {
		allowed = append(allowed, http.MethodHead) // see middleware.GetHead
	}
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	NewProblem(http.StatusMethodNotAllowed, "Questo indirizzo non accetta il metodo "+knownMethod(r.Method)+".").Write(w)
}
