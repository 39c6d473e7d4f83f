package api_test

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/channels/api"
	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/base"
	"github.com/cittaclick/cittaclick/knowledge/demo"
	"github.com/cittaclick/cittaclick/knowledge/exchange"
)

// charters gives one charter, for days from 2026 on.
type charters struct{ charter *knowledge.Charter }

func (c charters) On(_ context.Context, day knowledge.Date) (knowledge.View, error) {
	if day.Year() < 2026 {
		return knowledge.View{}, fault.New(fault.NotFound, "Di quel giorno la carta non sa nulla.")
	}
	return c.charter.On(day), nil
}

// valdoria is the charter that the program carries, read once.
var valdoria = sync.OnceValues(func() (*knowledge.Charter, error) {
	facts, err := exchange.Load(base.FS, demo.FS)
	if err != nil {
		return nil, err
	}
	return knowledge.NewCharter(facts, rome())
})

func shipped(t testing.TB) setting {
	t.Helper()
	charter, err := valdoria()
	if err != nil {
		t.Fatal(err)
	}
	return func(needs *api.Needs, _ *httpkit.Config) { needs.Charters = charters{charter} }
}

// fact is true always; since and until narrow it.
func fact[T any](subject string, value T) knowledge.Fact[T] {
	return knowledge.Fact[T]{Subject: subject, Layer: knowledge.LayerLocal, Valid: knowledge.Always, Value: value}
}

func since[T any](day knowledge.Date, f knowledge.Fact[T]) knowledge.Fact[T] {
	f.Valid.From = day
	return f
}

func key(k string) knowledge.Item { return knowledge.Item{Key: k} }

func until[T any](day knowledge.Date, f knowledge.Fact[T]) knowledge.Fact[T] {
	f.Valid.To = day
	return f
}

// smallCharter is a town hall with a registry office that moves upstairs on 1
// December 2026, and a tourist office that it took over in October.
func smallCharter(t testing.TB) charters {
	t.Helper()
	rules, err := knowledge.ParseRules([]string{"lun-ven 08:30-12:30 ultimo ingresso 12:15", "mar 15:00-17:30 su appuntamento"})
	if err != nil {
		t.Fatal(err)
	}
	move, end := day(t, "2026-12-01"), day(t, "2026-10-01")
	facts := knowledge.Facts{
		Version: 7,
		Municipality: []knowledge.Fact[knowledge.MunicipalityProfile]{fact("comune", knowledge.MunicipalityProfile{
			Name: "Comune di Valdoria", Patron: knowledge.Patron{Name: "San Giorgio", Day: knowledge.NewMonthDay(time.April, 23)},
		})},
		Schedules: []knowledge.Fact[knowledge.Schedule]{fact("anagrafe", knowledge.Schedule{Name: "Anagrafe", Rules: rules})},
		Closures: []knowledge.Fact[knowledge.Closure]{{
			Subject: "ponte", Layer: knowledge.LayerLocal, Valid: knowledge.Between(day(t, "2026-12-07"), day(t, "2026-12-07")),
			Value: knowledge.Closure{Reason: "ponte dell'Immacolata", Kind: knowledge.ClosureClosed, Targets: []knowledge.HoursOwner{knowledge.Municipality()}},
		}},
		Buildings: []knowledge.Fact[knowledge.BuildingProfile]{fact("palazzo", knowledge.BuildingProfile{
			Name: "Palazzo comunale", Address: "Piazza del Popolo 1", PostalCode: "15000", Locality: "Valdoria",
			Latitude: 44.9, Longitude: 8.6, Access: "Rampa in via Roma", Schedule: "anagrafe",
			Floors: []knowledge.Floor{{Level: 0, Label: "T", Name: "Piano terra"}, {Level: 1, Label: "1"}},
		})},
		Rooms: []knowledge.Fact[knowledge.RoomProfile]{
			fact("palazzo/3", knowledge.RoomProfile{Building: "palazzo", Level: 0, Code: "3", Name: "Sportello", Accessible: true}),
			fact("palazzo/11", knowledge.RoomProfile{Building: "palazzo", Level: 1, Code: "11"}),
		},
		OfficeProfiles: []knowledge.Fact[knowledge.OfficeProfile]{
			fact("anagrafe", knowledge.OfficeProfile{Name: "Ufficio anagrafe", Kind: "ufficio", Aliases: []string{"carte d'identità"}}),
			until(end, fact("turismo", knowledge.OfficeProfile{Name: "Ufficio turismo", Kind: "ufficio"})),
		},
		OfficeStructures: []knowledge.Fact[knowledge.OfficeStructure]{
			until(end, fact("turismo", knowledge.OfficeStructure{Successors: []knowledge.OfficeID{"anagrafe"}})),
		},
		OfficePlaces: []knowledge.Fact[knowledge.OfficePlace]{
			until(move, fact("anagrafe", knowledge.OfficePlace{Building: "palazzo", Rooms: []knowledge.RoomID{"palazzo/3"}})),
			since(move, fact("anagrafe", knowledge.OfficePlace{Building: "palazzo", Rooms: []knowledge.RoomID{"palazzo/11"}})),
		},
		OfficeHours: []knowledge.Fact[knowledge.OfficeHours]{fact("anagrafe", knowledge.OfficeHours{Schedule: "anagrafe"})},
		OfficeContacts: []knowledge.Fact[knowledge.OfficeContacts]{fact("anagrafe", knowledge.OfficeContacts{Contacts: []knowledge.Contact{
			{Kind: knowledge.ContactPhone, Value: "0000 123456", Schedule: "anagrafe"},
			{Kind: knowledge.ContactEmail, Value: "anagrafe@comune.valdoria.example"},
		}})},
		People:  []knowledge.Fact[knowledge.PersonProfile]{fact("bianchi", knowledge.PersonProfile{GivenName: "Anna", FamilyName: "Bianchi", Title: "Dott.ssa"})},
		Tenures: []knowledge.Fact[knowledge.TenureProfile]{fact("bianchi/1", knowledge.TenureProfile{Person: "bianchi", Office: "anagrafe", Role: knowledge.RoleHead})},
	}
	addServices(t, &facts)
	charter, err := knowledge.NewCharter(facts, rome())
	if err != nil {
		t.Fatal(err)
	}
	return charters{charter}
}

