package nlu_test

import (
	"bytes"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/cittaclick/cittaclick/bot/bottest"
	"github.com/cittaclick/cittaclick/nlu"
)

// small is what a base of few documents has learned.
var small = sync.OnceValues(func() (*nlu.Weights, error) {
	base, err := nlu.NewBase()
	if err != nil {
		return nil, err
	}
	return base.Learn([]nlu.Document{
		{Target: "svc:carta-identita", Title: "Carta d'identità", Phrases: []nlu.Phrase{{Text: "mi è scaduta la carta"}}},
		{Target: "svc:ztl-permesso", Title: "Permesso per la zona a traffico limitato", Aliases: []string{"pass ztl"}},
		{Target: "smalltalk:thanks", Phrases: []nlu.Phrase{{Text: "grazie mille"}}},
		{Target: "oos", Phrases: []nlu.Phrase{{Text: "che tempo fa domani"}}},
	}), nil
})

func TestWeightsAreReadAsTheyWereWritten(t *testing.T) {
	t.Parallel()
	learned, err := small()
	if err != nil {
		t.Fatal(err)
	}
	written := learned.Encode()
	read, err := nlu.DecodeWeights(written)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(read.Encode(), written) {
		t.Error("what was read is not what was written")
	}
}

func TestDamagedWeightsAreRefused(t *testing.T) {
	t.Parallel()
	learned, err := small()
	if err != nil {
		t.Fatal(err)
	}
	written := learned.Encode()
	altered := bytes.Clone(written)
	altered[len(altered)/2] ^= 1
	tests := map[string][]byte{
		"nothing":           nil,
		"another file":      []byte("%PDF-1.7"),
		"one byte too few":  written[:len(written)-1],
		"the first half":    written[:len(written)/2],
		"one byte too many": append(bytes.Clone(written), 0),
		"one bit altered":   altered,
	}
	for name, data := range tests {
		if _, err := nlu.DecodeWeights(data); err == nil {
			t.Errorf("%s: read as weights", name)
		}
	}
}

// FuzzDecodeWeights reads arbitrary bytes as weights whose digest is right.
func FuzzDecodeWeights(f *testing.F) {
	learned, err := small()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(nlu.WeightsBody(learned)[:4096])
	f.Add([]byte{0xff, 0xff, 0xff, 0xff})
	f.Add([]byte{})
	base, err := nlu.NewBase()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		weights, err := nlu.DecodeWeightsBody(body)
		if err != nil {
			return
		}
		docs := []nlu.Document{{Target: "svc:carta-identita", Title: "Carta d'identità"}}
		u, err := nlu.New(docs, silent{}, base.With(weights))
		if err != nil {
			t.Fatal(err)
		}
		u.Understand(nlu.Query{Text: "quanto costa la carta d'identità?", Now: monday})
	})
}

// TestACharterAddsToTheBase asks a charter that does not have all of the base's
// services, calls one by another name, and has some things of its own.
func TestACharterAddsToTheBase(t *testing.T) {
	t.Parallel()
	language, err := bottest.Language()
	if err != nil {
		t.Fatal(err)
	}
	docs, err := bottest.BaseDocuments()
	if err != nil {
		t.Fatal(err)
	}
	docs = slices.DeleteFunc(docs, func(d nlu.Document) bool { return d.Target == "svc:tari-pagamento" })
	for i, d := range docs {
		if d.Target == "svc:carta-identita" {
			docs[i].Title = "Tessera della cittadinanza valdorese"
		}
	}
	u, err := buildOn(language, append(
		docs,
		nlu.Document{Target: "svc:mulino", Title: "Visite al mulino", Phrases: []nlu.Phrase{
			{Text: "quando macinano il grano"}, {Text: "si può vedere la macina che gira"}, {Text: "dove si compra la farina macinata a pietra"},
		}},
		nlu.Document{Target: "office:mugnaio", Title: "Sportello del mugnaio"},
	))
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		text string
		want nlu.Target
	}{
		"a service under the name that the base gives it":  {"dove rinnovo la carta d'identità?", "svc:carta-identita"},
		"a service under the name that only this one uses": {"quanto costa la tessera della cittadinanza valdorese?", "svc:carta-identita"},
		"a service of its own":                             {"orari delle visite al mulino", "svc:mulino"},
		"a service of its own in the words of a phrase":    {"mi dite quando macinano il grano?", "svc:mulino"},
		"an office of its own":                             {"dove sta lo sportello del mugnaio?", "office:mugnaio"},
	}
	for name, tt := range tests {
		if got := thoughtOf(u, tt.text); len(got) == 0 || got[0] != tt.want {
			t.Errorf("%s: %q is about %s, want %s first", name, tt.text, got, tt.want)
		}
	}
	if got := thoughtOf(u, "come pago la tari dei rifiuti?"); slices.Contains(got, "svc:tari-pagamento") {
		t.Errorf("%s: the charter does not have svc:tari-pagamento", got)
	}
}

// thoughtOf lists the things of the charter that a question may be about,
// the likeliest first, whether or not it is sure enough to be answered.
func thoughtOf(u *nlu.Understander, text string) []nlu.Target {
	read := u.Understand(nlu.Query{Text: nlu.NewUtterance(text), Now: monday})
	var out []nlu.Target
	for _, c := range append([]nlu.Candidate{{Target: read.Target}}, read.Alternatives...) {
		if c.Target != nlu.TargetOOS && c.Target != nlu.TargetClarify {
			out = append(out, c.Target)
		}
	}
	return out
}

// BenchmarkAdded learns anew what a municipality adds to the base after a change
// of it: 25 offices, a service and 100 phrases. The aim is under 200 ms.
func BenchmarkAdded(b *testing.B) {
	language, err := bottest.Language()
	if err != nil {
		b.Fatal(err)
	}
	base, err := bottest.BaseDocuments()
	if err != nil {
		b.Fatal(err)
	}
	docs := withTown(base)
	u, err := nlu.New(docs, silent{}, language)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		u.Relearn(docs)
	}
}

// withTown adds a municipality's own documents to the base's.
func withTown(base []nlu.Document) []nlu.Document {
	docs := slices.Clone(base)
	service := nlu.Document{Target: "svc:mulino", Title: "Visite al mulino"}
	for i := range 100 {
		service.Phrases = append(service.Phrases, nlu.Phrase{
			Text:    fmt.Sprintf("vorrei vedere la macina con la scuola di mio figlio il giorno %d", i),
			Aspects: []nlu.Aspect{nlu.AspectHow},
		})
	}
	docs = append(docs, service)
	for i := range 25 {
		docs = append(docs, nlu.Document{
			Target: nlu.Office(fmt.Sprintf("sportello-%d", i)), Title: fmt.Sprintf("Sportello del quartiere %d", i),
			Aliases: []string{fmt.Sprintf("delegazione di zona %d", i), fmt.Sprintf("ufficio di quartiere %d", i)},
		})
	}
	return docs
}

// BenchmarkDecodeWeights reads what the base has learned, as each start does; the
// aim is under 150 ms.
func BenchmarkDecodeWeights(b *testing.B) {
	base, err := nlu.NewBase()
	if err != nil {
		b.Fatal(err)
	}
	docs, err := bottest.BaseDocuments()
	if err != nil {
		b.Fatal(err)
	}
	written := base.Learn(docs).Encode()
	b.SetBytes(int64(len(written)))
	for b.Loop() {
		if _, err := nlu.DecodeWeights(written); err != nil {
			b.Fatal(err)
		}
	}
}
