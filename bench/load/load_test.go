package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// answering is a server that answers as the API does and keeps what it was told.
func answering(t *testing.T, status int) (*httptest.Server, func() map[string]int) {
	t.Helper()
	var mu sync.Mutex
	turns := make(map[string]int)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var asked struct{ Conversation, Text string }
		if err := json.NewDecoder(r.Body).Decode(&asked); err != nil || asked.Text == "" {
			t.Errorf("asked %+v, %v", asked, err)
		}
		mu.Lock()
		turns[asked.Conversation]++
		mu.Unlock()
		w.WriteHeader(status)
		_, _ = io.WriteString(w, `{"conversation":"abc","blocks":[{"type":"paragraph","text":"sì"}]}`)
	}))
	t.Cleanup(server.Close)
	return server, func() map[string]int {
		mu.Lock()
		defer mu.Unlock()
		return turns
	}
}

func TestLoadIsBoundedByNumberAndTellsFigures(t *testing.T) {
	t.Parallel()
	server, turns := answering(t, http.StatusOK)
	var out bytes.Buffer
	err := run(t.Context(), []string{"-url", server.URL, "-connections", "2", "-requests", "100", "-json"}, &out, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	var got report
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Answers != 100 || len(got.Errors) != 0 || got.P50 <= 0 || got.P99 < got.P50 || got.Slowest < got.P99 {
		t.Errorf("report = %+v", got)
	}
	if begun, gone := turns()[""], turns()["abc"]; begun+gone != 101 || gone < 3*begun {
		t.Errorf("%d conversations were begun, %d turns went on: want four after each", begun, gone)
	}
}

func TestPagesOfTheSitemapAreReadAtTheirRate(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	read := make(map[string]int)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/sitemap.xml" {
			_, _ = io.WriteString(w, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/</loc></url><url><loc>https://a.example/servizi?tema=x</loc></url></urlset>`)
			return
		}
		mu.Lock()
		read[r.URL.RequestURI()]++
		mu.Unlock()
		_, _ = io.WriteString(w, "<h1>Servizi</h1>")
	}))
	t.Cleanup(server.Close)
	var out bytes.Buffer
	args := []string{"-pages", "-rate", "1000", "-url", server.URL, "-connections", "2", "-requests", "40", "-json"}
	if err := run(t.Context(), args, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	var got report
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Answers != 40 || read["/"] == 0 || read["/servizi?tema=x"] == 0 || read["/"]+read["/servizi?tema=x"] != 41 {
		t.Errorf("%d answers, read %v: want 40 and the first", got.Answers, read)
	}
}

func TestRefusalsAreErrors(t *testing.T) {
	t.Parallel()
	server, _ := answering(t, http.StatusTooManyRequests)
	err := run(t.Context(), []string{"-url", server.URL}, io.Discard, io.Discard)
	if !errors.Is(err, errRefused) || !strings.Contains(err.Error(), "429") {
		t.Errorf("run = %v", err)
	}
}

func TestLoadStaysOnThisMachineAndWithinBounds(t *testing.T) {
	t.Parallel()
	for name, args := range map[string][]string{
		"another machine":  {"-url", "http://comune.example"},
		"another address":  {"-url", "http://192.0.2.1:8080"},
		"a name like ours": {"-url", "http://localhost.example"},
		"an hour":          {"-duration", "1h"},
		"no connection":    {"-connections", "0"},
		"too many":         {"-requests", "1000001"},
		"a rate below 0":   {"-rate", "-1"},
	} {
		if _, err := parse(args, io.Discard); err == nil {
			t.Errorf("%s: %v is accepted", name, args)
		}
	}
}

func TestMissedAimsAreTold(t *testing.T) {
	t.Parallel()
	r := report{PerSecond: 1500, P99: 60}
	for name, c := range map[string]struct {
		aims options
		want string
	}{
		"none":     {options{}, ""},
		"reached":  {options{minRate: 1000, maxP99: time.Second}, ""},
		"too few":  {options{minRate: 2000}, "1500 answers a second, want 2000"},
		"too slow": {options{maxP99: 50 * time.Millisecond}, "p99 is 60.0 ms, want at most 50.0"},
	} {
		got := ""
		if err := r.missed(c.aims); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestPercentiles(t *testing.T) {
	t.Parallel()
	var times []time.Duration
	for n := range 200 {
		times = append(times, time.Duration(n+1)*time.Millisecond)
	}
	for percent, want := range map[int]float64{0: 1, 50: 100, 99: 198, 100: 200} {
		if got := percentile(times, percent); got != want {
			t.Errorf("percentile %d = %v, want %v", percent, got, want)
		}
	}
	if got := percentile(nil, 99); got != 0 {
		t.Errorf("of nothing = %v", got)
	}
}
