package site_test

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/channels/site"
	"github.com/cittaclick/cittaclick/knowledge"
)

// addresses are those of the sitemap, without the host.
func addresses(t *testing.T, town *town) []string {
	t.Helper()
	var sitemap struct {
		URLs []struct {
			Address string `xml:"loc"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(town.get("/sitemap.xml").status(http.StatusOK).Body.Bytes(), &sitemap); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, u := range sitemap.URLs {
		path, ours := strings.CutPrefix(u.Address, "https://servizi.valdoria.example")
		if !ours {
			t.Errorf("%s is not an address of ours", u.Address)
		}
		all = append(all, path)
	}
	if len(all) < 200 {
		t.Fatalf("the sitemap has %d addresses: a charter has more", len(all))
	}
	return all
}

// TestEveryPageHolds goes through the whole site.
func TestEveryPageHolds(t *testing.T) {
	t.Parallel()
	town := open(t, nil)
	links := make(map[string]string) // address → a page that leads there
	for _, address := range addresses(t, town) {
		p := town.get(address).status(http.StatusOK)
		holds(t, p)
		if canonical := p.read().all(func(n *node) bool { return n.attrs["rel"] == "canonical" }); len(canonical) != 1 ||
			canonical[0].attrs["href"] != "https://servizi.valdoria.example"+address {
			t.Errorf("%s has another canonical address, or none", address)
		}
		for _, a := range p.read().all(named("a")) {
			links[a.attrs["href"]] = address
		}
	}
	for address, from := range links {
		leads(t, town, address, from)
	}
}

// holds checks what is true of every page.
func holds(t *testing.T, p *page) {
	t.Helper()
	root := p.read()
	for _, name := range []string{"h1", "main", "title", "header"} {
		want := func(n *node) bool { return n.name == name && (name != "header" || n.attrs["class"] == "cc-header") }
		if got := len(root.all(want)); got != 1 {
			t.Errorf("%s has %d <%s>, want one", p.address, got, name)
		}
	}
	ids := make(map[string]bool)
	for _, n := range root.all(func(*node) bool { return true }) {
		if id := n.attrs["id"]; id != "" {
			if ids[id] {
				t.Errorf("%s: id %q twice", p.address, id)
			}
			ids[id] = true
		}
		_, styled := n.attrs["style"]
		inline := n.name == "script" && n.attrs["src"] == "" && n.attrs["type"] != "application/ld+json"
		if styled || inline || n.name == "style" {
			t.Errorf("%s: the policy forbids what stands in <%s>", p.address, n.name)
		}
		for name := range n.attrs {
			if strings.HasPrefix(name, "on") {
				t.Errorf("%s: script in an attribute of <%s>", p.address, n.name)
			}
		}
		if n.name == "script" && n.attrs["src"] != "" {
			if _, deferred := n.attrs["defer"]; !deferred {
				t.Errorf("%s: the script %s blocks", p.address, n.attrs["src"])
			}
		}
		asset := n.attrs["src"]
		if n.name == "link" && n.attrs["rel"] != "canonical" {
			asset = n.attrs["href"]
		}
		if asset != "" && (!strings.HasPrefix(asset, "/") || strings.HasPrefix(asset, "//")) {
			t.Errorf("%s asks somebody else for %s", p.address, asset)
		}
	}
	for _, n := range root.all(named("a")) {
		if target, here := strings.CutPrefix(n.attrs["href"], "#"); here && !ids[target] {
			t.Errorf("%s: #%s leads nowhere", p.address, target)
		}
		if n.words() == "" && len(n.all(named("svg"))) == 0 {
			t.Errorf("%s: a link without words to %s", p.address, n.attrs["href"])
		}
	}
	for _, n := range root.all(func(n *node) bool { return n.attrs["type"] == "application/ld+json" }) {
		var data map[string]any
		if err := json.Unmarshal([]byte(n.text), &data); err != nil || data["@context"] != "https://schema.org" {
			t.Errorf("%s: structured data %v: %s", p.address, err, n.text)
		}
	}
	if strings.Contains(p.Body.String(), "ZgotmplZ") {
		t.Errorf("%s: a link that was not safe", p.address)
	}
}

// leads checks that a link of ours leads somewhere.
func leads(t *testing.T, town *town, address, from string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Errorf("%s links to %q: %v", from, address, err)
		return
	}
	ours := u.Scheme == "" && u.Path != "" && u.Path != "/chat" && !strings.HasPrefix(u.Path, "/api/")
	u.Fragment = ""
	if ours && u.Path != "/cerca" && town.get(u.String()).Code != http.StatusOK {
		t.Errorf("%s links to %s, which is not there", from, address)
	}
}

// TestEveryServicePageIsLight: 60 kB is what the page may weigh as it is sent.
func TestEveryServicePageIsLight(t *testing.T) {
	t.Parallel()
	const limit = 60 << 10
	town := open(t, nil)
	for _, address := range addresses(t, town) {
		if p := town.get(address, "Accept-Encoding", "gzip"); p.Body.Len() > limit || p.Header().Get("Content-Encoding") != "gzip" {
			t.Errorf("%s weighs %d bytes, want at most %d compressed", address, p.Body.Len(), limit)
		}
	}
}

func TestPagesTellOfTheirMoment(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		moment, address string
		want            []string
	}{
		"open, and until when":               {monday, "/uffici/urp", []string{"Aperto adesso Fino alle 13:00."}},
		"only by appointment":                {monday, "/servizi/carta-identita", []string{"Adesso solo su appuntamento", "Fino alle 12:30."}},
		"closed, and the next opening":       {"2026-11-23 20:00", "/uffici/urp", []string{"Chiuso adesso Apre domani, martedì 24 novembre, alle 8:30."}},
		"closed for a reason":                {"2026-11-30 10:00", "/uffici/mobilita", []string{"Chiuso adesso Trasloco dell'Ufficio mobilità"}},
		"a holiday":                          {"2026-12-08 10:00", "/uffici/urp", []string{"Chiuso adesso Immacolata Concezione."}},
		"a move that comes":                  {monday, "/uffici/mobilita", []string{"Attenzione: dal 1° dicembre 2026 si va qui", "stanza T06"}},
		"a move of not long ago":             {monday, "/uffici/servizi-scolastici", []string{"prima la sede era"}},
		"hours that come":                    {monday, "/uffici/anagrafe", []string{"dal 1° gennaio 2027 cambiano gli orari"}},
		"closures of the next weeks":         {monday, "/uffici/anagrafe", []string{"Giorni diversi dal solito", "giovedì 24 dicembre: chiuso (Vigilia di Natale)"}},
		"a closure of the whole town":        {"2026-12-12 10:00", "/", []string{"24 dicembre 2026 gli uffici comunali sono chiusi (Vigilia di Natale)"}},
		"no office is open":                  {"2026-11-23 03:00", "/", []string{"In questo momento nessuno sportello è aperto."}},
		"what is not verified":               {monday, "/servizi/carta-identita", []string{"da confermare con l'ufficio"}},
		"when the sheet was updated":         {monday, "/servizi/carta-identita", []string{"Scheda aggiornata il 2"}},
		"the other body":                     {monday, "/altri-enti/passaporto", []string{"Non è un servizio del Comune", "0999 999701"}},
		"what to do, in order":               {monday, "/eventi/mi-sposo", []string{"Che cosa fare, in ordine", "Quando: almeno 60 giorni prima"}},
		"the mayor":                          {monday, "/persone", []string{"Luisa Cattaneo", "Sindaca"}},
		"rooms with their offices":           {monday, "/sedi/palazzo-comunale", []string{"T03", "Sportello anagrafe", "Non accessibile in carrozzina"}},
		"services of a topic":                {monday, "/servizi?tema=tributi", []string{"Tributi, finanze e contravvenzioni", "IMU"}},
		"another day":                        {monday, "/uffici/anagrafe?on=2026-12-05", []string{"Questa pagina mostra come sarà sabato 5 dicembre 2026", "Quel giorno: aperto 9:00–12:00"}},
		"a past day":                         {monday, "/uffici/mobilita?on=2026-11-22", []string{"Questa pagina mostra com'era domenica 22 novembre 2026", "Quel giorno: chiuso."}},
		"a closed day, and the next opening": {monday, "/uffici/anagrafe?on=2026-12-08", []string{"Quel giorno: chiuso (Immacolata Concezione). Apre"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			open(t, nil).at(c.moment).get(c.address).status(http.StatusOK).says(c.want...)
		})
	}
}

func TestPagesOfAnotherDayGoOnTellingOfIt(t *testing.T) {
	t.Parallel()
	town := open(t, nil)
	for _, address := range []string{"/", "/servizi", "/servizi/carta-identita", "/uffici", "/uffici/anagrafe", "/sedi/palazzo-comunale", "/persone", "/eventi/mi-sposo"} {
		p := town.get(address + "?on=2026-12-05").status(http.StatusOK)
		if !strings.Contains(p.Body.String(), `content="noindex"`) {
			t.Errorf("%s: search engines may list the page of another day", p.address)
		}
		for _, a := range p.read().all(named("a")) {
			href := a.attrs["href"]
			leaves := href == address || href == "/chat" || href == "/accessibilita" || href == "/privacy" || strings.HasPrefix(href, "/note-legali")
			if strings.HasPrefix(href, "/") && !leaves && !strings.Contains(href, "on=2026-12-05") {
				t.Errorf("%s: the link to %s forgets the day", p.address, href)
			}
		}
	}
	if today := town.get("/uffici?on=2026-11-23").status(http.StatusOK); strings.Contains(today.Body.String(), "noindex") || strings.Contains(today.content(), "Questa pagina mostra") {
		t.Error("today is told as another day")
	}
}

func TestTheWayBackToTodayLeadsToTheSamePage(t *testing.T) {
	t.Parallel()
	town := open(t, nil)
	for address, want := range map[string]string{
		"/uffici/anagrafe?on=2026-12-05&utm_source=x":    "/uffici/anagrafe",
		"/servizi?on=2026-12-05&tema=tributi":            "/servizi?tema=tributi",
		"/cerca?on=2026-12-05&q=carta+d%27identit%C3%A0": "/cerca?q=carta+d%27identit%C3%A0",
		"/cerca?on=2026-12-05":                           "/cerca",
	} {
		back := town.get(address).status(http.StatusOK).read().all(func(n *node) bool { return n.name == "a" && n.words() == "Torna a oggi" })
		if len(back) != 1 || back[0].attrs["href"] != want {
			t.Errorf("%s does not lead back to %s", address, want)
		}
	}
}

func TestAnOfficeListsItsServicesByName(t *testing.T) {
	t.Parallel()
	rows := open(t, nil).get("/uffici/anagrafe").status(http.StatusOK).read().all(element("service-link"))
	if len(rows) < 10 || !slices.IsSortedFunc(rows, func(a, b *node) int { return strings.Compare(strings.ToLower(a.words()), strings.ToLower(b.words())) }) {
		t.Errorf("%d services, or out of order", len(rows))
	}
}

func TestAnEmptyCharterHasItsWords(t *testing.T) {
	t.Parallel()
	empty := charters{charterOf(t, knowledge.Facts{})}
	town := open(t, func(needs *site.Needs, _ *httpkit.Config) { needs.Charters, needs.Searcher = empty, nothing{} })
	for address, want := range map[string]string{
		"/": "Nessun servizio", "/servizi": "Nessun servizio", "/uffici": "Nessun ufficio", "/sedi": "Nessuna sede", "/persone": "Nessuna persona",
		"/eventi": "Nessun evento", "/altri-enti": "Nessuna voce", "/cerca?q=tari": "Nessun risultato", "/privacy": "Il titolare del trattamento è il Comune",
	} {
		holds(t, town.get(address).status(http.StatusOK).says(want))
	}
}

func TestPagesAreSafeAndFollowNobody(t *testing.T) {
	t.Parallel()
	town := open(t, nil)
	for _, address := range []string{"/", "/servizi/carta-identita", "/cerca?q=tari", "/nulla"} {
		p := town.get(address)
		policy := p.Header().Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "script-src 'self'", "frame-ancestors 'self'", "form-action 'self'"} {
			if !strings.Contains(policy, want) {
				t.Errorf("%s: the policy %q lacks %s", address, policy, want)
			}
		}
		if strings.Contains(policy, "unsafe-inline") || strings.Contains(policy, "http") {
			t.Errorf("%s: the policy allows too much: %s", address, policy)
		}
		if cookies := p.Result().Cookies(); len(cookies) > 0 {
			t.Errorf("%s sets %d cookies", address, len(cookies))
		}
	}
}

func TestAPageIsKeptForItsMinuteAndItsHost(t *testing.T) {
	t.Parallel()
	town := open(t, func(needs *site.Needs, _ *httpkit.Config) { needs.PublicURL = "" })
	first := town.get("/uffici/urp").status(http.StatusOK)
	tag := first.Header().Get("ETag")
	town.get("/uffici/urp", "If-None-Match", tag).status(http.StatusNotModified)
	town.at("2026-11-23 13:00").get("/uffici/urp", "If-None-Match", tag).status(http.StatusOK).says("Chiuso adesso")
	for _, host := range []string{"servizi.valdoria.example", "intranet.valdoria.example"} {
		if p := town.get("http://" + host + "/uffici/urp"); !strings.Contains(p.Body.String(), `href="http://`+host+`/uffici/urp"`) {
			t.Errorf("the page of %s names another host", host)
		}
	}
}

func TestWhatAPageDoesNotKnowChangesNothing(t *testing.T) {
	t.Parallel()
	town := open(t, nil)
	plain := town.get("/uffici/urp").status(http.StatusOK)
	if with := town.get("/uffici/urp?tema=tributi&utm_source=x"); with.Body.String() != plain.Body.String() {
		t.Error("what an address adds gets into a page that does not ask for it")
	}
	head := httptest.NewRecorder()
	town.face.ServeHTTP(head, httptest.NewRequestWithContext(t.Context(), http.MethodHead, "/uffici/urp", nil))
	if head.Code != http.StatusOK || head.Header().Get("ETag") != plain.Header().Get("ETag") {
		t.Errorf("HEAD = %d, ETag %q", head.Code, head.Header().Get("ETag"))
	}
}

func TestSearchingFindsAndTellsWhatItFinds(t *testing.T) {
	t.Parallel()
	town := open(t, nil)
	town.get("/cerca").status(http.StatusOK).says("Che cosa cerchi?", "Per argomento")
	found := town.get("/cerca?q=" + url.QueryEscape("devo rinnovare la carta d'identità")).status(http.StatusOK)
	rows := found.read().all(func(n *node) bool { return n.attrs["class"] == "cc-row" })
	if len(rows) == 0 || !strings.HasPrefix(rows[0].words(), "Carta d'identità elettronica (CIE) Servizio") {
		t.Errorf("the first result is not the identity card:\n%s", found.content())
	}
	if got := found.Header().Get("Cache-Control"); got != "no-store" {
		t.Errorf("Cache-Control = %q: a citizen's words would be kept", got)
	}
	holds(t, found)
	holds(t, town.get("/cerca?q=anagrfae").status(http.StatusOK).says("Ho cercato: anagrafe.", "Ufficio anagrafe"))
	hostile := town.get("/cerca?q=" + url.QueryEscape(`"><script>alert(1)</script>`)).status(http.StatusOK)
	holds(t, hostile)
	town.get("/cerca?q=%ff%fe").status(http.StatusOK)
	if strings.Contains(town.log.String(), "rinnovare") || strings.Contains(town.log.String(), "alert") {
		t.Error("the log has a citizen's words")
	}
}

func TestSearchesAreLimited(t *testing.T) {
	t.Parallel()
	town := open(t, func(_ *site.Needs, config *httpkit.Config) { config.TurnsPerMinute = 1 })
	statuses := make(map[int]int)
	for range 40 {
		statuses[town.get("/cerca?q=tari").Code]++
	}
	if statuses[http.StatusTooManyRequests] == 0 || statuses[http.StatusOK] == 0 {
		t.Errorf("statuses of 40 searches at once: %v", statuses)
	}
	town.get("/servizi/carta-identita").status(http.StatusOK)
}

func TestServicesThatCannotBeAskedForSaySo(t *testing.T) {
	t.Parallel()
	facts := shipped(t)
	sheet := knowledge.ServiceSheet{
		Status: knowledge.Some(knowledge.StatusInactive), StatusReason: knowledge.Some("I posti sono esauriti fino a marzo"),
		Successor: knowledge.Some(knowledge.ServiceID("carta-identita-minori")),
	}
	i := slices.IndexFunc(facts.ServiceSheets, func(f knowledge.Fact[knowledge.ServiceSheet]) bool {
		return f.Subject == "carta-identita" && f.Layer == knowledge.LayerLocal
	})
	if i < 0 {
		t.Fatal("the demo says nothing of the identity card")
	}
	facts.ServiceSheets[i].Value.Status, facts.ServiceSheets[i].Value.StatusReason = sheet.Status, sheet.StatusReason
	facts.ServiceSheets[i].Value.Successor = sheet.Successor
	town := open(t, func(needs *site.Needs, _ *httpkit.Config) { needs.Charters = charters{charterOf(t, facts)} })
	p := town.get("/servizi/carta-identita").status(http.StatusOK)
	p.says("Servizio non attivo", "I posti sono esauriti fino a marzo.", "Al suo posto: Carta d'identità elettronica per minorenni")
	town.get("/servizi?tema=anagrafe-stato-civile").says("Carta d'identità elettronica (CIE) non attivo")
}

func TestAServiceThatHasEndedLeadsToItsSuccessor(t *testing.T) {
	t.Parallel()
	facts, ended := shipped(t), knowledge.NewDate(2026, time.November, 1)
	for i := range facts.ServiceSheets {
		sheet := &facts.ServiceSheets[i]
		if sheet.Subject == "carta-identita-domicilio" && sheet.Valid.To > ended {
			sheet.Valid.To = ended
			sheet.Value.Successor = knowledge.Some(knowledge.ServiceID("carta-identita"))
		}
	}
	town := open(t, func(needs *site.Needs, _ *httpkit.Config) { needs.Charters = charters{charterOf(t, facts)} })
	town.get("/servizi/carta-identita-domicilio").status(http.StatusGone).
		says("Questo servizio non c'è più. Al suo posto:", "Carta d'identità elettronica (CIE)")
}

func TestRobotsAreToldWhereTheSitemapIs(t *testing.T) {
	t.Parallel()
	p := open(t, nil).get("/robots.txt").status(http.StatusOK)
	if !strings.Contains(p.Body.String(), "Sitemap: https://servizi.valdoria.example/sitemap.xml") {
		t.Errorf("robots.txt:\n%s", p.Body)
	}
}
