package lint_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/lint"
)

var today = knowledge.NewDate(2026, time.November, 23) // a Monday

// town is a municipality in order, with one service: each test breaks one
// thing of it.
type town struct {
	municipality knowledge.MunicipalityProfile
	office       knowledge.OfficeProfile
	structure    knowledge.OfficeStructure
	place        knowledge.OfficePlace
	hours        knowledge.OfficeHours
	contacts     knowledge.OfficeContacts
	doors, desk  []knowledge.OpeningRule
	officeDays   knowledge.Range
	tenure       knowledge.TenureProfile
	tenureDays   knowledge.Range

	sheet   knowledge.ServiceSheet
	access  knowledge.ServiceAccess
	fees    knowledge.ServiceFees
	term    knowledge.ServiceTerm
	duty    knowledge.ServiceDuty
	english knowledge.ServiceTranslation

	localSheet knowledge.ServiceSheet
	localFees  knowledge.ServiceFees
	other      *knowledge.ServiceSheet // a second service
	matter     *knowledge.MatterSheet
	event      *knowledge.EventStep // of a life event
}

func some[T any](v T) knowledge.Optional[T] { return knowledge.Some(v) }

func none[T any]() knowledge.Optional[T] { return knowledge.NotProvided[T]() }

func words(list string) knowledge.Optional[[]string] { return some(strings.Split(list, ",")) }

