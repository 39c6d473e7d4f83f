package bot

import (
	"strings"

	"github.com/cittaclick/cittaclick/nlu"
)

// An action is what a button sends back. It is self-contained and stays
// understood by later releases:
//
//	a:carta-identita:cost      a service, with what is asked of it
//	a:carta-identita:cost+how  several things asked
//	a:carta-identita           a service, in general
//	o:anagrafe:hours           an office
//	m:passaporto               a matter of another body
//	c:human  c:help  c:today   asking for a person, for help, for today's hours
//
// What cannot be read, or names what is no longer there, is answered with a
// sentence, never with an error.
type action struct {
	Target  nlu.Target
	Aspects []nlu.Aspect
}

// maxAction is Telegram's limit for callback data, in bytes.
const maxAction = 64

// The prefixes; none is ever given another meaning.
const (
	prefixService = "a"
	prefixOffice  = "o"
	prefixMatter  = "m"
	prefixCommand = "c"
)

// ActionFor writes the action that asks for aspects of a target. Aspects that
// do not fit are left out from the end; false when not even the target fits.
func ActionFor(target nlu.Target, aspects ...nlu.Aspect) (string, bool) {
	prefix, ok := actionPrefix(target)
	base := prefix + ":" + target.Slug()
	if !ok || len(base) > maxAction || !isSlug(target.Slug()) {
		return "", false
	}
	action, separator := base, ":"
	for _, a := range aspects {
		longer := action + separator + string(a)
		if len(longer) > maxAction {
			break
		}
		action, separator = longer, "+"
	}
	return action, true
}

func actionPrefix(target nlu.Target) (string, bool) {
	switch target.Kind() {
	case nlu.KindService:
		return prefixService, true
	case nlu.KindOffice:
		return prefixOffice, true
	case nlu.KindBody:
		return prefixMatter, true
	case nlu.KindSmalltalk:
		return prefixCommand, true
	default:
		return "", false
	}
}

// parseAction reads an action; false when it is none that any release wrote.
// Aspects that this release does not know are passed over.
func parseAction(s string) (action, bool) {
	if len(s) > maxAction {
		return action{}, false
	}
	prefix, rest, _ := strings.Cut(s, ":")
	slug, aspects, _ := strings.Cut(rest, ":")
	if !isSlug(slug) {
		return action{}, false
	}
	a := action{Aspects: parseAspects(aspects)}
	switch prefix {
	case prefixService:
		a.Target = nlu.Service(slug)
	case prefixOffice:
		a.Target = nlu.Office(slug)
	case prefixMatter:
		a.Target = nlu.Body(slug)
	case prefixCommand:
		var known bool
		a.Target, known = nlu.ParseTarget(string(nlu.KindSmalltalk) + ":" + slug)
		return a, known
	default:
		return action{}, false
	}
	return a, true
}

func parseAspects(s string) []nlu.Aspect {
	var aspects []nlu.Aspect
	for label := range strings.SplitSeq(s, "+") {
		if a, ok := nlu.ParseAspect(label); ok {
			aspects = append(aspects, a)
		}
	}
	return aspects
}

// isSlug reports whether s has the form of the charter's slugs.
func isSlug(s string) bool {
	if s == "" {
		return false
	}
	for _, c := range []byte(s) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}

// button offers a target; none when its action cannot be written.
func button(title string, target nlu.Target, aspects ...nlu.Aspect) []Button {
	action, ok := ActionFor(target, aspects...)
	if !ok {
		return nil
	}
	return []Button{{Title: title, Action: action}}
}