// addServices adds one service with all fields and one with hardly any.
func addServices(t testing.TB, facts *knowledge.Facts) {
	t.Helper()
	cost, days := knowledge.Euro(2221), 6
	facts.ServiceSheets = []knowledge.Fact[knowledge.ServiceSheet]{
		since(day(t, "2026-03-02"), fact("carta-identita", knowledge.ServiceSheet{
			Title: knowledge.Some("Carta d'identità elettronica"), Summary: knowledge.Some("Il documento che prova chi sei."),
			Topic: knowledge.Some("Anagrafe e stato civile"), Status: knowledge.Some(knowledge.StatusActive),
			Steps:        knowledge.Some([]knowledge.Step{{Item: key("a"), Text: "Prenota."}, {Item: key("b"), Text: "Vieni allo sportello."}}),
			Requirements: knowledge.Some([]knowledge.Requirement{{Item: key("a"), Name: "Fototessera", Specimen: "originale"}, {Item: key("b"), Name: "Denuncia", Condition: "solo se l'hai persa"}}),
			Constraints:  knowledge.NotProvided[string](),
			Legal:        knowledge.Some([]knowledge.LegalBasis{{Act: "R.D. 773/1931", Article: "3"}}),
			Aliases:      knowledge.Some([]string{"CIE"}),
		})),
		fact("sala-civica", knowledge.ServiceSheet{Title: knowledge.Some("Sala civica"), Topic: knowledge.Some("Cultura")}),
	}
	facts.ServiceAccess = []knowledge.Fact[knowledge.ServiceAccess]{fact("carta-identita", knowledge.ServiceAccess{
		Channels:    knowledge.Some([]knowledge.Channel{{Kind: knowledge.ChannelDesk, Description: "Allo sportello"}}),
		Appointment: knowledge.Some(knowledge.AppointmentRequired),
	})}
	facts.ServiceFees = []knowledge.Fact[knowledge.ServiceFees]{
		fact("carta-identita", knowledge.ServiceFees{Fees: knowledge.Some([]knowledge.Fee{
			{Item: key("a"), Name: "Rilascio", Amount: &cost}, {Item: key("b"), Name: "Duplicato", Note: "lo dice l'ufficio", Source: knowledge.Source{Unverified: true}},
		})}),
		fact("sala-civica", knowledge.ServiceFees{Fees: knowledge.NotProvided[[]knowledge.Fee]()}),
	}
	facts.ServiceTerms = []knowledge.Fact[knowledge.ServiceTerm]{fact("carta-identita", knowledge.ServiceTerm{
		Durations: knowledge.Some([]knowledge.Term{{Days: &days, Text: "6 giorni lavorativi"}}),
	})}
	facts.Matters = []knowledge.Fact[knowledge.MatterSheet]{fact("denuncia-furto", knowledge.MatterSheet{
		Title: knowledge.Some("Denuncia di furto"), Body: knowledge.Some("Carabinieri"),
	})}
	facts.LifeEvents = []knowledge.Fact[knowledge.LifeEventSheet]{fact("perdo-il-portafoglio", knowledge.LifeEventSheet{
		Title: knowledge.Some("Ho perso il portafoglio"), Summary: knowledge.Some("Che cosa fare, in ordine."),
		LifeEvents: knowledge.Some([]string{"16"}), Aliases: knowledge.Some([]string{"mi hanno rubato la borsa"}),
		Steps: knowledge.Some([]knowledge.EventStep{
			{Item: key("a"), Text: "Blocca le carte.", When: "subito"},
			{Item: key("b"), Text: "Fai la denuncia.", Matter: "denuncia-furto"},
			{Item: key("c"), Text: "Rifai la carta d'identità.", Service: "carta-identita"},
			{Item: key("d"), Text: "Rifai la tessera.", Service: "tessera-elettorale"}, // not offered here
		}),
	})}
	facts.ServiceDuties = []knowledge.Fact[knowledge.ServiceDuty]{
		fact("carta-identita", knowledge.ServiceDuty{Office: knowledge.Some(knowledge.OfficeID("anagrafe")), Official: knowledge.Some(knowledge.PersonID("bianchi"))}),
		fact("sala-civica", knowledge.ServiceDuty{Office: knowledge.Some(knowledge.OfficeID("anagrafe"))}),
	}
}

