package httpkit

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// askedFor sends a kept page to a request with the headers.
func askedFor(t *testing.T, page Kept, headers map[string]string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	recorder := httptest.NewRecorder()
	page.Write(recorder, request)
	return recorder
}

func TestAKeptPageIsSentAsTheClientTakesIt(t *testing.T) {
	t.Parallel()
	html := []byte("<p>" + strings.Repeat("Anagrafe ", 500) + "</p>")
	page, err := Keep(html)
	if err != nil {
		t.Fatal(err)
	}
	plain := askedFor(t, page, nil)
	if !bytes.Equal(plain.Body.Bytes(), html) || plain.Header().Get("Content-Encoding") != "" {
		t.Error("a client that takes no compression did not get the page as it is")
	}
	small := askedFor(t, page, map[string]string{"Accept-Encoding": "gzip, br"})
	unpacked, err := gzip.NewReader(small.Body)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(unpacked); err != nil || !bytes.Equal(got, html) {
		t.Errorf("unpacked page: %d bytes, %v", len(got), err)
	}
	if got := small.Header().Get("Vary"); got != "Accept-Encoding" {
		t.Errorf("Vary = %q: a proxy would send what it kept to whoever cannot read it", got)
	}
}

func TestWhoHasAKeptPageIsNotSentItAgain(t *testing.T) {
	t.Parallel()
	page, err := Keep([]byte("<p>Anagrafe</p>"))
	if err != nil {
		t.Fatal(err)
	}
	tag := askedFor(t, page, nil).Header().Get("ETag")
	for _, have := range []string{tag, strings.TrimPrefix(tag, "W/"), `"other", ` + tag, "*"} {
		if got := askedFor(t, page, map[string]string{"If-None-Match": have}); got.Code != http.StatusNotModified || got.Body.Len() > 0 {
			t.Errorf("If-None-Match %s: status %d with %d bytes", have, got.Code, got.Body.Len())
		} else if policy := got.Header().Get("Content-Security-Policy"); policy != PagePolicy {
			t.Errorf("If-None-Match %s: the browser would go on with the policy %q", have, policy)
		}
	}
	other, err := Keep([]byte("<p>Tributi</p>"))
	if err != nil {
		t.Fatal(err)
	}
	if got := askedFor(t, other, map[string]string{"If-None-Match": tag}); got.Code != http.StatusOK {
		t.Errorf("another page is taken for the one that the client has: status %d", got.Code)
	}
}
