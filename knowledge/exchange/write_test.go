package exchange_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/exchange"
)

// history is a charter in which things changed, in two layers.
const history = `-- base/carta.yaml --
formato: 1
strato: base
-- base/servizi/cie.yaml --
slug: cie
titolo: Carta d'identità
documenti:
  - {chiave: foto, nome: Una fototessera}
costi:
  - {al: 2026-12-31, valore: [{chiave: carta, voce: Carta, importo: "16.79"}]}
  - {dal: 2027-01-01, valore: [{chiave: carta, voce: Carta, importo: "18.00", fonte: "D.M. 1/2026: tariffe", verificato_il: 2026-11-22}]}
-- locale/carta.yaml --
formato: 1
strato: locale
-- locale/atti.yaml --
- {slug: dd-7, tipo: determinazione, data: 2026-11-10, oggetto: "Trasferimento: dal palazzo alla villa"}
-- locale/sedi/palazzo.yaml --
slug: palazzo
dal: 2000-01-01
nome: Palazzo
indirizzo: Piazza 1
piani:
  - livello: 0
    etichetta: T
    nome: piano terra
    stanze:
      - {codice: T02, nome: Sala, accessibile: true, dal: 2020-01-01}
      - {codice: T01, nome: Atrio, accessibile: false}
-- locale/uffici/anagrafe.yaml --
slug: anagrafe
dal: 2000-01-01
nome:
  - {al: 2009-12-31, valore: Demografici}
  - {dal: 2010-01-01, valore: Anagrafe}
descrizione: |-
  Prima riga.
  Seconda riga.
tipo: ufficio
sede:
  - {al: 2026-11-30, valore: palazzo}
  - {dal: 2026-12-01, atto: dd-7}
-- locale/servizi/cie.yaml --
slug: cie
dal: 2025-01-01
documenti:
  - {chiave: foto, togli: true}
  - {chiave: modulo, nome: Il modulo}
pagamento: non previsto
ufficio: anagrafe
`

func historyFacts(t *testing.T) knowledge.Facts {
	t.Helper()
	facts, err := exchange.Load(charter(t, history))
	if err != nil {
		t.Fatalf("load:\n%v", err)
	}
	facts.Version = 57
	return facts
}

// one returns one file of what is written.
func one(t *testing.T, o exchange.WriteOptions, name string) string {
	t.Helper()
	file, ok := write(t, historyFacts(t), o)[name]
	if !ok {
		t.Fatalf("%s is not written", name)
	}
	return string(file.Data)
}

func TestCanonicalFiles(t *testing.T) {
	t.Parallel()
	day := knowledge.NewDate(2026, 11, 22)
	tests := map[string]struct {
		options exchange.WriteOptions
		name    string
		want    string
	}{
		"the charter's file carries the version": {
			name: "base/carta.yaml", want: "formato: 1\nstrato: base\nversione: 57\n",
		},
		"values over time stand only where they changed": {
			options: exchange.WriteOptions{Part: exchange.PartLocal}, name: "uffici/anagrafe.yaml",
			want: `slug: anagrafe
dal: 2000-01-01
nome:
  - {al: 2009-12-31, valore: Demografici}
  - {dal: 2010-01-01, valore: Anagrafe}
descrizione: |-
  Prima riga.
  Seconda riga.
tipo: ufficio
sede:
  - {al: 2026-11-30, valore: palazzo}
  - {dal: 2026-12-01, atto: dd-7}
`,
		},
		"on a day there is no history": {
			options: exchange.WriteOptions{On: &day}, name: "locale/uffici/anagrafe.yaml",
			want: `slug: anagrafe
nome: Anagrafe
descrizione: |-
  Prima riga.
  Seconda riga.
tipo: ufficio
sede: palazzo
`,
		},
		"rooms stand under their floor, in order": {
			name: "locale/sedi/palazzo.yaml",
			want: `slug: palazzo
dal: 2000-01-01
nome: Palazzo
indirizzo: Piazza 1
piani:
  - livello: 0
    etichetta: T
    nome: piano terra
    stanze:
      - codice: T01
        nome: Atrio
        accessibile: false
      - dal: 2020-01-01
        codice: T02
        nome: Sala
        accessibile: true
`,
		},
		"texts that YAML would misread stand in double quotes": {
			name: "locale/atti.yaml",
			want: `- slug: dd-7
  tipo: determinazione
  data: 2026-11-10
  oggetto: "Trasferimento: dal palazzo alla villa"
`,
		},
		"the base says of a service what it is everywhere": {
			options: exchange.WriteOptions{Part: exchange.PartBase}, name: "servizi/cie.yaml",
			want: `slug: cie
titolo: Carta d'identità
documenti:
  - {chiave: foto, nome: Una fototessera}
costi:
  - al: 2026-12-31
    valore:
      - {chiave: carta, voce: Carta, importo: "16.79"}
  - dal: 2027-01-01
    valore:
      - {chiave: carta, voce: Carta, importo: "18.00", fonte: "D.M. 1/2026: tariffe", verificato_il: 2026-11-22}
`,
		},
		"the local layer says what differs here": {
			options: exchange.WriteOptions{Part: exchange.PartLocal}, name: "servizi/cie.yaml",
			want: `slug: cie
dal: 2025-01-01
documenti:
  - {chiave: foto, togli: true}
  - {chiave: modulo, nome: Il modulo}
pagamento: non previsto
ufficio: anagrafe
`,
		},
		"merged, it reads as citizens see it": {
			options: exchange.WriteOptions{Part: exchange.PartMerged, On: &day}, name: "servizi/cie.yaml",
			want: `slug: cie
titolo: Carta d'identità
documenti:
  - {chiave: modulo, nome: Il modulo}
costi:
  - {chiave: carta, voce: Carta, importo: "16.79"}
pagamento: non previsto
ufficio: anagrafe
`,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, one(t, tt.options, tt.name)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.name, diff)
			}
		})
	}
}

func TestHistoryIsWrittenAsItIsRead(t *testing.T) {
	t.Parallel()
	checkRoundTrip(t, historyFacts(t))
}

func TestAMergedCharterIsNotImported(t *testing.T) {
	t.Parallel()
	_, err := exchange.Read(write(t, historyFacts(t), exchange.WriteOptions{Part: exchange.PartMerged}))
	problems, _ := errors.AsType[exchange.Problems](err)
	if len(problems) != 1 || !strings.Contains(problems[0].Message, "strati uniti") {
		t.Errorf("got %v, want one problem that tells what it is", err)
	}
}

// TestASnapshotIsACharter holds that what is written for one day can be read.
func TestASnapshotIsACharter(t *testing.T) {
	t.Parallel()
	day := knowledge.NewDate(2026, 12, 10)
	if _, err := exchange.Load(write(t, shipped(t), exchange.WriteOptions{On: &day})); err != nil {
		t.Errorf("load the snapshot:\n%v", err)
	}
}