func TestThingsOfTheCharterHaveTheirShape(t *testing.T) {
	t.Parallel()
	town := setup(t)
	for name, path := range map[string]string{
		"services.json":             "/api/v1/services",
		"service.json":              "/api/v1/services/carta-identita",
		"service_hardly_known.json": "/api/v1/services/sala-civica",
		"offices.json":              "/api/v1/offices",
		"office.json":               "/api/v1/offices/anagrafe",
		"office_closed_day.json":    "/api/v1/offices/anagrafe?on=2026-12-07",
		"buildings.json":            "/api/v1/buildings",
		"building.json":             "/api/v1/buildings/palazzo",
		"life_events.json":          "/api/v1/life-events",
		"life_event.json":           "/api/v1/life-events/perdo-il-portafoglio",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := town.get(t, path)
			if got.status != http.StatusOK {
				t.Fatalf("status = %d: %s", got.status, got.body)
			}
			golden(t, name, got)
		})
	}
}

func TestListsComePageByPage(t *testing.T) {
	t.Parallel()
	town := setup(t, shipped(t))
	var whole slugs
	town.get(t, "/api/v1/services?limit=1000").decode(t, &whole)
	if len(whole.Items) < 40 || whole.Next != "" {
		t.Fatalf("%d services, next %q: want all of them at once", len(whole.Items), whole.Next)
	}
	var paged slugs
	for next := "?limit=3"; next != ""; {
		var page slugs
		town.get(t, "/api/v1/services"+next).decode(t, &page)
		paged.Items = append(paged.Items, page.Items...)
		if next = ""; page.Next != "" {
			next = "?limit=3&cursor=" + page.Next
		}
	}
	if diff := cmp.Diff(whole.Items, paged.Items); diff != "" {
		t.Errorf("pages together differ from the whole (-whole +paged):\n%s", diff)
	}
}

