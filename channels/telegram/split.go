package telegram

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// messageLimit is how many units of UTF-16 a message may have. Telegram does not
// count formatting; it is counted here, so that there is no doubt.
const messageLimit = 4096

// split divides a text into parts whose HTML has at most limit units, at the end
// of a paragraph, a line, a sentence or a word, as late as that can be. Formatting
// that goes over a cut is closed and opened again. Blanks around a cut are left
// out, and so are parts of blanks alone.
func split(t text, limit int) []text {
	var parts []text
	t = t.valid()
	for {
		t = t.trimmed()
		words := t.words()
		if words == "" {
			return parts
		}
		at := fitting(t, limit)
		if at < len(words) {
			at = lastEnd(words[:at])
		}
		var part text
		part, t = t.cut(at)
		parts = append(parts, part.trimmed())
	}
}

// fitting returns how many bytes of the words fit: at least one letter.
func fitting(t text, limit int) int {
	at, used := 0, 0
	for _, r := range t {
		used += r.markup()
		for _, letter := range r.words {
			used += units(escaped(string(letter)))
			if used > limit && at > 0 {
				return at
			}
			at += utf8.RuneLen(letter)
		}
	}
	return at
}

// lastEnd returns where to cut words that go on beyond: at the best end in their
// second half.
func lastEnd(words string) int {
	half := len(words) / 2
	for _, last := range []func(string) int{lastParagraph, lastLine, lastSentence, lastWord} {
		if at := last(words); at > half {
			return at
		}
	}
	return len(words)
}

func lastParagraph(words string) int { return strings.LastIndex(words, "\n\n") }

func lastLine(words string) int { return strings.LastIndex(words, "\n") }

// lastSentence finds the last full stop, or the like, with a blank after it that
// ends no number of a list.
func lastSentence(words string) int {
	for end := len(words); end > 0; {
		at := strings.LastIndexAny(words[:end], ".!?…")
		if at < 0 {
			return -1
		}
		_, size := utf8.DecodeRuneInString(words[at:])
		after := words[at+size:]
		before, _ := utf8.DecodeLastRuneInString(words[:at])
		if after != "" && strings.ContainsAny(after[:1], blanks) && !unicode.IsDigit(before) {
			return at + size
		}
		end = at
	}
	return -1
}

func lastWord(words string) int { return strings.LastIndexAny(words, blanks) }
