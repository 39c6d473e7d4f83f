package site

import (
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzQuestion: whatever an address says, what is read of it is read again the
// same, and is short enough to be a key.
func FuzzQuestion(f *testing.F) {
	for _, seed := range []string{"on=2026-12-05", "tema=tributi&on=2026-02-30", "argomento=a%20b", "on=%00&tema=%ff", "on=-infinity", "on=9999-12-31&on=2026-01-01"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		values, err := url.ParseQuery(raw)
		if err != nil {
			t.Skip()
		}
		q, err := readQuestion(values)
		if err != nil {
			return
		}
		written := q.query()
		if len(written) > 3*3*longestParameter { // %XX for each byte
			t.Errorf("%q makes a key of %d bytes", raw, len(written))
		}
		again, err := url.ParseQuery(written)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := readQuestion(again); err != nil || back != q {
			t.Errorf("%q became %+v, then %+v, %v", raw, q, back, err)
		}
	})
}

// FuzzOneLine: a description is never longer than asked, nor cut inside a letter.
func FuzzOneLine(f *testing.F) {
	for _, seed := range []string{"", "breve", strings.Repeat("perché ", 60), strings.Repeat("è", 200)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		const longest = 155 + len("…")
		line := oneLine(text)
		if len(line) > longest || strings.ContainsAny(line, "\n\t") {
			t.Errorf("oneLine(%q) = %q", text, line)
		}
		if utf8.ValidString(text) && !utf8.ValidString(line) {
			t.Errorf("oneLine(%q) = %q cuts a letter", text, line)
		}
	})
}