func TestServicesAreFoundByWordsAndTopic(t *testing.T) {
	t.Parallel()
	town := setup(t)
	for query, want := range map[string]string{
		"":                                   "carta-identita sala-civica",
		"q=IDENTITA":                         "carta-identita",
		"q=cie":                              "carta-identita",
		"q=carta+elettronica":                "carta-identita",
		"q=carta+civica":                     "",
		"topic=cultura":                      "sala-civica",
		"topic=Anagrafe+e+stato+civile":      "carta-identita",
		"q=sala&topic=cultura&on=2026-12-01": "sala-civica",
		"on=2026-02-01":                      "sala-civica",
	} {
		var got slugs
		town.get(t, "/api/v1/services?"+query).decode(t, &got)
		found := []string{}
		for _, item := range got.Items {
			found = append(found, item.Slug)
		}
		if strings.Join(found, " ") != want {
			t.Errorf("services?%s = %v, want %q", query, found, want)
		}
	}
}

func TestQuestionsThatCannotBeAnswered(t *testing.T) {
	t.Parallel()
	town := setup(t)
	d := described(t, town)
	cases := map[string]struct {
		path, query string
		status      int
		detail      string
	}{
		"a service that is none":    {"/api/v1/services/{slug}", "/api/v1/services/passaporto", 404, "Questo servizio non c'è"},
		"a life event that is none": {"/api/v1/life-events/{slug}", "/api/v1/life-events/vinco-alla-lotteria", 404, "Questo evento non c'è"},
		"a building that is none":   {"/api/v1/buildings/{slug}", "/api/v1/buildings/torre", 404, "Questa sede non c'è"},
		"an office that never was":  {"/api/v1/offices/{slug}", "/api/v1/offices/astronomia", 404, "Questo ufficio non c'è"},
		"an office that has ended":  {"/api/v1/offices/{slug}", "/api/v1/offices/turismo", 410, "Al suo posto: Ufficio anagrafe (/api/v1/offices/anagrafe)"},
		"a slug with tricks":        {"/api/v1/services/{slug}", "/api/v1/services/..%2f..%2fetc", 404, "Questo servizio non c'è"},
		"a day long before":         {"/api/v1/services/{slug}", "/api/v1/services/carta-identita?on=1999-01-01", 404, "Di quel giorno"},
		"a day that is no day":      {"/api/v1/services", "/api/v1/services?on=domani", 422, "errors"},
		"a day that does not exist": {"/api/v1/services", "/api/v1/services?on=2026-02-30", 422, "errors"},
		"no items at all":           {"/api/v1/services", "/api/v1/services?limit=0", 422, "errors"},
		"more than a thousand":      {"/api/v1/services", "/api/v1/services?limit=1001", 422, "errors"},
		"a limit in words":          {"/api/v1/services", "/api/v1/services?limit=tanti", 422, "errors"},
		"a cursor that nobody gave": {"/api/v1/services", "/api/v1/services?cursor=%21", 422, "cursor"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := town.get(t, c.query)
			problem := problemOf(t, got)
			if got.status != c.status || !strings.Contains(problem.Detail, c.detail) {
				t.Errorf("answer = %d %+v, want %d %q", got.status, problem, c.status, c.detail)
			}
			for _, e := range problem.Errors {
				if e.Message == "valore non valido" || e.Location == "" {
					t.Errorf("error says too little: %+v", e)
				}
			}
			for _, problem := range d.check(c.path, "get", got) {
				t.Error(problem)
			}
		})
	}
}

func TestWhatTheClientHasIsNotSentAgain(t *testing.T) {
	t.Parallel()
	clock := now
	town := setup(t, func(needs *api.Needs, _ *httpkit.Config) { needs.Now = func() time.Time { return clock } })
	const path = "/api/v1/offices/anagrafe"
	first := town.get(t, path)
	tag := first.header.Get("ETag")
	if tag == "" || first.header.Get("Cache-Control") != "public, max-age=60" {
		t.Fatalf("headers = %v", first.header)
	}
	for _, header := range []string{tag, strings.TrimPrefix(tag, "W/"), `"other", ` + tag, "*"} {
		if got := town.get(t, path, "If-None-Match", header); got.status != http.StatusNotModified || len(got.body) != 0 {
			t.Errorf("If-None-Match %s: status %d, %d bytes", header, got.status, len(got.body))
		}
	}
	if got := town.get(t, path+"?on=2026-12-01", "If-None-Match", tag); got.status != http.StatusOK {
		t.Errorf("another day: status %d", got.status)
	}
	clock = clock.Add(time.Minute)
	if got := town.get(t, path, "If-None-Match", tag); got.status != http.StatusOK {
		t.Errorf("a minute later: status %d", got.status)
	}
}
