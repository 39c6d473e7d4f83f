package look_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/knowledge"
)

// framed renders a page with one paragraph in the frame.
func framed(t *testing.T, change func(*look.Frame)) string {
	t.Helper()
	_, shared := published(t, look.Brand{Colour: look.ItaliaBlue})
	pages, err := look.ParsePages(fstest.MapFS{
		"_parts.html": {Data: []byte(`{{define "part"}}<p>{{.}}</p>{{end}}`)},
		"page.html":   {Data: []byte(`{{define "main"}}<h1>{{.Title}}</h1>{{template "part" "Contenuto"}}{{end}}`)},
	})
	if err != nil {
		t.Fatal(err)
	}
	frame := look.Frame{
		Look: shared, Title: "L'anagrafe", Path: "/servizi/x",
		Town: knowledge.MunicipalityProfile{Name: "Comune di Sant'Arcangelo", Switchboard: "+39 0999 12.34"},
	}
	change(&frame)
	html, err := pages.Render("page", struct{ look.Frame }{frame})
	if err != nil {
		t.Fatal(err)
	}
	return string(html)
}

func TestAPageStandsInTheFrame(t *testing.T) {
	t.Parallel()
	html := framed(t, func(f *look.Frame) {
		f.Canonical = "https://esempio.it/servizi/x"
		f.Linked = []look.Linked{{Element: "metatag", Data: map[string]string{"name": "</script><b>"}}}
		f.Trail = []look.Crumb{{Name: "Servizi", Path: "/servizi"}, {Name: "L'anagrafe"}}
	})
	for what, want := range map[string]string{
		"the title with the town's name":           "<title>L&#39;anagrafe | Comune di Sant&#39;Arcangelo</title>",
		"the canonical address":                    `<link rel="canonical" href="https://esempio.it/servizi/x">`,
		"structured data that cannot end early":    `data-element="metatag">{"name":"\u003c/script\u003e\u003cb\u003e"}</script>`,
		"the content with what channels share":     "<h1>L&#39;anagrafe</h1><p>Contenuto</p>",
		"where one is in the menu":                 `data-element="all-services" aria-current="true"`,
		"where one is in the breadcrumb":           `active" aria-current="page">L&#39;anagrafe</li>`,
		"a number that can be dialled":             `<a href="tel:&#43;3909991234">&#43;39 0999 12.34</a>`,
		"the accessibility statement at its place": `href="/accessibilita" data-element="accessibility-link"`,
	} {
		if !strings.Contains(html, want) {
			t.Errorf("%s: no %q in\n%s", what, want, html)
		}
	}
	if strings.Contains(html, "/chat") {
		t.Error("a page links to a chat that is not mounted")
	}
}

func TestAPageWithoutAnAddressOfItsOwnIsNotIndexed(t *testing.T) {
	t.Parallel()
	if html := framed(t, func(*look.Frame) {}); !strings.Contains(html, `<meta name="robots" content="noindex">`) {
		t.Errorf("no noindex in\n%s", html)
	}
}

func TestTheAssistantIsOfferedWhereItIs(t *testing.T) {
	t.Parallel()
	html := framed(t, func(f *look.Frame) { f.Look.Assistant = true })
	if !strings.Contains(html, "<cittaclick-chat>") || !strings.Contains(html, `<script src="/widget.js" defer>`) {
		t.Errorf("no floating assistant in\n%s", html)
	}
	if html := framed(t, func(f *look.Frame) { f.Look.Assistant, f.Bare = true, true }); strings.Contains(html, "widget.js") {
		t.Error("the assistant's own page carries the floating one too")
	}
}

func TestLinksGoOnTellingOfTheSameDay(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ on, to, want string }{
		"today":                {"", "/uffici", "/uffici"},
		"another day":          {"2026-12-05", "/uffici", "/uffici?on=2026-12-05"},
		"a path with a query":  {"2026-12-05", "/servizi?tema=tributi", "/servizi?tema=tributi&on=2026-12-05"},
		"a place in a page":    {"2026-12-05", "/servizi/x#contatti", "/servizi/x?on=2026-12-05#contatti"},
		"another site":         {"2026-12-05", "https://esempio.it/", "https://esempio.it/"},
		"a place in this page": {"2026-12-05", "#contatti", "#contatti"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := (look.Frame{On: c.on}).To(c.to); got != c.want {
				t.Errorf("To(%q) on %q = %q, want %q", c.to, c.on, got, c.want)
			}
		})
	}
}
