package httpkit_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/internal/fault"
)

var now = time.Date(2026, time.November, 23, 10, 0, 0, 0, time.UTC)

// loaded is the status of a program that has a charter.
func loaded(context.Context) httpkit.Status {
	return httpkit.Status{CharterLoaded: now.Add(-90 * time.Second), CharterVersion: 7}
}

type setting func(*httpkit.Config)

func setup(t *testing.T, settings ...setting) (*httpkit.Face, *bytes.Buffer) {
	t.Helper()
	log := new(bytes.Buffer)
	config := httpkit.Config{
		Log: slog.New(slog.NewJSONHandler(log, nil)), Now: func() time.Time { return now }, Status: loaded, Version: "test",
	}
	for _, set := range settings {
		set(&config)
	}
	return httpkit.New(config), log
}

func status(s httpkit.Status) setting {
	return func(c *httpkit.Config) { c.Status = func(context.Context) httpkit.Status { return s } }
}

// ask sends a request as from a peer.
func ask(t *testing.T, face http.Handler, method, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), method, path, nil)
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	recorder := httptest.NewRecorder()
	face.ServeHTTP(recorder, request)
	return recorder
}

func TestHealthzAnswersWhateverTheStatus(t *testing.T) {
	t.Parallel()
	face, _ := setup(t, status(httpkit.Status{Database: errors.New("down")}))
	if got := ask(t, face, "GET", "/healthz"); got.Code != http.StatusOK || got.Body.String() != "ok\n" {
		t.Errorf("healthz = %d %q", got.Code, got.Body)
	}
	if got := ask(t, face, "HEAD", "/healthz"); got.Code != http.StatusOK {
		t.Errorf("HEAD healthz = %d", got.Code)
	}
}

func TestReadyAsLongAsACharterIsLoaded(t *testing.T) {
	t.Parallel()
	since := now.Add(-90 * time.Second)
	cases := map[string]struct {
		status httpkit.Status
		code   int
		want   map[string]any
	}{
		"all is well": {
			httpkit.Status{CharterLoaded: since, CharterVersion: 7}, http.StatusOK,
			map[string]any{"ready": true, "draining": false, "database": "ok", "charter": map[string]any{"version": 7.0, "age_seconds": 90.0}},
		},
		"the database is gone": {
			httpkit.Status{
				CharterLoaded: since, CharterVersion: 7, Database: errors.New("dial"), LastRebuild: errors.New("read services: dial"), RebuildErrors: 3,
			}, http.StatusOK,
			map[string]any{
				"ready": true, "draining": false, "database": "error", "charter": map[string]any{"version": 7.0, "age_seconds": 90.0},
				"last_rebuild_error": "read services: dial",
			},
		},
		"there never was a charter": {
			httpkit.Status{}, http.StatusServiceUnavailable,
			map[string]any{"ready": false, "draining": false, "database": "ok", "charter": nil},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			face, _ := setup(t, status(c.status))
			got := ask(t, face, "GET", "/readyz")
			var body map[string]any
			if err := json.Unmarshal(got.Body.Bytes(), &body); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, body); got.Code != c.code || diff != "" {
				t.Errorf("readyz = %d, want %d (-want +got):\n%s", got.Code, c.code, diff)
			}
		})
	}
}

