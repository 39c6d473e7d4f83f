package nlu_test

import (
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/nlu"
)

// TestSentencesAreUnderstood holds what was reached on testdata/questions.tsv,
// one sentence per service at least.
func TestSentencesAreUnderstood(t *testing.T) {
	t.Parallel()
	f, err := os.Open("testdata/questions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	questions, err := nlu.ReadQuestions(f)
	if err != nil {
		t.Fatal(err)
	}
	r := nlu.Evaluate(understander(t), questions, monday, time.Now)
	floors := []struct {
		name string
		rate nlu.Rate
		want float64
	}{
		{"first", r.First, 96}, {"within three", r.WithinThree, 98}, {"main aspect", r.AnyAspect, 85}, {"out of scope", r.OutCaught, 80},
	}
	for _, f := range floors {
		if f.rate.Percent() < f.want {
			t.Errorf("%s: %.1f%%, want %.0f%% at least", f.name, f.rate.Percent(), f.want)
		}
	}
	if got := r.ConfidentBad.Percent(); got > 3 {
		t.Errorf("confident and wrong: %.1f%%, want 3%% at most", got)
	}
}

func TestDialoguesAreFollowed(t *testing.T) {
	t.Parallel()
	f, err := os.Open("testdata/dialogues.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	dialogues, err := nlu.ReadDialogues(f)
	if err != nil {
		t.Fatal(err)
	}
	r := nlu.EvaluateDialogues(newTown(t).understander, dialogues, monday, time.Now)
	if got := r.Turns.Percent(); got < 88 {
		t.Errorf("turns resolved: %.1f%%, want 88%% at least; %+v", got, r.Misses)
	}
}

func TestOneWordIsEnough(t *testing.T) {
	t.Parallel()
	tests := []struct {
		word string
		want nlu.Target
	}{
		{"tari", "svc:tari-pagamento"},
		{"TARI!!", "svc:tari-pagamento"},
		{"cie", "svc:carta-identita"},
		{"multa", "svc:multe-pagamento"},
		{"anagafe", "office:anagrafe"},
		{"anagrafe", "office:anagrafe"},
		{"imu", "svc:imu-pagamento"},
		{"ztl", "svc:ztl-permesso"},
		{"passaporto", "body:passaporto"},
		{"monnezza", "svc:tari-pagamento"},
		{"buche", "svc:segnalazione-strade"},
		{"z.t.l.", "svc:ztl-permesso"},
		{"wi fi", "svc:wifi-pubblico"},
		{"loculo", "svc:concessione-loculi"},
	}
	for _, tt := range tests {
		t.Run(tt.word, func(t *testing.T) {
			t.Parallel()
			got := ask(t, tt.word)
			if got.Target != tt.want && !offers(got, tt.want) {
				t.Errorf("got %s %v, want %s", got.Target, got.Alternatives, tt.want)
			}
		})
	}
}

func offers(u nlu.Understanding, want nlu.Target) bool {
	return u.Decision == nlu.DecideClarify &&
		slices.ContainsFunc(u.Alternatives, func(c nlu.Candidate) bool { return c.Target == want })
}

func TestAmbiguousWordsAreAskedBack(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		want []nlu.Target
	}{
		{"asilo", []nlu.Target{"svc:asilo-nido", "svc:scuola-infanzia"}},
		{"voltura", []nlu.Target{"svc:tari-iscrizione", "svc:passo-carrabile"}},
		{"scia", []nlu.Target{"svc:scia-commercio", "svc:scia-edilizia"}},
		{"licenza", []nlu.Target{"svc:scia-commercio", "svc:taxi-ncc"}},
		{"carta", []nlu.Target{"svc:carta-identita"}},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			t.Parallel()
			got := ask(t, tt.text)
			if n := len(got.Alternatives); got.Decision != nlu.DecideClarify || got.Target != nlu.TargetClarify || n < 2 || n > 3 {
				t.Fatalf("got %s %s %v, want two or three readings", got.Decision, got.Target, got.Alternatives)
			}
			if !slices.ContainsFunc(tt.want, func(w nlu.Target) bool { return offers(got, w) }) {
				t.Errorf("offers %v, want one of %v", got.Alternatives, tt.want)
			}
		})
	}
}

