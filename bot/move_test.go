package bot_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/knowledge/exchange"
	"github.com/cittaclick/cittaclick/nlu"
)

// moving is a charter's files in which an act of 10 November moves an office
// from 1 December, changes its number and names another official.
var moving = fstest.MapFS{
	"carta.yaml":  {Data: []byte("formato: 1\nstrato: locale\n")},
	"comune.yaml": {Data: []byte("dal: 2000-01-01\nnome: Comune di Borgo\nbreve: Borgo\n")},
	"atti.yaml": {Data: []byte(`
- {slug: dgc-2026-50, tipo: deliberazione, numero: "50", data: 2026-11-10, organo: Giunta comunale, oggetto: Trasferimento dell'Ufficio boschi}
`)},
	"sedi/municipio.yaml": {Data: []byte("slug: municipio\ndal: 2000-01-01\nnome: Municipio\nindirizzo: Via Unica 1\n")},
	"sedi/villa.yaml":     {Data: []byte("slug: villa\ndal: 2000-01-01\nnome: Villa Verde\nindirizzo: Viale dei Pini 3\n")},
	"persone.yaml": {Data: []byte(`
- {slug: rossi-ada, dal: 2000-01-01, nome: Ada, cognome: Rossi}
- {slug: neri-ugo, dal: 2000-01-01, nome: Ugo, cognome: Neri}
`)},
	"uffici/boschi.yaml": {Data: []byte(`
slug: boschi
dal: 2000-01-01
nome: Ufficio boschi
tipo: ufficio
sede:
  - {al: 2026-11-30, valore: municipio}
  - {dal: 2026-12-01, atto: dgc-2026-50, valore: villa}
contatti:
  - al: 2026-11-30
    valore: [{chiave: telefono, tipo: telefono, valore: "0999 1"}]
  - dal: 2026-12-01
    atto: dgc-2026-50
    valore: [{chiave: telefono, tipo: telefono, valore: "0999 2"}]
`)},
	"servizi/legna.yaml": {Data: []byte(`
slug: legna
dal: 2000-01-01
titolo: Raccolta della legna
ufficio: boschi
responsabile:
  - {al: 2026-11-30, valore: rossi-ada}
  - {dal: 2026-12-01, atto: dgc-2026-50, valore: neri-ugo}
`)},
}

func TestAnActThatMovesAnOfficeIsToldBeforeAndAfter(t *testing.T) {
	t.Parallel()
	facts, err := exchange.Load(moving)
	if err != nil {
		t.Fatal(err)
	}
	language, err := nlu.NewBase()
	if err != nil {
		t.Fatal(err)
	}
	world, err := worldOf(facts, language)
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		moment, action string
		want, unwanted []string
	}{
		"before the act, where it was": {
			"2026-10-01 10:00", "o:boschi:where",
			[]string{"Sede: Municipio, Via Unica 1"}, []string{"Villa Verde", "Attenzione"},
		},
		"ten days ahead, where it is and where it will be": {
			"2026-11-20 10:00", "o:boschi:where",
			[]string{"Sede: Municipio, Via Unica 1", "Attenzione: dal 1° dicembre 2026 si va qui:\n", "Sede: Villa Verde, Viale dei Pini 3"}, nil,
		},
		"after, where it is and where it was": {
			"2026-12-02 10:00", "o:boschi:where",
			[]string{"Sede: Villa Verde, Viale dei Pini 3", "Dal 1° dicembre 2026 è qui (deliberazione n. 50 del 10 novembre 2026); prima la sede era Municipio."},
			[]string{"Attenzione"},
		},
		"three months later it is no news": {
			"2027-03-02 10:00", "o:boschi:where", []string{"Sede: Villa Verde, Viale dei Pini 3"}, []string{"Municipio"},
		},
		"ten days ahead, the new number": {
			"2026-11-20 10:00", "o:boschi:contacts",
			[]string{"Telefono: 0999 1\n", "Attenzione: dal 1° dicembre 2026 cambiano i contatti:\n  - Telefono: 0999 2"}, nil,
		},
		"after, the new number alone": {
			"2026-12-02 10:00", "o:boschi:contacts", []string{"Telefono: 0999 2"}, []string{"0999 1", "Attenzione"},
		},
		"ten days ahead, the new official": {
			"2026-11-20 10:00", "a:legna:who",
			[]string{"Responsabile del procedimento: Ada Rossi", "Attenzione: dal 1° dicembre 2026 cambia chi se ne occupa:", "Responsabile del procedimento: Ugo Neri"}, nil,
		},
		"long before, nothing of it": {
			"2026-11-12 10:00", "a:legna:who", []string{"Responsabile del procedimento: Ada Rossi"}, []string{"Ugo Neri", "Attenzione"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			expect(t, talkIn(t, world, at(t, tt.moment)).Presses(tt.action), tt.want, tt.unwanted)
		})
	}
	t.Run("asked in words", func(t *testing.T) {
		t.Parallel()
		expect(t, talkIn(t, world, at(t, "2026-12-02 10:00")).Says("dov'è l'ufficio boschi?"), []string{"Sede: Villa Verde"}, nil)
	})
}

// expect holds that a reply says some things and not others.
func expect(t *testing.T, r bot.Reply, want, unwanted []string) {
	t.Helper()
	said := render(r)
	for _, words := range want {
		if !strings.Contains(said, words) {
			t.Errorf("%q is not in:\n%s", words, said)
		}
	}
	for _, words := range unwanted {
		if strings.Contains(said, words) {
			t.Errorf("%q is in:\n%s", words, said)
		}
	}
}