func TestMetricsTellWhatHappened(t *testing.T) {
	t.Parallel()
	face, _ := setup(t, status(httpkit.Status{
		CharterLoaded: now.Add(-90 * time.Second), CharterVersion: 7, RebuildErrors: 2, ReviewDropped: 5, FeedbackDropped: 3, Database: errors.New("down"),
	}))
	face.Channel("api", func(routes chi.Router) {
		routes.Get("/things/{slug}", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	})
	face.Metrics().Turn("api", "answered")
	ask(t, face, "GET", "/things/secret-of-mario")
	ask(t, face, "BREW", "/nowhere/mario")

	text := ask(t, face, "GET", "/metrics").Body.String()
	for _, line := range []string{
		`cittaclick_http_requests_total{channel="api",method="GET",route="/things/{slug}",status="418"} 1`,
		`cittaclick_http_request_duration_seconds_count{channel="api",route="/things/{slug}"} 1`,
		`cittaclick_turns_total{channel="api",ending="answered"} 1`,
		`cittaclick_charter_version 7`, `cittaclick_charter_age_seconds 90`,
		`cittaclick_charter_rebuild_errors_total 2`, `cittaclick_review_dropped_total 5`, `cittaclick_feedback_dropped_total 3`, `cittaclick_database_up 0`,
		`cittaclick_build_info{version="test"} 1`, `go_goroutines `,
	} {
		if !strings.Contains(text, line) {
			t.Errorf("metrics lack %s", line)
		}
	}
	if strings.Contains(text, "mario") || strings.Contains(text, "BREW") {
		t.Errorf("a label holds what a client chose:\n%s", text)
	}
}

func TestTwoFacesInOneProcessShareNothing(t *testing.T) {
	t.Parallel()
	one, _ := setup(t)
	two, _ := setup(t)
	one.Metrics().Turn("api", "answered")
	if text := ask(t, two, "GET", "/metrics").Body.String(); strings.Contains(text, "cittaclick_turns_total{") {
		t.Error("the turns of one are counted by the other")
	}
}

func TestUnknownAddressesAndMethodsAreProblems(t *testing.T) {
	t.Parallel()
	face, log := setup(t)
	face.Channel("api", func(routes chi.Router) {
		routes.Post("/api/v1/messages", func(http.ResponseWriter, *http.Request) {})
		routes.Get("/api/v1/services", func(http.ResponseWriter, *http.Request) {})
	})
	cases := map[string]struct {
		method, path string
		status       int
		allow        string
	}{
		"nothing there":       {"GET", "/api/v1/nulla", 404, ""},
		"nothing at the root": {"GET", "/", 404, ""},
		"only POST":           {"GET", "/api/v1/messages", 405, "POST"},
		"only GET":            {"DELETE", "/api/v1/services", 405, "GET, HEAD"},
	}
	for name, c := range cases {
		got := ask(t, face, c.method, c.path)
		var problem httpkit.Problem
		if err := json.Unmarshal(got.Body.Bytes(), &problem); err != nil {
			t.Fatalf("%s: %v: %s", name, err, got.Body)
		}
		if got.Code != c.status || problem.Status != c.status || problem.Detail == "" || got.Header().Get("Allow") != c.allow {
			t.Errorf("%s: %d %+v, Allow %q", name, got.Code, problem, got.Header().Get("Allow"))
		}
		if got.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: Content-Type = %q", name, got.Header().Get("Content-Type"))
		}
	}
	if strings.Contains(log.String(), "nulla") {
		t.Errorf("the log holds a raw path:\n%s", log)
	}
}

func TestEveryAnswerHasSecurityHeadersAndAnID(t *testing.T) {
	t.Parallel()
	proxy := netip.MustParsePrefix("192.0.2.0/24") // where httptest's requests come from
	cases := map[string]struct {
		proxies []netip.Prefix
		sent    string
		kept    bool
	}{
		"anybody's id is not believed": {nil, "abc-123", false},
		"a proxy's id is kept":         {[]netip.Prefix{proxy}, "abc-123", true},
		"but not a line of the log":    {[]netip.Prefix{proxy}, "abc\" \"status\":200", false},
		"nor an endless one":           {[]netip.Prefix{proxy}, strings.Repeat("a", 65), false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			face, _ := setup(t, func(config *httpkit.Config) { config.TrustedProxies = c.proxies })
			header := ask(t, face, "GET", "/nulla", "X-Request-Id", c.sent).Header()
			if id := header.Get("X-Request-Id"); id == "" || (id == c.sent) != c.kept {
				t.Errorf("X-Request-Id = %q after %q", id, c.sent)
			}
			if header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(header.Get("Content-Security-Policy"), "default-src 'none'") {
				t.Errorf("headers = %v", header)
			}
		})
	}
}

func TestKindsOfErrorHaveTheirStatus(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		err    error
		status int
		words  string
	}{
		"invalid":       {fault.New(fault.Invalid, "Manca il nome."), 422, "Manca il nome."},
		"not found":     {fault.New(fault.NotFound, "Non c'è."), 404, "Non c'è."},
		"conflict":      {fault.New(fault.Conflict, "Già preso."), 409, "Già preso."},
		"forbidden":     {fault.New(fault.Forbidden, "Non puoi."), 403, "Non puoi."},
		"gone":          {fault.New(fault.Gone, "Non c'è più."), 410, "Non c'è più."},
		"unavailable":   {fault.Wrap(fault.Unavailable, io.EOF, "Riprova."), 503, "Riprova."},
		"a bare kind":   {fault.NotFound, 404, "Quello che cerchi non c'è."},
		"unforeseen":    {io.ErrUnexpectedEOF, 500, "Qualcosa è andato storto da parte nostra: riprova tra poco."},
		"a problem":     {httpkit.NewProblem(415, "Niente file."), 415, "Niente file."},
		"out of time":   {context.DeadlineExceeded, 503, "Il servizio non risponde: riprova tra qualche secondo."},
		"wrapped twice": {errors.Join(io.EOF, fault.New(fault.Gone, "Finito.")), 410, "Finito."},
	}
	for name, c := range cases {
		if got := httpkit.Fail(t.Context(), c.err); got.Status != c.status || got.Detail != c.words || got.Title == "Errore" && c.status != 500 {
			t.Errorf("%s: %d %q %q, want %d %q", name, got.Status, got.Title, got.Detail, c.status, c.words)
		}
	}
}