func TestDeterminism(t *testing.T) {
	t.Parallel()
	first, err := build(catalogue(t))
	if err != nil {
		t.Fatal(err)
	}
	docs := catalogue(t)
	second, err := build(docs)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range sentences() {
		q := nlu.Query{Text: nlu.NewUtterance(text), Now: monday}
		want := first.Understand(q)
		for _, u := range []*nlu.Understander{first, second} {
			if diff := cmp.Diff(want, u.Understand(q)); diff != "" {
				t.Errorf("%s: two readings differ:\n%s", text, diff)
			}
		}
	}
}

func TestManyAskAtOnce(t *testing.T) {
	t.Parallel()
	u := understander(t)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, text := range sentences() {
				q := nlu.Query{Text: nlu.NewUtterance(text), Now: monday}
				if diff := cmp.Diff(u.Understand(q), u.Understand(q)); diff != "" {
					t.Errorf("%s:\n%s", text, diff)
				}
			}
		})
	}
	wg.Wait()
}

func sentences() []string {
	return []string{
		"quanto costa la carta d'identità e dove devo andare?", "tari", "licenza", "voltura", "che tempo fa domani?",
		"mia nonna è allettata e le serve il documento, venite voi?", "anagafe", "grazie mille", "permesso",
		"ho preso una multa ma non guidavo io", "come si fa il ragù", "buongiorno vorrei sapere gli orari dell'ufficio tributi",
	}
}

func TestNewRefusesWhatIsNoCharter(t *testing.T) {
	t.Parallel()
	base, err := nlu.NewBase()
	if err != nil {
		t.Fatal(err)
	}
	twice := []nlu.Document{{Target: "svc:a", Title: "A"}, {Target: "svc:a", Title: "A"}}
	if _, err := nlu.New(twice, silent{}, base); err == nil {
		t.Error("two documents of one target are accepted")
	}
	if _, err := nlu.New([]nlu.Document{{Target: "nonsense"}}, silent{}, base); err == nil {
		t.Error("a document that is no target is accepted")
	}
	if _, err := nlu.New(nil, nil, base); err == nil {
		t.Error("no retriever is accepted")
	}
}

// silent finds nothing: questions are still read by the lexicon.
type silent struct{}

func (silent) Retrieve([]nlu.WeightedTerm, int) ([]nlu.Hit, error) { return nil, os.ErrClosed }

func TestWithoutAnIndexTheLexiconAnswers(t *testing.T) {
	t.Parallel()
	base, err := nlu.NewBase()
	if err != nil {
		t.Fatal(err)
	}
	u, err := nlu.New(catalogue(t), silent{}, base)
	if err != nil {
		t.Fatal(err)
	}
	got := u.Understand(nlu.Query{Text: "quanto costa il loculo", Now: monday})
	if got.Target != "svc:concessione-loculi" {
		t.Errorf("got %s, want svc:concessione-loculi", got.Target)
	}
}

func FuzzUnderstand(f *testing.F) {
	for _, s := range sentences() {
		f.Add(s, "svc:carta-identita", "")
	}
	f.Add("\xff\x00à̀ 24/12 alle 99:99 il 31/31 tra 9999 mesi", "office:anagrafe", "svc:ritirato svc:tari-pagamento")
	f.Add("z.t.l. c i e b&b ’’’ …", "", "svc:carta-identita")
	f.Add("ьщя 你好 🤖", "nonsense", "oos clarify")
	u := understander(f)
	f.Fuzz(func(t *testing.T, text, focus, offered string) {
		context := nlu.Context{Focus: nlu.Target(focus), Aspects: []nlu.Aspect{nlu.AspectCost}}
		for label := range strings.FieldsSeq(offered) {
			context.Offered = append(context.Offered, nlu.Target(label))
			context.Former = append(context.Former, nlu.Target(label))
		}
		q := nlu.Query{Text: nlu.NewUtterance(text), Now: monday, Context: context}
		got := u.Understand(q)
		if got.Target == "" || got.Decision == "" || got.Confidence < 0 || got.Confidence > 1 {
			t.Errorf("%q: %+v is no understanding", text, got)
		}
		if len(got.Alternatives) > 3 || len(got.Aspects) > 12 {
			t.Errorf("%q: %d alternatives, %d aspects", text, len(got.Alternatives), len(got.Aspects))
		}
	})
}

func BenchmarkUnderstand(b *testing.B) {
	u := understander(b)
	texts := sentences()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		u.Understand(nlu.Query{Text: nlu.NewUtterance(texts[i%len(texts)]), Now: monday})
	}
}

func BenchmarkNew(b *testing.B) {
	docs := catalogue(b)
	for b.Loop() {
		if _, err := build(docs); err != nil {
			b.Fatal(err)
		}
	}
}
