package telegram

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

func TestATextIsCutWhereItReadsBest(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text  text
		limit int
		want  []string
	}{
		"what fits stays whole":                    {text{plain("Uno. Due.")}, 9, []string{"Uno. Due."}},
		"nothing is no message":                    {text{plain(" \n ")}, 9, nil},
		"at a paragraph first":                     {text{plain("Uno due.\n\nTre. Quattro cinque")}, 16, []string{"Uno due.", "Tre. Quattro", "cinque"}},
		"then at a line":                           {text{plain("Uno. Due\nTre. Quattro")}, 14, []string{"Uno. Due", "Tre. Quattro"}},
		"then at a sentence":                       {text{plain("Che cosa? Ma va, dai su")}, 16, []string{"Che cosa?", "Ma va, dai su"}},
		"then at a word":                           {text{plain("quanto costa davvero")}, 14, []string{"quanto costa", "davvero"}},
		"and else where it must":                   {text{plain("precipitevolissimevolmente")}, 10, []string{"precipitev", "olissimevo", "lmente"}},
		"not at the number of a step":              {text{plain("Tutto a posto 10. Poi tu vai")}, 25, []string{"Tutto a posto 10. Poi tu", "vai"}},
		"an end too near the beginning is no end":  {text{plain("Uno. quanto costa davvero tutto")}, 24, []string{"Uno. quanto costa", "davvero tutto"}},
		"signs count as they are written":          {text{plain("a<b<c<d")}, 10, []string{"a&lt;b&lt;", "c&lt;d"}},
		"emoji count twice":                        {text{plain("🙏🙏🙏")}, 4, []string{"🙏🙏", "🙏"}},
		"bold is closed and opened again":          {text{bold("quanto costa"), plain(": 16,79 euro")}, 18, []string{"<b>quanto</b>", "<b>costa</b>:", "16,79 euro"}},
		"a link is whole in each part that has it": {text{run{words: "uno due", link: "x&y"}}, 26, []string{`<a href="x&amp;y">uno</a>`, `<a href="x&amp;y">due</a>`}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, part := range split(tt.text, tt.limit) {
				got = append(got, part.html())
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("parts (-want +got):\n%s", diff)
			}
		})
	}
}

var (
	tag  = regexp.MustCompile(`</?(?:b|a(?: href="[^"<>]*")?)>`)
	sign = regexp.MustCompile(`&(?:amp|lt|gt|quot);`)
)

// FuzzSplit holds that nothing is lost or cut in two, whatever is said.
func FuzzSplit(f *testing.F) {
	f.Add("Ufficio", "anagrafe & <stato civile>. "+strings.Repeat("Frase. ", 50), "/uffici/anagrafe?a=1&b=\"2\"", 300)
	f.Add("", strings.Repeat("parola", 200), "https://comune.example", 120)
	f.Add("🙏🏽", strings.Repeat("👩‍👩‍👧\n\n", 99), "", 64)
	f.Add("\xff", "a\x00b \xc3(", "x", 100)
	f.Fuzz(func(t *testing.T, label, words, link string, limit int) {
		link = link[:min(len(link), 40)]
		limit = max(limit%messageLimit, 400)
		all := text{bold(label), plain(": " + words), plain(paragraphEnd), run{words: words, link: link}, plain("\n"), run{words: label, bold: true, link: link}}
		var kept strings.Builder
		for _, part := range split(all, limit) {
			html := part.html()
			if units(html) > limit {
				t.Fatalf("%d units, at most are %d: %q", units(html), limit, html)
			}
			bare := sign.ReplaceAllString(tag.ReplaceAllString(html, ""), "")
			if strings.ContainsAny(bare, "<>&") {
				t.Fatalf("a tag or a sign is cut in two: %q", html)
			}
			if strings.Count(html, "<b>") != strings.Count(html, "</b>") || strings.Count(html, "<a ") != strings.Count(html, "</a>") {
				t.Fatalf("what is opened is not closed: %q", html)
			}
			if strings.TrimSpace(part.words()) == "" {
				t.Fatalf("a part without words: %q", html)
			}
			kept.WriteString(part.words())
		}
		if want, got := withoutBlanks(all.valid().words()), withoutBlanks(kept.String()); want != got {
			t.Fatalf("words are lost:\nwant %q\ngot  %q", want, got)
		}
	})
}

func withoutBlanks(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
