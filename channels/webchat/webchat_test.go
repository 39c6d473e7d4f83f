package webchat_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/channels/webchat"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/base"
	"github.com/cittaclick/cittaclick/knowledge/demo"
	"github.com/cittaclick/cittaclick/knowledge/exchange"
)

// now is a Monday morning in Valdoria.
var now = time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)

// valdoria is the demo municipality's charter, built once.
var valdoria = sync.OnceValues(func() (*knowledge.Charter, error) {
	rome, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		return nil, err
	}
	facts, err := exchange.Load(base.FS, demo.FS)
	if err != nil {
		return nil, err
	}
	return knowledge.NewCharter(facts, rome)
})

// charters answers with a charter or an error.
type charters struct{ err error }

func (c charters) On(_ context.Context, day knowledge.Date) (knowledge.View, error) {
	if c.err != nil {
		return knowledge.View{}, c.err
	}
	charter, err := valdoria()
	if err != nil {
		return knowledge.View{}, err
	}
	return charter.On(day), nil
}

// open mounts the chat on a face.
func open(t *testing.T, charters charters) *httpkit.Face {
	t.Helper()
	face := httpkit.New(httpkit.Config{
		Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return now },
		Status: func(context.Context) httpkit.Status { return httpkit.Status{CharterLoaded: now} },
	})
	brand, err := look.NewBrand(nil, "")
	if err != nil {
		t.Fatal(err)
	}
	shared, err := look.Publish(face, brand)
	if err != nil {
		t.Fatal(err)
	}
	if err := webchat.Mount(face, webchat.Needs{Charters: charters, Look: shared, Now: func() time.Time { return now }}); err != nil {
		t.Fatal(err)
	}
	return face
}

func get(t *testing.T, face http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	recorder := httptest.NewRecorder()
	face.ServeHTTP(recorder, request)
	return recorder
}

// TestTheWidgetIsSmall holds what a phone on a slow line has to wait for.
func TestTheWidgetIsSmall(t *testing.T) {
	t.Parallel()
	got := get(t, open(t, charters{}), "/widget.js", "Accept-Encoding", "gzip")
	const limit = 25_000
	if size := got.Body.Len(); got.Header().Get("Content-Encoding") != "gzip" || size == 0 || size > limit {
		t.Errorf("the widget is sent as %q with %d bytes, want at most %d compressed", got.Header().Get("Content-Encoding"), size, limit)
	}
}

func TestTheWidgetIsForPagesAnywhere(t *testing.T) {
	t.Parallel()
	face := open(t, charters{})
	first := get(t, face, "/widget.js", "Origin", "https://www.comune.example")
	h := first.Header()
	if first.Code != http.StatusOK || h.Get("Content-Type") != "text/javascript; charset=utf-8" ||
		h.Get("Access-Control-Allow-Origin") != "*" || h.Get("Cross-Origin-Resource-Policy") != "cross-origin" ||
		h.Get("Cache-Control") != "public, max-age=300" {
		t.Errorf("answered %d %v", first.Code, h)
	}
	again := get(t, face, "/widget.js", "If-None-Match", h.Get("ETag"))
	if again.Code != http.StatusNotModified || again.Body.Len() != 0 {
		t.Errorf("whoever has it gets %d and %d bytes", again.Code, again.Body.Len())
	}
}

func TestTheWidgetMakesNoMarkup(t *testing.T) {
	t.Parallel()
	script := get(t, open(t, charters{}), "/widget.js").Body.String()
	for _, sink := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "localStorage", "document.cookie"} {
		if strings.Contains(script, sink) {
			t.Errorf("the widget uses %s", sink)
		}
	}
}

func TestThePageCarriesTheChatAndWhatStandsInItsPlace(t *testing.T) {
	t.Parallel()
	got := get(t, open(t, charters{}), "/chat")
	html := got.Body.String()
	for _, want := range []string{
		`<cittaclick-chat inline heading="Assistente di Valdoria">`, `<form action="/cerca" role="search">`,
		`<a href="tel:0999999000">0999 999000</a>`, `<a href="/uffici">`, "<title>Assistente | Comune di Valdoria</title>",
	} {
		if !strings.Contains(html, want) {
			t.Errorf("no %s in\n%s", want, html)
		}
	}
	script := regexp.MustCompile(`<script src="(/assets/chat-[^"]+\.js)" defer>`).FindStringSubmatch(html)
	if script == nil || get(t, open(t, charters{}), script[1]).Code != http.StatusOK {
		t.Errorf("the page's script is %q", script)
	}
	if policy := got.Header().Get("Content-Security-Policy"); policy != httpkit.PagePolicy {
		t.Errorf("policy %q", policy)
	}
}

func TestWithoutACharterThePageIsThereNonetheless(t *testing.T) {
	t.Parallel()
	face := open(t, charters{err: fault.New(fault.Unavailable, "La carta non è ancora pronta.")})
	if got := get(t, face, "/chat"); got.Code != http.StatusOK || !strings.Contains(got.Body.String(), `heading="Assistente"`) {
		t.Errorf("answered %d:\n%s", got.Code, got.Body)
	}
	face = open(t, charters{err: errors.New("broken")})
	if got := get(t, face, "/chat"); got.Code != http.StatusInternalServerError || strings.Contains(got.Body.String(), "broken") {
		t.Errorf("answered %d:\n%s", got.Code, got.Body)
	}
}

// TestTypes checks what esbuild only strips.
func TestTypes(t *testing.T) {
	t.Parallel()
	const compiler = "node_modules/.bin/tsc"
	if _, err := os.Stat(compiler); err != nil {
		t.Fatal("TypeScript is not installed: run «make test», or scripts/npm-ci once")
	}
	if output, err := exec.CommandContext(t.Context(), compiler, "--noEmit", "--project", ".").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, output)
	}
}
