package exchange_test

import (
	"errors"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/cittaclick/cittaclick/knowledge/base"
	"github.com/cittaclick/cittaclick/knowledge/demo"
	"github.com/cittaclick/cittaclick/knowledge/exchange"
)

// FuzzRead reads any bytes as each of a layer's files: whatever they are, the
// answer is a charter, which is then written as it is read, or problems.
func FuzzRead(f *testing.F) {
	names := []string{
		"carta.yaml", "comune.yaml", "atti.yaml", "orari.yaml", "chiusure.yaml", "persone.yaml",
		"sedi/x.yaml", "uffici/x.yaml", "servizi/x.yaml", "altri-enti.yaml", "eventi.yaml", "frasi/x.yaml",
	}
	for i, seed := range []string{
		"formato: 1\nstrato: locale\n", "nome: &a x\nbreve: *a\n", "- slug: a\n  slug: b\n", "- {slug: s, nome: S, regole: [lun 8-9]}",
		"- {slug: v, tipo: chiuso, motivo: V, dal: 2026-12-24, al: mai, per: [comune]}", "- slug: x\n  incarichi: [{chiave: a, ruolo: vice}]",
		"slug: x\npiani:\n- valore: [{livello: 0, stanze: [{codice: T1}]}]", "slug: x\nen: {nome: X}\nsede: [{dal: sempre, valore: ~}]",
		"slug: x\npassi: [{chiave: a, togli: true}]\ncosti: non previsto", "- slug: x\n  titolo: []\n", "obiettivo: oos\nfrasi: [{testo: a}]",
	} {
		f.Add(uint8(i), []byte(seed)) //nolint:gosec // a few seeds
	}
	for _, sample := range []struct {
		fsys fs.FS
		name string
		kind uint8
	}{{base.FS, "servizi/carta-identita.yaml", 8}, {demo.FS, "sedi/comando.yaml", 6}, {demo.FS, "uffici/mobilita.yaml", 7}} {
		data, err := fs.ReadFile(sample.fsys, sample.name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(sample.kind, data)
	}
	f.Fuzz(func(t *testing.T, kind uint8, data []byte) {
		fsys := fstest.MapFS{"carta.yaml": small["carta.yaml"]}
		fsys[names[int(kind)%len(names)]] = &fstest.MapFile{Data: data}
		facts, err := exchange.Load(fsys)
		if err == nil {
			checkRoundTrip(t, facts)
			return
		}
		if _, ok := errors.AsType[exchange.Problems](err); !ok {
			t.Errorf("got %v, want problems", err)
		}
	})
}
