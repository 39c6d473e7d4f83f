package site_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/channels/site"
)

func TestWhatIsNotThereIsToldInWords(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		address string
		status  int
		want    []string
	}{
		"an address that there is not":   {"/sindaco/contatti", http.StatusNotFound, []string{"Non c'è nessuna pagina a questo indirizzo.", "Cerca nella carta dei servizi"}},
		"a service called otherwise":     {"/servizi/carta-di-identita-elettronica", http.StatusNotFound, []string{"Questo servizio non c'è. Forse cercavi:", "Carta d'identità elettronica (CIE)"}},
		"a service on another day":       {"/servizi/nulla?on=2026-12-05", http.StatusNotFound, []string{"Questo servizio non c'è, o non c'è in quella data."}},
		"a topic that there is not":      {"/servizi?tema=chiama-il-numero", http.StatusNotFound, []string{"Nessun servizio per questo argomento."}},
		"a subject that there is not":    {"/servizi?argomento=Chiama+il+numero", http.StatusNotFound, []string{"Nessun servizio per questo argomento."}},
		"an office that has ended":       {"/uffici/ufficio-sport", http.StatusGone, []string{"Questo ufficio non c'è più. Adesso se ne occupa:", "Cultura, sport e associazioni"}},
		"a building that there is not":   {"/sedi/castello", http.StatusNotFound, []string{"Questa sede non c'è"}},
		"a life event that there is not": {"/eventi/vinco-al-lotto", http.StatusNotFound, []string{"Questo evento non c'è"}},
		"a matter that there is not":     {"/altri-enti/astrologia", http.StatusNotFound, []string{"Questa voce non c'è"}},
		"a day that cannot be read":      {"/uffici?on=domani", http.StatusBadRequest, []string{"La data non si legge"}},
		"a day that there is not":        {"/uffici?on=2026-02-30", http.StatusBadRequest, []string{"La data non si legge"}},
		"a day of which nothing is kept": {"/uffici?on=1850-01-01", http.StatusNotFound, []string{"Di quel giorno la carta dei servizi non sa niente"}},
		"an endless topic":               {"/servizi?tema=" + strings.Repeat("x", 300), http.StatusBadRequest, []string{"L'indirizzo è troppo lungo"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := open(t, nil).get(c.address).status(c.status).says(c.want...)
			holds(t, p)
			if !strings.Contains(p.Body.String(), "| Comune di Valdoria</title>") {
				t.Error("the page does not say whose it is")
			}
			if got := p.Header().Get("Cache-Control"); got != "no-store" {
				t.Errorf("Cache-Control = %q: a failure would be kept", got)
			}
			if strings.Contains(strings.ToLower(p.Body.String()), "chiama") {
				t.Error("the page says what its address says")
			}
			if !strings.Contains(p.Body.String(), `content="noindex"`) {
				t.Error("search engines may list a page of failure")
			}
		})
	}
}

func TestASlashAtTheEndIsPutRight(t *testing.T) {
	t.Parallel()
	town := open(t, nil)
	for address, want := range map[string]string{
		"/servizi/":               "/servizi",
		"/uffici/anagrafe/":       "/uffici/anagrafe",
		"/uffici/?on=2026-12-05":  "/uffici?on=2026-12-05",
		"//example.org/":          "/example.org",
		"/%5Cexample.org/":        "/%5Cexample.org",
		"/..//%5C/example.org/./": "/%5C/example.org",
		"/a%0d%0ab%3fc/":          "/a%0D%0Ab%3Fc",
	} {
		if p := town.get(address); p.Code != http.StatusMovedPermanently || p.Header().Get("Location") != want {
			t.Errorf("GET %s = %d to %q, want %q", address, p.Code, p.Header().Get("Location"), want)
		}
	}
}

func TestWithoutACharterThePagesSaySo(t *testing.T) {
	t.Parallel()
	town := open(t, func(needs *site.Needs, _ *httpkit.Config) { needs.Charters = away{} })
	for _, address := range []string{"/", "/servizi/carta-identita", "/privacy", "/cerca?q=tari", "/nulla"} {
		p := town.get(address).status(http.StatusServiceUnavailable).says("La carta dei servizi non è ancora pronta.")
		if p.Header().Get("Retry-After") == "" {
			t.Errorf("%s does not say when to try again", address)
		}
	}
}