func weekdays(t *testing.T, from, to string) []knowledge.OpeningRule {
	t.Helper()
	rules, err := knowledge.ParseRule("lun-ven " + from + "-" + to)
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

func newTown(t *testing.T) *town {
	t.Helper()
	return &town{
		municipality: knowledge.MunicipalityProfile{
			Name: "Comune di Prova", Switchboard: "0999 1234", Email: "info@prova.example", PEC: "pec@prova.example", Website: "https://prova.example",
		},
		office: knowledge.OfficeProfile{Name: "Anagrafe", Kind: "ufficio"},
		place:  knowledge.OfficePlace{Building: "municipio"},
		hours:  knowledge.OfficeHours{Schedule: "sportello"},
		contacts: knowledge.OfficeContacts{Contacts: []knowledge.Contact{
			{Item: knowledge.Item{Key: "telefono"}, Kind: knowledge.ContactPhone, Value: "0999 1235"},
		}},
		doors: weekdays(t, "08:00", "18:00"), desk: weekdays(t, "09:00", "12:00"),
		officeDays: knowledge.Always,
		tenure:     knowledge.TenureProfile{Person: "rossi", Office: "anagrafe", Role: knowledge.RoleHead},
		tenureDays: knowledge.Always,
		sheet:      completeSheet(),
		access: knowledge.ServiceAccess{
			Channels: none[[]knowledge.Channel](), Appointment: some(knowledge.AppointmentNotNeeded),
		},
		fees: knowledge.ServiceFees{Fees: none[[]knowledge.Fee]()},
		term: knowledge.ServiceTerm{Durations: none[[]knowledge.Term](), Deadlines: none[[]knowledge.Term](), Silence: some(knowledge.SilenceNothing)},
		duty: knowledge.ServiceDuty{
			Office: some[knowledge.OfficeID]("anagrafe"), Official: some[knowledge.PersonID]("rossi"), Substitute: none[knowledge.PersonID](),
		},
		english: knowledge.ServiceTranslation{Title: some("Certificates"), Summary: some("How to get one."), Aliases: words("a,b,c,d")},
	}
}

func completeSheet() knowledge.ServiceSheet {
	return knowledge.ServiceSheet{
		Title: some("Certificati"), Summary: some("Come avere un certificato."), Topic: some("anagrafe"), Status: some(knowledge.StatusActive),
		Audience: some("Tutti."), Eligibility: some("Chi risiede qui."), Steps: none[[]knowledge.Step](),
		Requirements: none[[]knowledge.Requirement](), Outcome: some("Il certificato."), Validity: some("Sei mesi."),
		Afterwards: none[string](), Legal: none[[]knowledge.LegalBasis](), Subjects: none[[]string](), LifeEvents: none[[]string](),
		BizEvents: none[[]string](), Related: none[[]string](), Aliases: words("uno,due,tre,quattro,cinque,sei,sette,otto"),
	}
}

func fact[T any](layer knowledge.Layer, subject string, valid knowledge.Range, value T) []knowledge.Fact[T] {
	return []knowledge.Fact[T]{{Subject: subject, Layer: layer, Valid: valid, Value: value}}
}

func (p *town) facts() knowledge.Facts {
	const base, local = knowledge.LayerBase, knowledge.LayerLocal
	always := knowledge.Always
	f := knowledge.Facts{
		Municipality: fact(local, "comune", always, p.municipality),
		Schedules: append(fact(local, "porte", always, knowledge.Schedule{Name: "Municipio", Rules: p.doors}),
			fact(local, "sportello", always, knowledge.Schedule{Name: "Sportello", Rules: p.desk})...),
		Buildings:        fact(local, "municipio", always, knowledge.BuildingProfile{Name: "Municipio", Schedule: "porte"}),
		OfficeProfiles:   fact(local, "anagrafe", p.officeDays, p.office),
		OfficeStructures: fact(local, "anagrafe", p.officeDays, p.structure),
		OfficePlaces:     fact(local, "anagrafe", p.officeDays, p.place),
		OfficeHours:      fact(local, "anagrafe", p.officeDays, p.hours),
		OfficeContacts:   fact(local, "anagrafe", p.officeDays, p.contacts),
		People:           fact(local, "rossi", always, knowledge.PersonProfile{GivenName: "Maria", FamilyName: "Rossi"}),
		Tenures:          fact(local, "rossi/resp", p.tenureDays, p.tenure),
		ServiceSheets:    append(fact(base, "certificati", always, p.sheet), fact(local, "certificati", always, p.localSheet)...),
		ServiceAccess:    fact(base, "certificati", always, p.access),
		ServiceFees:      append(fact(base, "certificati", always, p.fees), fact(local, "certificati", always, p.localFees)...),
		ServiceTerms:     fact(base, "certificati", always, p.term),
		ServiceDuties:    fact(local, "certificati", always, p.duty),
	}
	f.ServiceTranslations = fact(base, "certificati", always, p.english)
	f.ServiceTranslations[0].Language = "en"
	if p.other != nil {
		f.ServiceSheets = append(f.ServiceSheets, fact(base, "altro", always, *p.other)...)
	}
	if p.matter != nil {
		f.Matters = fact(base, "passaporto", always, *p.matter)
	}
	if p.event != nil {
		f.LifeEvents = fact(base, "casa", always, knowledge.LifeEventSheet{
			Title: some("Cambio casa"), Summary: some("Che cosa fare."), Aliases: words("trasloco"), Steps: some([]knowledge.EventStep{*p.event}),
		})
	}
	return f
}

func (p *town) check(t *testing.T, matcher lint.Matcher) lint.Report {
	t.Helper()
	report, err := lint.Check(lint.Input{Facts: p.facts(), Today: today, Zone: time.UTC, Matcher: matcher})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// line writes a finding as the tables of these tests do.
func line(f lint.Finding) string {
	return string(f.Severity) + " " + f.File + " " + f.Field + ": " + f.Message
}

func found(r lint.Report, want string) bool {
	return slices.ContainsFunc(r.Findings, func(f lint.Finding) bool { return strings.Contains(line(f), want) })
}

func lines(r lint.Report) string {
	all := make([]string, len(r.Findings))
	for i, f := range r.Findings {
		all[i] = line(f)
	}
	return strings.Join(all, "\n")
}

func TestATownInOrderHasNothingToMend(t *testing.T) {
	t.Parallel()
	if report := newTown(t).check(t, nil); len(report.Findings) > 0 {
		t.Errorf("found:\n%s", lines(report))
	}
}

// law is the source of a figure that somebody read.
func law() knowledge.Source { return knowledge.Source{Cite: "Normattiva", VerifiedOn: &today} }

func days(n int) *int { return &n }

func euro(cents knowledge.Euro) *knowledge.Euro { return &cents }

func TestRules(t *testing.T) {
	t.Parallel()
	toFill := knowledge.Fee{Item: knowledge.Item{Key: "diritti"}, Name: "Diritti", Source: knowledge.Source{ToFill: true}}
	fee := func(name, note string) knowledge.ServiceFees {
		return knowledge.ServiceFees{Payment: some("Allo sportello."), Fees: some([]knowledge.Fee{
			{Item: knowledge.Item{Key: "bollo"}, Name: name, Amount: euro(1600), Note: note, Source: law()},
			{Item: knowledge.Item{Key: "diritti"}, Name: "Diritti", Amount: euro(52), Source: law()},
		})}
	}
	term := func(text string, n int) knowledge.ServiceTerm {
		return knowledge.ServiceTerm{Durations: none[[]knowledge.Term](), Silence: some(knowledge.SilenceNothing), Deadlines: some([]knowledge.Term{
			{Item: knowledge.Item{Key: "domanda"}, Text: text, Days: days(n), Source: law()},
		})}
	}
	other := func(title, aliases string) *knowledge.ServiceSheet {
		sheet := completeSheet()
		sheet.Title, sheet.Aliases = some(title), words(aliases)
		return &sheet
	}
	const many = "nove,dieci,undici,dodici,tredici,quattordici,quindici,sedici"
	nextYear := knowledge.NewDate(2027, time.January, 1)
	tests := map[string]struct {
		alter func(*town)
		want  string
	}{
		"a field of the base that says nothing": {func(p *town) { p.sheet.Outcome = knowledge.Optional[string]{} },
			"error base/servizi/certificati.yaml ottieni: manca"},
		"what only the municipality knows is told of its file": {func(p *town) { p.duty.Official = knowledge.Optional[knowledge.PersonID]{} },
			"error locale/servizi/certificati.yaml responsabile: manca"},
		"an inactive service without a reason": {func(p *town) { p.localSheet.Status = some(knowledge.StatusInactive) },
			"error locale/servizi/certificati.yaml motivo_stato: manca"},
		"booking without saying how": {func(p *town) { p.access.Appointment = some(knowledge.AppointmentRequired) },
			"error locale/servizi/certificati.yaml prenotazione: manca"},
		"a placeholder that the municipality has not filled": {func(p *town) {
			p.fees = knowledge.ServiceFees{Fees: some([]knowledge.Fee{toFill}), Payment: some("Allo sportello.")}
		}, "error locale/servizi/certificati.yaml costi.diritti: la base lascia al Comune di dirlo"},
		"a summary that does not fit": {func(p *town) { p.sheet.Summary = some(strings.Repeat("parola ", 24)) },
			"error base/servizi/certificati.yaml sommario: ha 168 caratteri"},
		"too few aliases":         {func(p *town) { p.sheet.Aliases = words("uno,due") }, "alias: sono 2: almeno 8"},
		"too few English aliases": {func(p *town) { p.english.Aliases = words("a,b,c") }, "en.alias: sono 3: almeno 4"},
		"an alias of two services": {func(p *town) { p.other = other("Altro", many+",Due!") },
			"error base/servizi/certificati.yaml alias: «due» è già un alias del servizio altro"},
		"an alias that is another's title": {func(p *town) { p.other = other("Qualità", many); p.localSheet.Aliases = words("qualita") },
			"error locale/servizi/certificati.yaml alias: «qualita» è il titolo del servizio altro"},
		"an alias written twice": {func(p *town) { p.sheet.Aliases = words(many + ",Nove") }, "warning base/servizi/certificati.yaml alias: «Nove» è scritto due volte"},
		"an alias that leads to another body too": {func(p *town) {
			p.matter = &knowledge.MatterSheet{Title: some("Passaporto"), Where: some("In Questura."), Aliases: words("due")}
		}, "warning base/altri-enti.yaml alias: «due» porta anche al servizio certificati"},
		"a related service that is not there": {func(p *town) { p.localSheet.Related = words("nulla") },
			"error locale/servizi/certificati.yaml correlati: il servizio «nulla» non c'è"},
		"a successor that is not there": {func(p *town) { p.sheet.Successor = some[knowledge.ServiceID]("nulla") },
			"error base/servizi/certificati.yaml successore: il servizio «nulla» non c'è"},
		"another body's dead link": {func(p *town) {
			p.matter = &knowledge.MatterSheet{Title: some("Passaporto"), Where: some("In Questura."), Related: words("nulla")}
		}, "error base/altri-enti.yaml correlati: il servizio «nulla» non c'è"},
		"another body without a place to go": {func(p *town) { p.matter = &knowledge.MatterSheet{Title: some("Passaporto")} },
			"error base/altri-enti.yaml dove: manca"},
		"a long sentence": {func(p *town) { p.sheet.Eligibility = some(strings.Repeat("parola ", 31)) },
			"warning base/servizi/certificati.yaml chi_puo: frase di 31 parole"},
		"a sheet that is hard to read": {func(p *town) {
			p.sheet.Description = some(strings.Repeat("amministrazioni pubblicamente convenzionate obbligatoriamente ", 20))
		}, "indice Gulpease"},
		"a bureaucratic word, capital or not": {func(p *town) { p.localSheet.Eligibility = some("All'uopo si viene qui.") },
			"warning locale/servizi/certificati.yaml chi_puo: «all uopo»: scrivi piuttosto «per questo»"},
		"an amount in the fee's name that is not the field's": {func(p *town) { p.fees = fee("Bollo da 14,62 euro", "") },
			"error base/servizi/certificati.yaml costi.bollo: la voce dice 14,62 euro, l'importo 16 euro"},
		"a total that no sum gives": {func(p *town) { p.fees = fee("Bollo", "In tutto si pagano 16,62 euro.") },
			"costi.bollo: la nota dice in tutto 16,62 euro"},
		"a step that asks for money the fees do not": {func(p *town) {
			p.sheet.Steps = some([]knowledge.Step{{Item: knowledge.Item{Key: "paga"}, Text: "Paga 20 euro."}})
		}, "warning base/servizi/certificati.yaml passi.paga: si parla di pagare 20 euro"},
		"a term in words that is not the days'": {func(p *town) { p.term = term("Entro venti giorni.", 30) },
			"error base/servizi/certificati.yaml scadenze.domanda: il testo dice «venti giorni», il campo 30 giorni"},
		"months that are not the days": {func(p *town) { p.term = term("Entro 2 mesi.", 90) }, "il testo dice «2 mesi», il campo 90 giorni"},
		"a legal figure without a source": {func(p *town) {
			p.term = term("Entro 20 giorni.", 20)
			p.term.Deadlines.Value[0].Source = knowledge.Source{}
		},
			"error base/servizi/certificati.yaml scadenze.domanda: manca: «fonte»"},
		"a figure both verified and not": {func(p *town) { p.fees = fee("Bollo", ""); p.fees.Fees.Value[0].Unverified = true },
			"error base/servizi/certificati.yaml costi.bollo: dice sia «verificato_il» sia «verifica»"},
		"a desk behind closed doors": {func(p *town) { p.desk = weekdays(t, "09:00", "19:00") },
			"error locale/uffici/anagrafe.yaml orario: riceve il 2026-11-23 dalle 09:00 alle 19:00, ma Municipio è chiuso"},
		"a service's own desk behind closed doors is a doubt": {func(p *town) {
			p.place.Building, p.access.Schedule, p.doors = "municipio", some[knowledge.ScheduleID]("sportello"), weekdays(t, "10:00", "18:00")
		}, "warning locale/servizi/certificati.yaml orario: riceve il 2026-11-23"},
		"an official whose tenure ends": {func(p *town) { p.tenureDays.To = nextYear },
			"error locale/servizi/certificati.yaml responsabile: rossi non ha nessun incarico (dal 2027-01-01)"},
		"a substitute without a tenure": {func(p *town) { p.tenureDays.To, p.duty.Substitute = today, some[knowledge.PersonID]("rossi") },
			"error locale/servizi/certificati.yaml sostituto: rossi non ha nessun incarico"},
		"an official of another office": {func(p *town) { p.tenure.Office, p.tenure.Body = "", "Giunta" },
			"warning locale/servizi/certificati.yaml responsabile: rossi non ha un incarico nell'ufficio anagrafe"},
		"a tenure in an office that has ended": {func(p *town) { p.officeDays.To, p.duty = nextYear, knowledge.ServiceDuty{} },
			"error locale/persone.yaml incarichi: incarico nell'ufficio anagrafe, che non c'è più (dal 2027-01-01)"},
		"an office nobody knows when to visit": {func(p *town) { p.hours.Schedule = "" }, "error locale/uffici/anagrafe.yaml orario: manca"},
		"an office nobody can call":            {func(p *town) { p.contacts.Contacts = nil }, "error locale/uffici/anagrafe.yaml contatti: mancano"},
		"an office nobody can find":            {func(p *town) { p.place.Building = "" }, "error locale/uffici/anagrafe.yaml sede: manca"},
		"a number that is none":                {func(p *town) { p.contacts.Contacts[0].Value = "interno 12" }, "contatti.telefono: «interno 12» non è un numero di telefono"},
		"an address without its domain":        {func(p *town) { p.municipality.Email = "info@prova" }, "error locale/comune.yaml email: «info@prova» non è un indirizzo e-mail"},
		"a site without its protocol":          {func(p *town) { p.municipality.Website = "prova.example" }, "sito: «prova.example» non è l'indirizzo di un sito"},
		"a town hall without a switchboard":    {func(p *town) { p.municipality.Switchboard = "" }, "error locale/comune.yaml centralino: manca"},
		"a life event's step to no service": {func(p *town) {
			p.event = &knowledge.EventStep{Item: knowledge.Item{Key: "uno"}, Text: "Fallo.", Service: "nulla"}
		}, "error base/eventi.yaml passi.uno: il servizio «nulla» non c'è"},
		"a life event's step to no other body": {func(p *town) {
			p.event = &knowledge.EventStep{Item: knowledge.Item{Key: "uno"}, Text: "Fallo.", Matter: "nulla"}
		}, "error base/eventi.yaml passi.uno: l'altro ente «nulla» non c'è"},
		"a life event that knows another deadline": {func(p *town) {
			p.term = term("Entro 20 giorni.", 20)
			p.event = &knowledge.EventStep{Item: knowledge.Item{Key: "uno"}, Text: "Chiedi.", Service: "certificati", When: "entro 30 giorni"}
		}, "warning base/eventi.yaml passi.uno: dice «30 giorni», ma fra le scadenze di certificati non c'è"},
		"a figure that nobody verified": {func(p *town) {
			p.localFees.Fees = some([]knowledge.Fee{{Item: knowledge.Item{Key: "bollo"}, Name: "Bollo", Amount: euro(1600), Source: knowledge.Source{Unverified: true}}})
		}, "info locale/servizi/certificati.yaml costi.bollo: Bollo: 16 euro"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newTown(t)
			tt.alter(p)
			if report := p.check(t, nil); !found(report, tt.want) {
				t.Errorf("not found: %q\nfound:\n%s", tt.want, lines(report))
			}
		})
	}
}

func TestWhatIsNoFault(t *testing.T) {
	t.Parallel()
	tests := map[string]func(*town){
		"at once cites no law": func(p *town) { p.term.Durations = some([]knowledge.Term{{Text: "Subito.", Days: days(0)}}) },
		"months that are the days": func(p *town) {
			p.term.Deadlines = some([]knowledge.Term{{Text: "Entro sei mesi.", Days: days(180), Source: law()}})
		},
		"the next day is one day": func(p *town) {
			p.term.Deadlines = some([]knowledge.Term{{Text: "Il giorno successivo.", Days: days(1), Source: law()}})
		},
		"an area that receives nobody": func(p *town) {
			p.office.Kind, p.hours.Schedule, p.access.Schedule = "settore", "", none[knowledge.ScheduleID]()
		},
		"a fee's bound is not its amount":        func(p *town) { p.fees = paid("Con ISEE fino a 8.000 euro", 9000, "") },
		"an amount that the fee's note explains": func(p *town) { p.fees = paid("Bollo", 1600, "Due marche se l'atto è lungo: 32 euro.") },
		"a field that only the local layer says": func(p *town) { p.localSheet.Summary = some("Come avere un certificato a Prova.") },
		"a full stop that abbreviates": func(p *town) {
			p.sheet.Eligibility = some(strings.Repeat("una parola ", 10) + "secondo l'art. 5. " + strings.Repeat("Altra parola ", 10))
		},
	}
	for name, alter := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newTown(t)
			alter(p)
			if report := p.check(t, nil); len(report.Findings) > 0 {
				t.Errorf("found:\n%s", lines(report))
			}
		})
	}
}

