package look_test

import (
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/internal/fault"
)

func published(t *testing.T, brand look.Brand) (*httpkit.Face, look.Look) {
	t.Helper()
	face := httpkit.New(httpkit.Config{Log: slog.New(slog.DiscardHandler), Now: time.Now})
	shared, err := look.Publish(face, brand)
	if err != nil {
		t.Fatal(err)
	}
	return face, shared
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

func TestTheSharedStyleSheetIsServedWithItsFonts(t *testing.T) {
	t.Parallel()
	face, shared := published(t, look.Brand{Colour: look.ItaliaBlue})
	css := get(t, face, shared.Stylesheet.URL)
	if css.Code != http.StatusOK || !strings.Contains(css.Body.String(), ".it-header-wrapper") {
		t.Fatalf("GET %s = %d without Bootstrap Italia", shared.Stylesheet.URL, css.Code)
	}
	if got := css.Header().Get("Cache-Control"); !strings.Contains(got, "immutable") {
		t.Errorf("Cache-Control = %q, want immutable: the URL carries the digest", got)
	}
	fonts := regexp.MustCompile(`/assets/titillium-[^")]+\.woff2`).FindAllString(css.Body.String(), -1)
	if len(fonts) != 3 {
		t.Fatalf("the style sheet names %d fonts, want 3", len(fonts))
	}
	for _, font := range fonts {
		if got := get(t, face, font); got.Code != http.StatusOK || got.Header().Get("Content-Type") != "font/woff2" {
			t.Errorf("GET %s = %d, %s", font, got.Code, got.Header().Get("Content-Type"))
		}
	}
	if external := regexp.MustCompile(`url\("?https?:[^)]*`).FindString(css.Body.String()); external != "" {
		t.Errorf("the style sheet asks a third party: %s", external)
	}
}

func TestAssetsAreCompressedForWhoeverTakesThemSo(t *testing.T) {
	t.Parallel()
	face, shared := published(t, look.Brand{Colour: look.ItaliaBlue})
	plain := get(t, face, shared.Stylesheet.URL)
	small := get(t, face, shared.Stylesheet.URL, "Accept-Encoding", "gzip, br")
	if small.Header().Get("Content-Encoding") != "gzip" || small.Body.Len() >= plain.Body.Len()/4 {
		t.Errorf("gzip: %q, %d bytes of %d", small.Header().Get("Content-Encoding"), small.Body.Len(), plain.Body.Len())
	}
}

func TestTheBrandIsTheInstallersOwn(t *testing.T) {
	t.Parallel()
	brand, err := look.NewBrand([]byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), "#7A0019")
	if err != nil {
		t.Fatal(err)
	}
	face, shared := published(t, brand)
	if got := get(t, face, shared.Colours.URL).Body.String(); !strings.Contains(got, "--cc-brand:#7a0019") {
		t.Errorf("the colours are %s", got)
	}
	if got := get(t, face, shared.Arms.URL); got.Header().Get("Content-Type") != "image/svg+xml" {
		t.Errorf("the coat of arms comes as %s", got.Header().Get("Content-Type"))
	}
}

func TestABrandThatCannotBeUsedIsToldInWords(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		arms   []byte
		colour string
		want   string
	}{
		"a colour too light for white text": {nil, "#ffcc00", "troppo chiaro"},
		"a colour by name":                  {nil, "rosso", "#0066cc"},
		"a colour of three digits":          {nil, "#06c", "#0066cc"},
		"arms that are no picture":          {[]byte("%PDF-1.7"), "", "SVG o PNG"},
		"arms too heavy":                    {make([]byte, 300<<10), "", "al massimo 200"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := look.NewBrand(c.arms, c.colour)
			if words, _ := fault.Message(err); !errors.Is(err, fault.Invalid) || !strings.Contains(words, c.want) {
				t.Errorf("NewBrand = %v, want fault.Invalid with %q", err, c.want)
			}
		})
	}
}
