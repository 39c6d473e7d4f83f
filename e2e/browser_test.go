package e2e

import (
	"html/template"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// browserDay is a Monday morning: offices are open, and nothing on the pages
// depends on when the tests run.
const browserDay = "2026-11-23T10:00"

// TestBrowser drives the pages and the chat in Chromium: the scenarios are in
// browser/*.test.mjs, since Playwright speaks JavaScript.
func TestBrowser(t *testing.T) {
	t.Parallel()
	scenarios, err := filepath.Glob("browser/*.test.mjs")
	if err != nil || len(scenarios) == 0 {
		t.Fatalf("no scenarios in e2e/browser: %v", err)
	}
	if _, err := os.Stat("browser/node_modules/playwright-core"); err != nil {
		t.Fatal("Playwright is not installed: run «make test», or scripts/npm-ci once")
	}
	friend, stranger := embedding(t), embedding(t)
	p := serve(t, dataDir(t), "--clock", browserDay, "--rate-limit", "0", "--embed-origin", friend.URL)
	run := exec.CommandContext(t.Context(), "node", append([]string{"--test", "--test-reporter", "spec"}, scenarios...)...)
	run.Env = append(os.Environ(),
		"CITTACLICK_URL=http://"+p.address, "FRIEND_URL="+friend.URL, "STRANGER_URL="+stranger.URL)
	if output, err := run.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, output)
	}
}

// embedding serves a page of another site that carries the chat of the town that
// the query names, under the strictest policy that docs/installazione.md promises
// is enough.
func embedding(t *testing.T) *httptest.Server {
	t.Helper()
	page, err := template.ParseFiles("browser/embedding.html")
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		town := r.URL.Query().Get("town")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src "+town+"; connect-src "+town+
			"; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'")
		if err := page.Execute(w, town); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(server.Close)
	return server
}
