package bleveindex_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/nlu"
	"github.com/cittaclick/cittaclick/nlu/bleveindex"
)

func setup(t *testing.T) *bleveindex.Index {
	t.Helper()
	x, err := bleveindex.New([]nlu.Fields{
		{Target: "svc:carta", Title: "cart ident elettron", Names: "cie document", Text: "riconosc"},
		{Target: "svc:residenza", Title: "camb residenz", Names: "traslog", Text: "cart ident"},
		{Target: "svc:b", Title: "gemell"},
		{Target: "svc:a", Title: "gemell"},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	return x
}

func found(t *testing.T, x *bleveindex.Index, limit int, stems ...string) []nlu.Target {
	t.Helper()
	var terms []nlu.WeightedTerm
	for _, s := range stems {
		terms = append(terms, nlu.WeightedTerm{Stem: s, Weight: 1})
	}
	hits, err := x.Retrieve(terms, limit)
	if err != nil {
		t.Fatal(err)
	}
	var out []nlu.Target
	for _, h := range hits {
		if h.Score <= 0 {
			t.Errorf("%s scores %v, want more than zero", h.Target, h.Score)
		}
		out = append(out, h.Target)
	}
	return out
}

func TestRetrieve(t *testing.T) {
	t.Parallel()
	x := setup(t)
	tests := []struct {
		name  string
		limit int
		stems []string
		want  []nlu.Target
	}{
		{"the title counts more than the text", 5, []string{"cart", "ident"}, []nlu.Target{"svc:carta", "svc:residenza"}},
		{"a name finds", 5, []string{"cie"}, []nlu.Target{"svc:carta"}},
		{"equal scores stand in the order of their targets", 5, []string{"gemell"}, []nlu.Target{"svc:a", "svc:b"}},
		{"no more than asked for", 1, []string{"gemell"}, []nlu.Target{"svc:a"}},
		{"an unknown stem finds nothing", 5, []string{"zzz"}, nil},
		{"no stem finds nothing", 5, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, found(t, x, tt.limit, tt.stems...)); diff != "" {
				t.Errorf("targets (-want +got):\n%s", diff)
			}
		})
	}
}

func TestNoDocumentsIsAnIndexToo(t *testing.T) {
	t.Parallel()
	x, err := bleveindex.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if got := found(t, x, 5, "cart"); got != nil {
		t.Errorf("got %v, want nothing", got)
	}
}
