package nlu

import (
	"strings"
	"testing"
)

func TestPatterns(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, pattern, text string
		want                bool
	}{
		{"words match as written", "quanto costa", "ma quanto costa qui", true},
		{"words match in order only", "quanto costa", "costa quanto", false},
		{"alternatives", "quanto costa|viene", "quanto viene", true},
		{"a beginning", "document* serv*", "documenti servono", true},
		{"an optional word may be missing", "numero di? telefono", "numero telefono", true},
		{"any one word", "a _ ora", "a che ora", true},
		{"a gap of three", "documenti ~ servono", "documenti che mi ci servono", true},
		{"a gap of four is too wide", "documenti ~ servono", "documenti che a me oggi servono", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, err := parsePattern("x", tt.pattern)
			if err != nil {
				t.Fatal(err)
			}
			var tokens []token
			for w := range strings.FieldsSeq(tt.text) {
				tokens = append(tokens, token{norm: w})
			}
			if got := len(newFrameSet([]pattern{p}).find(tokens)) == 1; got != tt.want {
				t.Errorf("%q in %q: got %v, want %v", tt.pattern, tt.text, got, tt.want)
			}
		})
	}
	for _, bad := range []string{"", "~", "_", "costa?", "|", "* costa", "quanto|*"} {
		if _, err := parsePattern("x", bad); err == nil {
			t.Errorf("parsePattern(%q) accepts a frame without a word that must be there", bad)
		}
	}
}

func FuzzParsePattern(f *testing.F) {
	for _, s := range []string{"quanto costa|viene", "a* ~ b?", "_ x", "|", "~~", "?"} {
		f.Add(s)
	}
	f.Fuzz(func(_ *testing.T, s string) {
		p, err := parsePattern("x", s)
		if err != nil {
			return
		}
		newFrameSet([]pattern{p}).find([]token{{norm: "quanto"}, {norm: "costa"}, {norm: "x"}})
	})
}
