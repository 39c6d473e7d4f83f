package nlu

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxUtteranceRunes bounds what is read of a message: more is a document, not
// a question, and the need is told in the first lines.
const MaxUtteranceRunes = 2000

// TooLong reports whether an Utterance leaves out the end of what was written.
func TooLong(raw string) bool {
	return utf8.RuneCountInString(strings.TrimSpace(raw)) > MaxUtteranceRunes
}

// Utterance is what a citizen typed or said, made safe to look at: NFC, valid
// UTF-8, one line, without control or invisible characters, of bounded length.
type Utterance string

// NewUtterance makes an Utterance of any bytes; what cannot be kept is dropped.
func NewUtterance(raw string) Utterance {
	if len(raw) > 4*MaxUtteranceRunes {
		raw = raw[:4*MaxUtteranceRunes]
	}
	raw = norm.NFC.String(strings.ToValidUTF8(raw, ""))
	var b strings.Builder
	b.Grow(len(raw))
	kept := 0
	for _, r := range raw {
		switch {
		case unicode.IsSpace(r):
			r = ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			continue
		}
		b.WriteRune(r)
		if kept++; kept == MaxUtteranceRunes {
			break
		}
	}
	return Utterance(strings.TrimSpace(b.String()))
}