func paid(name string, cents knowledge.Euro, note string) knowledge.ServiceFees {
	return knowledge.ServiceFees{Payment: some("Allo sportello."), Fees: some([]knowledge.Fee{
		{Item: knowledge.Item{Key: "voce"}, Name: name, Amount: &cents, Note: note, Source: law()},
	})}
}

// misled takes every text for the given target.
type misled string

func (m misled) Answers(string) string { return string(m) }

func TestServicesThatAreTakenForEachOther(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		answers misled
		want    bool
	}{
		"answered about another":           {"svc:altro", true},
		"answered about itself":            {"svc:certificati", false},
		"asked back":                       {"", false},
		"its own office is no other":       {"office:anagrafe", false},
		"taken for the state of a request": {"status", true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			report := newTown(t).check(t, tt.answers)
			if got := found(report, "alias: chi scrive «Certificati», «uno»"); got != tt.want {
				t.Errorf("told %v, want %v:\n%s", got, tt.want, lines(report))
			}
		})
	}
}

func TestABaseByItself(t *testing.T) {
	t.Parallel()
	all := newTown(t).facts()
	base := knowledge.Facts{
		ServiceSheets: all.ServiceSheets[:1], ServiceAccess: all.ServiceAccess, ServiceFees: all.ServiceFees[:1],
		ServiceTerms: all.ServiceTerms, ServiceTranslations: all.ServiceTranslations,
	}
	report, err := lint.Check(lint.Input{Facts: base, Today: today, Zone: time.UTC})
	if err != nil || len(report.Findings) > 0 {
		t.Errorf("error %v, found:\n%s", err, lines(report))
	}
	if report.Services != 1 || report.Published != 0 {
		t.Errorf("%d services, %d published; want 1 and 0", report.Services, report.Published)
	}
}

func TestTheReportForPeople(t *testing.T) {
	t.Parallel()
	p := newTown(t)
	p.sheet.Aliases = words("uno,due")
	p.fees = paid("Bollo | marca", 1600, "")
	p.fees.Fees.Value[0].Source = knowledge.Source{Unverified: true}
	report := p.check(t, nil)
	var text, list strings.Builder
	if err := report.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	if err := report.WriteUnverified(&list); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"servizio certificati\n  errore  base/servizi/certificati.yaml · alias: sono 2: almeno 8\n", "Gulpease",
		"in tutto, su 1 servizio, di cui 1 pubblicato",
	} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("no %q in:\n%s", want, &text)
		}
	}
	if want := "| `certificati` | `costi.voce` | Bollo \\| marca: 16 euro |  |\n"; !strings.Contains(list.String(), want) {
		t.Errorf("no %q in:\n%s", want, &list)
	}
}
