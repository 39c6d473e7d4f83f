package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels/api"
	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/knowledge"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// now is a Monday morning on which the registry office is open.
var now = time.Date(2026, time.November, 23, 10, 0, 0, 0, rome())

func rome() *time.Location {
	loc, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		panic(err)
	}
	return loc
}

// turns is a turner that answers by a function.
type turns func(context.Context, bot.Message) (bot.Reply, error)

func (t turns) Turn(ctx context.Context, m bot.Message) (bot.Reply, error) { return t(ctx, m) }

// always answers every message so.
func always(reply bot.Reply) turns {
	return func(context.Context, bot.Message) (bot.Reply, error) { return reply, nil }
}

// town is the API of a municipality over real HTTP, with its log.
type town struct {
	*httptest.Server
	log *bytes.Buffer
}

type setting func(*api.Needs, *httpkit.Config)

func with(turner api.Turner) setting {
	return func(needs *api.Needs, _ *httpkit.Config) { needs.Turner = turner }
}

func turnsPerMinute(n int) setting {
	return func(_ *api.Needs, config *httpkit.Config) { config.TurnsPerMinute = n }
}

func setup(t testing.TB, settings ...setting) town {
	t.Helper()
	log := new(bytes.Buffer)
	charters := smallCharter(t)
	needs := api.Needs{Charters: charters, Now: func() time.Time { return now }, Version: "test"}
	config := httpkit.Config{
		Log: slog.New(slog.NewJSONHandler(log, nil)), Now: needs.Now,
		Status: func(context.Context) httpkit.Status { return httpkit.Status{CharterLoaded: now, CharterVersion: 7} },
	}
	for _, set := range settings {
		set(&needs, &config)
	}
	face := httpkit.New(config)
	if err := api.Mount(face, needs); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(face)
	t.Cleanup(server.Close)
	return town{Server: server, log: log}
}

// answer is a response, read.
type answer struct {
	status int
	header http.Header
	body   []byte
}

func (a answer) decode(t testing.TB, into any) {
	t.Helper()
	if err := json.Unmarshal(a.body, into); err != nil {
		t.Fatalf("decode %s: %v", a.body, err)
	}
}

func (s town) do(t testing.TB, method, path, body string, headers ...string) answer {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := s.Client().Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	read, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, read}
}

func (s town) get(t testing.TB, path string, headers ...string) answer {
	t.Helper()
	return s.do(t, http.MethodGet, path, "", headers...)
}

func (s town) say(t *testing.T, body string, headers ...string) answer {
	t.Helper()
	return s.do(t, http.MethodPost, "/api/v1/messages", body, headers...)
}

// golden compares an answer with a file of testdata, indented for reading.
func golden(t *testing.T, name string, got answer) {
	t.Helper()
	var indented bytes.Buffer
	if err := json.Indent(&indented, got.body, "", "  "); err != nil {
		t.Fatalf("%s: %v", got.body, err)
	}
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, indented.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), indented.String()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// day reads a date that a test wrote.
func day(t testing.TB, s string) knowledge.Date {
	t.Helper()
	d, err := knowledge.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
