package telegram

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// text is words with what little formatting the answers need.
type text []run

// run is a stretch of text with one look.
type run struct {
	words string
	bold  bool
	link  string // absolute; empty for none
}

const (
	boldBegins, boldEnds            = "<b>", "</b>"
	linkBegins, linkIs, linkEnds    = `<a href="`, `">`, "</a>"
	ampersand, less, greater, quote = "&amp;", "&lt;", "&gt;", "&quot;"
)

func plain(words string) run { return run{words: words} }

func bold(words string) run { return run{words: words, bold: true} }

// html writes the text as Telegram's HTML.
func (t text) html() string {
	var b strings.Builder
	for _, r := range t {
		words := escaped(r.words)
		if r.bold {
			words = boldBegins + words + boldEnds
		}
		if r.link != "" {
			words = linkBegins + escapedLink(r.link) + linkIs + words + linkEnds
		}
		b.WriteString(words)
	}
	return b.String()
}

// String writes the text without its formatting; links stand after their words.
func (t text) String() string {
	var b strings.Builder
	for _, r := range t {
		b.WriteString(r.words)
		if r.link != "" && r.link != r.words {
			b.WriteString(" (" + r.link + ")")
		}
	}
	return b.String()
}

// valid returns the text with a sign in place of what is no UTF-8.
func (t text) valid() text {
	valid := make(text, len(t))
	for i, r := range t {
		r.words = strings.ToValidUTF8(r.words, string(utf8.RuneError))
		valid[i] = r
	}
	return valid
}

// words is all that is read, without addresses of links.
func (t text) words() string {
	var b strings.Builder
	for _, r := range t {
		b.WriteString(r.words)
	}
	return b.String()
}

// signs are those that mean something in HTML.
var signs = strings.NewReplacer("&", ampersand, "<", less, ">", greater)

func escaped(s string) string { return signs.Replace(s) }

func escapedLink(s string) string { return strings.ReplaceAll(escaped(s), `"`, quote) }

// units is the length of a string as Telegram counts: in UTF-16.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// markup is how many units the formatting of a run takes.
func (r run) markup() int {
	n := 0
	if r.bold {
		n += len(boldBegins) + len(boldEnds)
	}
	if r.link != "" {
		n += len(linkBegins) + units(escapedLink(r.link)) + len(linkIs) + len(linkEnds)
	}
	return n
}

// cut returns what comes before and from a byte of the words.
func (t text) cut(at int) (before, after text) {
	for i, r := range t {
		if at <= 0 {
			return before, append(after, t[i:]...)
		}
		head, tail := r, r
		head.words, tail.words = r.words[:min(at, len(r.words))], r.words[min(at, len(r.words)):]
		before = append(before, head)
		if tail.words != "" {
			after = append(after, tail)
		}
		at -= len(r.words)
	}
	return before, after
}

// trimmed returns the text without blanks at its ends.
func (t text) trimmed() text {
	words := t.words()
	_, t = t.cut(len(words) - len(strings.TrimLeft(words, blanks)))
	t, _ = t.cut(len(strings.Trim(words, blanks)))
	return t
}

const blanks = " \t\r\n"
